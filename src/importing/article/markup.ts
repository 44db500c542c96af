import type { Problem } from "../problem.js";
import type { Line } from "./lines.js";

const documentStart = /^<(?:!doctype|!--|\?xml|html|head|body|rss)\b/iu;
const closingTag = /<\/[a-z][a-z0-9-]{0,20}\s?>/giu;
/** Text may mention a tag or two. */
const fewestTags = 3;
const readLines = 2_000;

/** The problem with a file that is the source of a page instead of its text. */
export function findMarkup(lines: readonly Line[], source: string): Problem | undefined {
  const tags = lines
    .slice(0, readLines)
    .flatMap(({ line, text }) => (text.match(closingTag) ?? []).map(() => line));
  const first = lines[0];
  const isDocument = first !== undefined && documentStart.test(first.text);
  const line = isDocument ? first.line : tags.length >= fewestTags ? tags[0] : undefined;
  if (line === undefined) return undefined;
  const message =
    "This is HTML source. Open the page in a browser, select all, copy, and save the copied text.";
  return { source, line, code: "NOT_AN_ARTICLE", message };
}
