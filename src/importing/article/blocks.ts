import type { ArticleHeading } from "./article.js";
import type { RoledLine } from "./line-roles.js";
import type { PlainParagraph } from "./plain-markdown.js";
import { readQuote } from "./quotes.js";

/** A block of the article before its paragraphs are written as Markdown. */
export type BlockDraft =
  | { kind: "text"; line: number; paragraphs: PlainParagraph[] }
  | { kind: "related"; line: number; title: string }
  | {
      kind: "contribution";
      line: number;
      heading: ArticleHeading;
      contribution: "QUOTE" | "STATEMENT";
      paragraphs: PlainParagraph[];
    };

/**
 * The article's lines as blocks, in order.
 *
 * A quotation ends with its closing mark, whatever lies in between; other words of a contributor end at the next
 * section. What follows up to the next contributor is the editors' text. A related link in the middle of a
 * contribution stands behind it, for a contribution is one block.
 */
export function toBlockDrafts(lines: readonly RoledLine[]): BlockDraft[] {
  const starts = lines.flatMap((line, at) => (line.role === "contributor" ? [at] : []));
  const contributions = starts.flatMap((start, index) =>
    toContribution(lines.slice(start, starts[index + 1])),
  );
  return [...toTextBlocks(lines.slice(0, starts[0])), ...contributions];
}

/** @param lines the heading of a contribution and all that follows up to the next. */
function toContribution([head, ...region]: readonly RoledLine[]): BlockDraft[] {
  if (head?.role !== "contributor") return [];
  const { contribution, paragraphs, end } = readBody(region);
  const lifted = region.slice(0, end).filter(({ role }) => role === "related");
  return [
    {
      kind: "contribution",
      line: head.line,
      heading: head.heading,
      contribution,
      paragraphs: paragraphs.filter(Boolean).map((text) => ({ text })),
    },
    ...toTextBlocks(lifted),
    ...toTextBlocks(region.slice(end)),
  ];
}

interface Body {
  contribution: "QUOTE" | "STATEMENT";
  paragraphs: string[];
  /** Index behind the body's last line. */
  end: number;
}

/** Words whose closing mark is missing are a quotation that ends where a statement would. */
function readBody(region: readonly RoledLine[]): Body {
  const quote = readQuote(toTexts(region));
  if (quote?.isClosed)
    return { contribution: "QUOTE", paragraphs: quote.paragraphs, end: endOf(region, quote.length) };
  const end = findStatementEnd(region);
  const texts = toTexts(region.slice(0, end));
  const open = readQuote(texts);
  return { contribution: open ? "QUOTE" : "STATEMENT", paragraphs: open?.paragraphs ?? texts, end };
}

function toTexts(lines: readonly RoledLine[]): string[] {
  return lines.filter(isParagraph).map(({ text }) => text);
}

function isParagraph({ role }: RoledLine): boolean {
  return role === "text" || role === "section";
}

/** Index behind the nth paragraph. */
function endOf(region: readonly RoledLine[], count: number): number {
  let left = count;
  return region.findIndex((line) => isParagraph(line) && --left === 0) + 1;
}

/** Related links right before the end belong to the editors' text. */
function findStatementEnd(region: readonly RoledLine[]): number {
  const section = region.findIndex(({ role }) => role === "section");
  const body = section < 0 ? region : region.slice(0, section);
  return body.findLastIndex(({ role }) => role === "text") + 1;
}

/** Consecutive paragraphs are one block; a section's heading begins a new one. */
function toTextBlocks(lines: readonly RoledLine[]): BlockDraft[] {
  const blocks: BlockDraft[] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (line.role === "related") blocks.push({ kind: "related", line: line.line, title: line.title });
    else if (last?.kind === "text" && line.role !== "section") last.paragraphs.push(line);
    else blocks.push({ kind: "text", line: line.line, paragraphs: [line] });
  }
  return blocks;
}
