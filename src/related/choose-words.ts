import { stopWords } from "../search/stop-words.js";

/** What a post says, in plain text. */
export interface PostText {
  title: string;
  excerpt: string | null;
  /** The prose of the post's author; what contributors say is theirs. */
  body: string;
}

/** So many words stand for the text of a post. */
export const wordsPerPost = 8;

/** A word of the headline counts for so many in the text. */
const titleCount = 4;

/** Shorter words are mostly joints of sentences. */
const words = /\p{L}{4,}/gu;

/** Longer than this no word is. */
const longest = 40;

/** Text beyond this many characters adds nothing to what is known by then. */
const mostCharacters = 50_000;

/** The words that a text is about, in lower case and without accents: those that it uses most, the headline above all. */
export function chooseWords({ title, excerpt, body }: PostText): string[] {
  const counts = new Map<string, number>();
  const count = (text: string, times: number) => {
    for (const word of listWords(text)) counts.set(word, (counts.get(word) ?? 0) + times);
  };
  count(title, titleCount);
  count(excerpt ?? "", 1);
  count(body.slice(0, mostCharacters), 1);
  return [...counts]
    .sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || b.length - a.length || (a < b ? -1 : 1))
    .slice(0, wordsPerPost)
    .map(([word]) => word);
}

function listWords(text: string): string[] {
  const found =
    text
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase()
      .match(words) ?? [];
  return found.filter((word) => word.length <= longest && !stopWords.has(word));
}
