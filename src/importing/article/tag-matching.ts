import type { ParsedArticle } from "./article.js";
import { toTagWords } from "./tag-words.js";

export interface VocabularyTag {
  slug: string;
  /** Name and synonyms. */
  names: readonly string[];
}

/** How often an article mentions a tag, and whether that is enough. */
export interface TagMatch {
  slug: string;
  inTitle: boolean;
  mentions: number;
  /** Text blocks and contributions with at least one mention. */
  passages: number;
  tagged: boolean;
}

/** Fewer are a mention in passing: articles name drugs and disorders two or three times to compare with. */
export const fewestMentions = 5;
/** One contributor's hobby horse is not yet the article's subject. */
export const fewestPassages = 3;
/** In a long article a mention weighs less: at most so many words may come on each. */
export const mostWordsPerMention = 400;

/**
 * The tags of the vocabulary that the article mentions, in the vocabulary's order, and which of them it is about.
 *
 * A tag is set when one of its names stands in the title, or when its names are mentioned at least five times, in at
 * least three text blocks or contributions, and at least once per 400 words of the article. Names match whole words;
 * where names of one tag overlap in the text, the longest counts, once. Titles of related posts, contributors'
 * headings and the author's bio are not searched: they speak of something else.
 *
 * Takes time in proportion to the text, whatever the size of the vocabulary.
 */
export function matchTags(
  article: Pick<ParsedArticle, "title" | "passages">,
  vocabulary: readonly VocabularyTag[],
): TagMatch[] {
  const index = toIndex(vocabulary);
  const passages = article.passages.map(toTagWords);
  const required = Math.max(fewestMentions, count(passages) / mostWordsPerMention);
  const titleMentions = countMentions(index, toTagWords(article.title));
  const tallies = toTallies(passages.map((words) => countMentions(index, words)));
  return vocabulary.flatMap(({ slug }, tag) => {
    const inTitle = titleMentions.has(tag);
    const { mentions, passages } = tallies.get(tag) ?? { mentions: 0, passages: 0 };
    const tagged = inTitle || (mentions >= required && passages >= fewestPassages);
    return inTitle || mentions > 0 ? [{ slug, inTitle, mentions, passages, tagged }] : [];
  });
}

/** Names by their words: each step is one word, `tags` are those whose name ends here. */
interface NameIndex {
  next: Map<string, NameIndex>;
  tags: number[];
}

function toIndex(vocabulary: readonly VocabularyTag[]): NameIndex {
  const root: NameIndex = { next: new Map(), tags: [] };
  for (const [tag, { names }] of vocabulary.entries()) {
    for (const name of names) addName(root, toTagWords(name), tag);
  }
  return root;
}

function addName(root: NameIndex, words: readonly string[], tag: number): void {
  if (words.length === 0) return;
  let node = root;
  for (const word of words) {
    const next = node.next.get(word) ?? { next: new Map(), tags: [] };
    node.next.set(word, next);
    node = next;
  }
  node.tags.push(tag);
}

/** Mentions per tag, none overlapping another of the same tag. */
function countMentions(index: NameIndex, words: readonly string[]): Map<number, number> {
  const mentions = new Map<number, number>();
  const ends = new Map<number, number>();
  for (let start = 0; start < words.length; start++) {
    for (const [tag, end] of findNames(index, words, start)) {
      if ((ends.get(tag) ?? 0) > start) continue;
      ends.set(tag, end);
      mentions.set(tag, (mentions.get(tag) ?? 0) + 1);
    }
  }
  return mentions;
}

/** The tags with a name that begins at a word, each with the end of its longest one. */
function findNames(index: NameIndex, words: readonly string[], start: number): Map<number, number> {
  const found = new Map<number, number>();
  let node: NameIndex | undefined = index;
  for (let at = start; node !== undefined; at++) {
    for (const tag of node.tags) found.set(tag, at);
    node = node.next.get(words[at] ?? "");
  }
  return found;
}

function toTallies(perPassage: readonly ReadonlyMap<number, number>[]) {
  const tallies = new Map<number, { mentions: number; passages: number }>();
  for (const mentions of perPassage) {
    for (const [tag, found] of mentions) {
      const tally = tallies.get(tag) ?? { mentions: 0, passages: 0 };
      tallies.set(tag, { mentions: tally.mentions + found, passages: tally.passages + 1 });
    }
  }
  return tallies;
}

function count(passages: readonly (readonly string[])[]): number {
  return passages.reduce((sum, words) => sum + words.length, 0);
}
