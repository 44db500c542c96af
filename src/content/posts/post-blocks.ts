import { deleteRows, insertRows, type Row, toChanges } from "../../writing/rows.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { BlockRow } from "./block.entity.js";
import type { PostOutline } from "./post-outline.js";

interface BlockKeys {
  contributions: readonly (number | undefined)[];
  links: readonly (number | undefined)[];
}

/** Rows of the blocks without the post's key; a contribution or link that is new has no key yet. */
export function toBlockRows({ blocks }: PostOutline, { contributions, links }: BlockKeys): Row[] {
  return blocks.map((block, index) => {
    const prose = block.kind === "text" ? block.prose : undefined;
    return {
      position: index + 1,
      kind: { text: "TEXT", contribution: "CONTRIBUTION", related: "RELATED_LINK" }[block.kind],
      "contribution.rowId": block.kind === "contribution" ? (contributions[block.index] ?? null) : null,
      "link.rowId": block.kind === "related" ? (links[block.index] ?? null) : null,
      "body.markdown": prose?.markdown ?? null,
      "body.html": prose?.html ?? null,
      "body.text": prose?.text ?? null,
    };
  });
}

export function areBlocksChanged(
  wanted: readonly Row[],
  stored: readonly Readonly<Record<string, unknown>>[],
): boolean {
  if (wanted.length !== stored.length) return true;
  return wanted.some((row, index) => toChanges(row, stored[index] ?? {}) !== undefined);
}

/** Blocks have no ids, so a post whose blocks differ simply gets new ones. */
export async function removeBlocks({ manager }: WriteTransaction, postRowId: number): Promise<void> {
  await deleteRows(manager, BlockRow, { "post.rowId": postRowId });
}

export async function insertBlocks(
  { manager }: WriteTransaction,
  posts: readonly { postRowId: number; rows: readonly Row[] }[],
): Promise<void> {
  const rows = posts.flatMap((post) => post.rows.map((row) => ({ "post.rowId": post.postRowId, ...row })));
  await insertRows(manager, BlockRow, rows);
}
