import type { ChangeRecord } from "../../writing/change-log.js";
import { groupBy } from "../../writing/group-by.js";
import type { FoundRow } from "../../writing/lookups.js";
import { type Row, selectRows, updateRows } from "../../writing/rows.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { Post } from "../posts/post.entity.js";
import type { StoredPart } from "../posts/post-parts.js";
import { Link } from "./link.entity.js";

/** A post's slug and title, by which links find it. */
export interface PostNames {
  slug: string;
  titleKey: string;
}

type NamedPost = PostNames & { rowId: number };

/** What changed in links because of each post, in the order of the posts. */
type LinkChanges = ChangeRecord[][];

/** Leads links that wait for posts that are new to them; no two of the posts have the same title. */
export async function resolveLinksTo(
  transaction: WriteTransaction,
  posts: readonly NamedPost[],
): Promise<LinkChanges> {
  const bySlug = await resolveBySlug(transaction, posts);
  const byTitle = await resolveByTitle(transaction, posts);
  return posts.map((_, index) => [...(bySlug[index] ?? []), ...(byTitle[index] ?? [])]);
}

/**
 * Brings links up to date with a post that may have another slug or title than before.
 *
 * Links that waited for it now lead to it. No related line is lost when its target is renamed: it takes the new slug,
 * or, when it had only the title, the slug. A hyperlink in prose keeps the old address, so it leads nowhere then.
 */
export async function renameLinksTo(
  transaction: WriteTransaction,
  post: NamedPost,
  before: PostNames,
): Promise<ChangeRecord[]> {
  const changes: ChangeRecord[] = [];
  if (before.slug !== post.slug) {
    const named = await findLinks(transaction, { targetSlug: before.slug, "post.rowId": post.rowId });
    const related = named.filter(({ kind }) => kind === "RELATED");
    await updateLinks(transaction, related, { targetSlug: post.slug });
    const hyperlinks = named.filter(({ kind }) => kind !== "RELATED");
    await updateLinks(transaction, hyperlinks, { "post.rowId": null });
    changes.push(...toRecords(named));
  }
  if (before.titleKey !== post.titleKey) {
    const where = { titleKey: before.titleKey, targetSlug: null, "post.rowId": post.rowId };
    const titled = await findLinks(transaction, where);
    await updateLinks(transaction, titled, { targetSlug: post.slug });
    changes.push(...toRecords(titled));
  }
  if (before.slug !== post.slug) changes.push(...(await resolveBySlug(transaction, [post])).flat());
  if (before.titleKey !== post.titleKey) changes.push(...(await resolveByTitle(transaction, [post])).flat());
  return changes;
}

// Both searches go by one column: with a second one SQLite may choose the index of all links that lead nowhere.
async function resolveBySlug(
  transaction: WriteTransaction,
  posts: readonly NamedPost[],
): Promise<LinkChanges> {
  const named = await findLinks(transaction, { targetSlug: posts.map(({ slug }) => slug) });
  const waiting = groupBy(
    named.filter((link) => link["post.rowId"] === null),
    ({ targetSlug }) => targetSlug,
  );
  const changes: LinkChanges = [];
  for (const { slug, rowId } of posts) {
    const links = waiting.get(slug) ?? [];
    await updateLinks(transaction, links, { "post.rowId": rowId });
    changes.push(toRecords(links));
  }
  return changes;
}

/** Links that lead to another post of the same title keep their target, and its slug from now on. */
async function resolveByTitle(
  transaction: WriteTransaction,
  posts: readonly NamedPost[],
): Promise<LinkChanges> {
  const found = await findLinks(transaction, { titleKey: posts.map(({ titleKey }) => titleKey) });
  const titled = groupBy(
    found.filter(({ targetSlug }) => targetSlug === null),
    ({ titleKey }) => titleKey,
  );
  const changes: LinkChanges = [];
  for (const { titleKey, rowId } of posts) {
    const links = (titled.get(titleKey) ?? []).filter((link) => link["post.rowId"] !== rowId);
    const waiting = links.filter((link) => link["post.rowId"] === null);
    await updateLinks(transaction, waiting, { "post.rowId": rowId });
    await pinToTarget(
      transaction,
      links.filter((link) => link["post.rowId"] !== null),
    );
    changes.push(toRecords(links));
  }
  return changes;
}

async function pinToTarget(transaction: WriteTransaction, links: readonly StoredPart[]): Promise<void> {
  const byTarget = groupBy(links, (link) => link["post.rowId"]);
  const rowId = [...byTarget.keys()].map(Number);
  const targets = await selectRows<FoundRow>(transaction.manager, Post, { where: { rowId } });
  for (const target of targets) {
    await updateLinks(transaction, byTarget.get(target.rowId) ?? [], { targetSlug: target.slug });
  }
}

async function findLinks(
  { manager }: WriteTransaction,
  where: Parameters<typeof selectRows>[2]["where"],
): Promise<StoredPart[]> {
  return await selectRows<StoredPart>(manager, Link, { where, orderBy: "id" });
}

async function updateLinks(
  { manager, changed }: WriteTransaction,
  links: readonly StoredPart[],
  changes: Row,
): Promise<void> {
  if (links.length === 0) return;
  for (const link of links) changed.post.add(Number(link["source.rowId"]));
  await updateRows(manager, Link, { where: { rowId: links.map(({ rowId }) => rowId) }, changes });
}

function toRecords(links: readonly StoredPart[]): ChangeRecord[] {
  return links.map(({ id }) => ({ noun: "link", id, change: "updated" }));
}
