import { updateRows } from "../../writing/rows.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { Contribution } from "../contributions/contribution.entity.js";
import { Link } from "../links/link.entity.js";
import { PostWord } from "../related-posts/post-word.entity.js";
import { RelatedPost } from "../related-posts/related-post.entity.js";
import { SearchDocument } from "../search/search-document.entity.js";
import { Tagging } from "../tags/tagging.entity.js";
import { PostStatus } from "./post.entity.js";

/**
 * Since when readers see a post: its `publishedAt` while it is published, else null.
 *
 * Rows that belong to a post keep a copy in `visibleFrom`, so that an index can hold them in the order of their posts.
 */
export function toVisibleFrom({ status, publishedAt }: Readonly<Record<string, unknown>>): string | null {
  return status === PostStatus.PUBLISHED && typeof publishedAt === "string" ? publishedAt : null;
}

/**
 * Whether a stored post is one that readers see, or saw before it was archived: its date has come, and it is no draft.
 *
 * The address of one that they never saw is told nobody, also later.
 */
export function wasSeen(
  { now }: WriteTransaction,
  { status, publishedAt }: Readonly<Record<string, unknown>>,
): boolean {
  return status !== PostStatus.DRAFT && typeof publishedAt === "string" && publishedAt <= now;
}

/** Gives the copies of a stored post their new value. It is no change of the rows that bear them: none is logged. */
export async function saveVisibleFrom(
  { manager }: WriteTransaction,
  postRowId: number,
  visibleFrom: string | null,
): Promise<void> {
  const changes = { visibleFrom };
  await updateRows(manager, Contribution, { where: { "post.rowId": postRowId }, changes });
  await updateRows(manager, Link, { where: { "source.rowId": postRowId }, changes });
  await updateRows(manager, Tagging, { where: { postRowId }, changes });
  await updateRows(manager, PostWord, { where: { postRowId }, changes });
  await updateRows(manager, SearchDocument, { where: { "post.rowId": postRowId }, changes });
  await updateRows(manager, RelatedPost, { where: { "node.rowId": postRowId }, changes });
}
