const longestExcerpt = 300;
const abbreviationEnd = /(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|Mx|Prof|St|vs|etc|e\.g|i\.e|No|\p{Lu})\.$/u;
const sentenceBreak = /(?<=[.!?…][\])"'”’]*)\s+(?=["'“‘(\p{Lu}\p{N}])/u;

/** The first whole sentences of the paragraphs that fit into 300 characters; a longer first sentence is cut at a word. */
export function toExcerpt(paragraphs: readonly string[]): string | undefined {
  const sentences = toSentences(paragraphs);
  const [first] = sentences;
  if (first === undefined) return undefined;
  if (first.length > longestExcerpt) return cutAtWord(first);
  let excerpt = first;
  for (const sentence of sentences.slice(1)) {
    if (excerpt.length + 1 + sentence.length > longestExcerpt) break;
    excerpt += ` ${sentence}`;
  }
  return excerpt;
}

/** Sentences of the opening; no more text is read than an excerpt can need. */
function toSentences(paragraphs: readonly string[]): string[] {
  const sentences: string[] = [];
  for (const part of paragraphs
    .slice(0, longestExcerpt)
    .flatMap((text) => text.slice(0, 2_000).split(sentenceBreak))) {
    const last = sentences.at(-1);
    if (last !== undefined && abbreviationEnd.test(last)) sentences[sentences.length - 1] = `${last} ${part}`;
    else sentences.push(part);
  }
  return sentences;
}

function cutAtWord(sentence: string): string {
  const cut = sentence.slice(0, longestExcerpt);
  const end = cut.lastIndexOf(" ");
  const kept = end > 0 ? cut.slice(0, end) : cut.slice(0, -1);
  return `${kept.replace(/[\s,;:–—\p{Cs}-]+$/u, "")}…`;
}
