import { endsSentence } from "./prose.js";

/** A line of the page that has text; `line` counts from 1 in the file. */
export interface Line {
  line: number;
  text: string;
}

/** Widest line that a mail program or editor still wraps to. */
const widestWrap = 120;
const fewestInnerLines = 5;
const fewestGroups = 3;

// Soft hyphens, zero-width spaces and direction marks: pages carry them, and names with them do not compare equal.
const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const space = /[\p{Cc}\p{Z}]+/gu;

/**
 * The paragraphs of a page's text, in order, each with the number of its first line.
 *
 * A browser copies a paragraph as one line, so that each line is a paragraph, with or without blank lines
 * between them. Text that was wrapped afterwards is recognised by its form and joined again.
 */
export function toParagraphs(text: string): Line[] {
  const groups = toGroups(text);
  return isWrapped(groups) ? groups.map(join) : groups.flat();
}

/** Runs of lines with no blank line between them. */
function toGroups(text: string): Line[][] {
  const groups: Line[][] = [];
  let group: Line[] = [];
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const cleaned = raw.replace(invisible, "").replace(space, " ").trim().normalize("NFC");
    if (cleaned) {
      if (group.length === 0) groups.push(group);
      group.push({ line: index + 1, text: cleaned });
    } else if (group.length > 0) group = [];
  }
  return groups;
}

/**
 * True when the lines between blank ones are of about one width, and most break off in a sentence.
 *
 * That is what wrapping to a column leaves behind, and what paragraphs on lines of their own do not show. Without blank
 * lines the paragraphs of a wrapped text cannot be found again.
 */
function isWrapped(groups: readonly (readonly Line[])[]): boolean {
  const lengths = groups.flatMap((group) => group.map(({ text }) => text.length));
  const width = lengths.reduce((widest, length) => Math.max(widest, length), 0);
  if (width > widestWrap || groups.length < fewestGroups) return false;
  const inner = groups.flatMap((group) => group.slice(0, -1));
  const full = inner.filter(({ text }) => text.length > width * 0.75);
  const broken = inner.filter(({ text }) => !endsSentence(text));
  return (
    inner.length >= fewestInnerLines &&
    full.length >= inner.length * 0.9 &&
    broken.length >= inner.length * 0.6
  );
}

function join(group: readonly Line[]): Line {
  return { line: group[0]?.line ?? 0, text: group.map(({ text }) => text).join(" ") };
}
