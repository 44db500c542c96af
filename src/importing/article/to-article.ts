import type { ArticleBlock, DroppedLine, ParsedArticle } from "./article.js";
import type { BlockDraft } from "./blocks.js";
import { toExcerpt } from "./excerpt.js";
import type { Line } from "./lines.js";
import type { PageParts } from "./page-parts.js";
import { toMarkdown } from "./plain-markdown.js";
import type { TitleReading } from "./title.js";

const mostDroppedListed = 200;
const longestDroppedText = 80;

/** The article that the parts of a page make up. */
export function toArticle(
  title: TitleReading,
  parts: PageParts,
  drafts: readonly BlockDraft[],
): ParsedArticle {
  const excerpt = toExcerpt(drafts.map(toEditorsParagraphs).find((texts) => texts.length > 0) ?? []);
  const dropped = toDropped(title, parts);
  return {
    title: title.title,
    ...(excerpt && { excerpt }),
    blocks: drafts.map(toBlock),
    ...(parts.byline && { byline: parts.byline }),
    dropped: dropped.slice(0, mostDroppedListed),
    droppedCount: dropped.length,
    passages: drafts.flatMap(toPassage),
  };
}

function toBlock(draft: BlockDraft): ArticleBlock {
  if (draft.kind === "related") return draft;
  const { line, paragraphs } = draft;
  const markdown = toMarkdown(paragraphs);
  if (draft.kind === "text") return { kind: "text", markdown, line };
  return { kind: "contribution", line, heading: draft.heading, contribution: draft.contribution, markdown };
}

function toEditorsParagraphs(draft: BlockDraft): string[] {
  if (draft.kind !== "text") return [];
  return draft.paragraphs.filter(({ role }) => role !== "section").map(({ text }) => text);
}

function toPassage(draft: BlockDraft): string[] {
  return draft.kind === "related" ? [] : [draft.paragraphs.map(({ text }) => text).join("\n")];
}

function toDropped(title: TitleReading, parts: PageParts): DroppedLine[] {
  const dropped = [
    ...title.above.map((line) => ({ line, reason: "above the title" })),
    ...title.again.map((line) => ({ line, reason: "title, printed again" })),
    ...parts.furniture,
  ];
  return dropped.map(toDroppedLine).sort((a, b) => a.line - b.line);
}

function toDroppedLine({ line, reason }: { line: Line; reason: string }): DroppedLine {
  return {
    line: line.line,
    text: [...line.text.slice(0, 2 * longestDroppedText)].slice(0, longestDroppedText).join(""),
    reason,
  };
}
