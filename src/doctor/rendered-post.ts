import { type RenderedProse, renderMarkdown } from "../writing/render-markdown.js";
import type { StoredProse } from "./prose-faults.js";
import type { PartRow, PostRows } from "./read-posts.js";

/** Prose of a post: that of a text block, of a contribution or of a correction. */
export interface PostPiece {
  /** `block 3`, `contribution 1`. */
  name: string;
  row: PartRow;
  stored: StoredProse;
  rendered: RenderedProse & { markdown: string };
}

/** A post with its Markdown rendered as this version does. */
export interface RenderedPost extends PostRows {
  /** By internal key of the text block. */
  texts: ReadonlyMap<unknown, PostPiece>;
  /** By internal key of the contribution. */
  quotes: ReadonlyMap<unknown, PostPiece>;
  /** What the corrections say; no part of the whole post. */
  correctionPieces: readonly PostPiece[];
}

export function renderPost(post: PostRows): RenderedPost {
  const texts = post.blocks.filter(({ kind }) => kind === "TEXT");
  return {
    ...post,
    texts: new Map(texts.map((row) => [row.rowId, toPiece("block", row)])),
    correctionPieces: post.corrections.map((row) => toPiece("correction", row)),
    quotes: new Map(post.contributions.map((row) => [row.rowId, toPiece("contribution", row)])),
  };
}

/** The prose that a block shows; undefined for a related line. */
export function findPiece({ texts, quotes }: RenderedPost, block: PartRow): PostPiece | undefined {
  return texts.get(block.rowId) ?? quotes.get(block["contribution.rowId"]);
}

function toPiece(noun: string, row: PartRow): PostPiece {
  const stored = { markdown: row["body.markdown"], html: row["body.html"], text: row["body.text"] };
  const markdown = String(stored.markdown);
  return {
    name: `${noun} ${row.position}`,
    row,
    stored,
    rendered: { markdown, ...renderMarkdown(markdown) },
  };
}
