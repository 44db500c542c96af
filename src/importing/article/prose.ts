const sentenceEnd = /[.!?…:;][\])"'”’»]*$/u;
const proseLength = 100;

/** True when a line ends as a sentence does; a heading does not. */
export function endsSentence(text: string): boolean {
  return sentenceEnd.test(text);
}

/** True when a line begins with a quotation mark. */
export function opensWithQuote(text: string): boolean {
  return /^["“”„«‘']/u.test(text);
}

/** True when a line is running text rather than a heading, a name or a menu entry. */
export function isProse(text: string): boolean {
  return text.length >= proseLength || opensWithQuote(text) || endsSentence(text);
}
