import { stopWords } from "./stop-words.js";

/** What must be found: one word, or words that stand in this order. */
export interface SearchTerm {
  text: string;
  /** Whether it stood in quotes: then names do not match by their beginnings. */
  isPhrase: boolean;
}

/** Of a longer query the beginning counts. */
export const mostCharacters = 1_000;

/** Of more terms the first ones count. */
export const mostTerms = 12;

/**
 * The terms of a query as a person types it. It is never wrong.
 *
 * Quotes make phrases, also curly ones; one that is not closed reaches to the end. Nothing else has a meaning: what
 * an engine would take for an operator is a word, or nothing where it has neither letter nor digit. English words that
 * say nothing of a subject are left out beside others.
 */
export function parseQuery(query: string): SearchTerm[] {
  const readable = query.slice(0, mostCharacters).replace(/\0|\p{Cs}/gu, " ");
  const text = readable.replace(/[“”„«»]/g, '"');
  const terms = text.split('"').flatMap((part, index): SearchTerm[] => {
    if (index % 2 === 1) return [{ text: part, isPhrase: true }];
    return part.split(/\s+/).map((word) => ({ text: word, isPhrase: false }));
  });
  const readableTerms = terms.filter((term) => /[\p{L}\p{N}\p{Co}]/u.test(term.text));
  return omitStopWords(readableTerms).slice(0, mostTerms);
}

/** Of "what does it cost" the cost is looked for; where there is nothing else, the stop words are. */
function omitStopWords(terms: SearchTerm[]): SearchTerm[] {
  const telling = terms.filter(({ text, isPhrase }) => isPhrase || !stopWords.has(text.toLowerCase()));
  return telling.length === 0 ? terms : telling;
}
