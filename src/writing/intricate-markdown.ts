/** Quotations and lists inside each other; deeper than any reader could follow. */
const maximumDepth = 50;
/** Columns before a list marker; two of them are a level. */
const maximumIndentation = 100;
/** Marks of emphasis and brackets in one paragraph; a table of a few hundred cells has fewer. */
export const maximumMarks = 2_000;

const container = String.raw`[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t]|\[\^[^\]\n]*\]:)`;
const deepLine = new RegExp(`^(?:${container}){${maximumDepth + 1}}`, "m");
const deepList = new RegExp(String.raw`^[ \t>]{${maximumIndentation + 1},}(?:[-+*]|\d{1,9}[.)])[ \t]`, "m");
const mark = /[*_~[]+/g;

/**
 * Why Markdown is refused before it is parsed, or undefined.
 *
 * Parsers of Markdown take time by the square of the depth of nesting and of the marks in a paragraph, and their stack
 * ends at some thousand levels: a few kilobytes of nothing but openings would stop an import for hours.
 */
export function findIntricacy(markdown: string, mostMarks = maximumMarks): string | undefined {
  if (deepLine.test(markdown) || deepList.test(markdown)) {
    return `is nested too deeply: at most ${maximumDepth} quotations and lists may lie inside each other`;
  }
  const paragraphs = markdown.split(/\n[ \t]*\n/);
  const isCrowded = paragraphs.some((text) => text.length > mostMarks && countMarks(text) > mostMarks);
  return isCrowded ? `has more than ${mostMarks} marks of emphasis and brackets in one paragraph` : undefined;
}

function countMarks(text: string): number {
  return text.match(mark)?.length ?? 0;
}
