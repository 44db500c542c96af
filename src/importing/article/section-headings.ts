import type { RoledLine } from "./line-roles.js";
import { endsSentence, isProse, opensWithQuote } from "./prose.js";

const longestHeading = 120;
const longestInSentenceCase = 10;

/** `title` is Title Case, `sentence` has only its first word in upper case. */
type HeadingForm = "title" | "sentence";

/**
 * The lines with the headings of sections marked as such.
 *
 * A line in Title Case that ends no sentence (a question or exclamation mark is allowed) is one when the article goes
 * on below it; one in sentence case when it also stands alone between running text. Three or more such lines in a
 * row, or any below a colon, are a list and stay text.
 */
export function markSections(lines: readonly RoledLine[]): RoledLine[] {
  const forms = lines.map((line) => (line.role === "text" ? toForm(line.text) : undefined));
  return lines.map((line, at) => (isSection(lines, forms, at) ? { ...line, role: "section" } : line));
}

function isSection(
  lines: readonly RoledLine[],
  forms: readonly (HeadingForm | undefined)[],
  at: number,
): boolean {
  const hasForm = (offset: number) => forms[at + offset] !== undefined;
  if (!hasForm(0) || (hasForm(-1) && (hasForm(-2) || hasForm(1))) || (hasForm(1) && hasForm(2))) return false;
  const above = lines[at - (hasForm(-1) ? 2 : 1)];
  const below = lines[at + 1];
  if (below === undefined || above?.text.endsWith(":")) return false;
  if (forms[at] === "title") return true;
  const isBelowText = above === undefined || above.role !== "text" || endsSentence(above.text);
  return !hasForm(-1) && isBelowText && below.role === "text" && isProse(below.text);
}

function toForm(text: string): HeadingForm | undefined {
  if (text.length > longestHeading || opensWithQuote(text) || !/^[\p{Lu}\p{N}]/u.test(text)) return undefined;
  const words = text.split(" ");
  const isTitle = isTitleCase(words);
  if (/[?!]$/u.test(text)) return isTitle && words.length > 2 ? "title" : undefined;
  if (endsSentence(text) || text.endsWith(",")) return undefined;
  if (isTitle) return "title";
  return words.length <= longestInSentenceCase ? "sentence" : undefined;
}

/** Short words may stay small in Title Case; long ones may not, and half of all must be large. */
function isTitleCase(words: readonly string[]): boolean {
  const isLarge = (word: string) => /^[^\p{L}\p{N}]?[\p{Lu}\p{N}]/u.test(word);
  const isLong = (word: string) => word.replace(/\P{L}/gu, "").length > 3;
  return (
    words.every((word) => isLarge(word) || !isLong(word)) && words.filter(isLarge).length * 2 >= words.length
  );
}
