import { toNameKey } from "../../graph/name-key.js";
import { recordChanges } from "../../writing/change-log.js";
import { saveFormerSlugs } from "../../writing/former-slugs.js";
import type { FoundRow } from "../../writing/lookups.js";
import { insertRows, toChanges, updateRow } from "../../writing/rows.js";
import type { WrittenNode } from "../../writing/write-result.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { renameLinksTo } from "../links/resolve-links.js";
import { isReviewChanged, saveReview } from "../medical-reviews/post-review.js";
import { saveTagSet } from "../tags/tag-set.js";
import type { Prose } from "./compose-post-body.js";
import { Post } from "./post.entity.js";
import { areBlocksChanged, insertBlocks, removeBlocks, toBlockRows } from "./post-blocks.js";
import { PostBody } from "./post-body.entity.js";
import { toBodyColumns, toPostColumns } from "./post-columns.js";
import {
  chooseIds,
  isPartListChanged,
  type PartListPlan,
  type SavedParts,
  savePartList,
} from "./post-parts.js";
import { listParts, type PostPlan, taggings } from "./post-plan.js";
import { saveVisibleFrom, toVisibleFrom, wasSeen } from "./visible-from.js";

/** Changes what differs of a stored post and of all that belongs to it; the same again writes nothing. */
export async function updatePost(
  transaction: WriteTransaction,
  plan: PostPlan,
  post: FoundRow,
): Promise<WrittenNode> {
  const { input, stored, contributions, links, body, tags, review } = plan;
  const lists = listParts(plan);
  const { rowId, id } = post;
  const keysOf = ({ plans }: PartListPlan) => plans.map((part) => part.stored?.rowId);
  const storedKeys = { contributions: keysOf(contributions), links: keysOf(links) };
  const isBlocksChanged = areBlocksChanged(toBlockRows(plan.outline, storedKeys), stored.blocks);
  const isBodyChanged = !stored.body || toChanges(toBodyColumns(body), stored.body) !== undefined;
  const isContentChanged =
    isBlocksChanged ||
    isBodyChanged ||
    tags.isChanged ||
    isReviewChanged(review) ||
    lists.some(isPartListChanged);
  const { change, visibleFrom } = await updatePostRow(transaction, plan, { post, isContentChanged });
  const written: WrittenNode = { noun: "post", slug: input.slug, id, change, parts: [] };
  if (change === "unchanged") return { ...written, parts: listUnchangedParts(plan) };

  transaction.changed.post.add(rowId);
  if (isBodyChanged) await saveBody(transaction, rowId, { body, isStored: stored.body !== undefined });
  await saveTagSet(transaction, { ...taggings, rowId, columns: { visibleFrom } }, tags);
  await saveReview(transaction, rowId, review);
  const ids = await chooseIds(transaction, [{ postId: id, lists }]);
  const owner = { postRowId: rowId, visibleFrom, ids };
  const saved = new Map<PartListPlan, SavedParts>();
  for (const list of lists) saved.set(list, await savePartList(transaction, list, owner));
  if (isBlocksChanged) {
    const savedKeysOf = (list: PartListPlan) => saved.get(list)?.rowIds ?? [];
    const keys = { contributions: savedKeysOf(contributions), links: savedKeysOf(links) };
    await removeBlocks(transaction, rowId);
    await insertBlocks(transaction, [{ postRowId: rowId, rows: toBlockRows(plan.outline, keys) }]);
  }
  const parts = [...saved.values()].flatMap((list) => list.written);
  const names = { rowId, slug: input.slug, titleKey: toNameKey(input.title) };
  const before = { slug: post.slug, titleKey: String(post.titleKey) };
  const led = await renameLinksTo(transaction, names, before);
  await recordChanges(transaction, [{ noun: "post", id, change }, ...parts, ...led]);
  return { ...written, parts };
}

async function updatePostRow(
  transaction: WriteTransaction,
  plan: PostPlan,
  { post, isContentChanged }: { post: FoundRow; isContentChanged: boolean },
): Promise<{ change: WrittenNode["change"]; visibleFrom: string | null }> {
  const columns = toPostColumns(transaction, plan);
  const visibleFrom = toVisibleFrom(columns);
  const isChanged = isContentChanged || toChanges(columns, post) !== undefined;
  const lastChange = isChanged ? transaction.now : (post.updatedAt as string | null);
  const updatedAt = plan.input.updatedAt ?? lastChange;
  const changes = toChanges({ ...columns, updatedAt }, post);
  const { rowId, id, slug } = post;
  const before = { slug, wasSeen: wasSeen(transaction, post) };
  const isRedirected = await saveFormerSlugs(transaction, { ...plan.input, noun: "post", id }, before);
  if (changes) await updateRow(transaction.manager, Post, { rowId, changes });
  if (visibleFrom !== toVisibleFrom(post)) await saveVisibleFrom(transaction, rowId, visibleFrom);
  return { change: changes || isChanged || isRedirected ? "updated" : "unchanged", visibleFrom };
}

async function saveBody(
  { manager }: WriteTransaction,
  rowId: number,
  { body, isStored }: { body: Prose; isStored: boolean },
): Promise<void> {
  const columns = toBodyColumns(body);
  if (isStored) await updateRow(manager, PostBody, { rowId, changes: columns });
  else await insertRows(manager, PostBody, [{ postRowId: rowId, ...columns }]);
}

function listUnchangedParts(plan: PostPlan): WrittenNode["parts"] {
  return listParts(plan).flatMap(({ noun, plans }) =>
    plans.flatMap(({ stored }) => (stored ? [{ noun, id: stored.id, change: "unchanged" } as const] : [])),
  );
}
