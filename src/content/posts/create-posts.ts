import { recordChanges } from "../../writing/change-log.js";
import { saveFormerSlugs } from "../../writing/former-slugs.js";
import { chooseIds as chooseNodeIds } from "../../writing/node-identity.js";
import { insertNodes, insertRows } from "../../writing/rows.js";
import type { WrittenNode } from "../../writing/write-result.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { resolveLinksTo } from "../links/resolve-links.js";
import { MedicalReview } from "../medical-reviews/medical-review.entity.js";
import { Tagging } from "../tags/tagging.entity.js";
import { Post } from "./post.entity.js";
import { insertBlocks, toBlockRows } from "./post-blocks.js";
import { PostBody } from "./post-body.entity.js";
import { toBodyColumns, toPostColumns } from "./post-columns.js";
import { chooseIds, insertParts, type PartListPlan, type PartPlan } from "./post-parts.js";
import { listParts, type PostPlan } from "./post-plan.js";
import { toVisibleFrom } from "./visible-from.js";

/** A post whose row is there, and nothing else of it yet. */
interface CreatedPost extends PostPlan {
  postId: string;
  postRowId: number;
  titleKey: string;
  visibleFrom: string | null;
}

/**
 * Inserts new posts with all that belongs to them, table by table, many rows by one statement.
 *
 * The rows and the change log are those that the posts would make one after the other: none of them may name one
 * before it, or have its title (`groupPosts`).
 */
export async function createPosts(
  transaction: WriteTransaction,
  plans: readonly PostPlan[],
): Promise<WrittenNode[]> {
  const { manager } = transaction;
  const posts = await insertPosts(transaction, plans);
  for (const { postRowId } of posts) transaction.changed.post.add(postRowId);
  const bodies = posts.map(({ postRowId, body }) => ({ postRowId, ...toBodyColumns(body) }));
  await insertRows(manager, PostBody, bodies);
  const taggings = posts.flatMap(({ postRowId, visibleFrom, tags }) =>
    tags.added.map((tagRowId) => ({ postRowId, tagRowId, visibleFrom })),
  );
  await insertRows(manager, Tagging, taggings);
  const reviews = posts.flatMap(({ postRowId, review }) =>
    review.columns ? [{ postRowId, ...review.columns }] : [],
  );
  await insertRows(manager, MedicalReview, reviews);
  const ids = await insertPartsAndBlocks(transaction, posts);
  for (const { postId: id, input } of posts)
    await saveFormerSlugs(transaction, { ...input, noun: "post", id });

  const named = posts.map(({ postRowId: rowId, input, titleKey }) => ({ rowId, slug: input.slug, titleKey }));
  const led = await resolveLinksTo(transaction, named);
  const written = posts.map((post) => toWritten(post, ids));
  await recordChanges(
    transaction,
    written.flatMap(({ noun, id, change, parts }, index) => [
      { noun, id, change },
      ...parts,
      ...(led[index] ?? []),
    ]),
  );
  return written;
}

async function insertPosts(
  transaction: WriteTransaction,
  plans: readonly PostPlan[],
): Promise<CreatedPost[]> {
  const ids = await chooseNodeIds(
    transaction,
    plans.map(({ input }) => input),
  );
  const posts = plans.map((plan, index) => {
    const columns = toPostColumns(transaction, plan);
    const updatedAt = plan.input.updatedAt ?? columns.publishedAt;
    return { plan, row: { id: ids[index] ?? "", ...columns, updatedAt } };
  });
  const rows = posts.map(({ row }) => row);
  const keys = await insertNodes(transaction.manager, Post, rows);
  return posts.map(({ plan, row }) => ({
    ...plan,
    postId: row.id,
    postRowId: keys.get(row.id) ?? 0,
    titleKey: row.titleKey,
    visibleFrom: toVisibleFrom(row),
  }));
}

async function insertPartsAndBlocks(
  transaction: WriteTransaction,
  posts: readonly CreatedPost[],
): Promise<ReadonlyMap<PartPlan, string>> {
  const ids = await chooseIds(
    transaction,
    posts.map((post) => ({ postId: post.postId, lists: listParts(post) })),
  );
  const insert = (listOf: (post: CreatedPost) => PartListPlan) =>
    insertParts(
      transaction,
      posts.map((post) => ({ ...listOf(post), ...post })),
      ids,
    );
  const contributionKeys = await insert(({ contributions }) => contributions);
  const linkKeys = await insert(({ links }) => links);
  await insert(({ sources }) => sources);
  await insert(({ corrections }) => corrections);
  const keysOf = ({ plans }: PartListPlan, keys: ReadonlyMap<string, number>) =>
    plans.map((part) => keys.get(ids.get(part) ?? ""));
  const blocks = posts.map(({ postRowId, outline, contributions, links }) => {
    const keys = { contributions: keysOf(contributions, contributionKeys), links: keysOf(links, linkKeys) };
    return { postRowId, rows: toBlockRows(outline, keys) };
  });
  await insertBlocks(transaction, blocks);
  return ids;
}

function toWritten(post: CreatedPost, ids: ReadonlyMap<PartPlan, string>): WrittenNode {
  const { input, postId } = post;
  const parts = listParts(post).flatMap(({ noun, plans }) =>
    plans.map((part) => ({ noun, id: ids.get(part) ?? "", change: "created" }) as const),
  );
  return { noun: "post", slug: input.slug, id: postId, change: "created", parts };
}
