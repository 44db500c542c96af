import { recordChanges } from "../../writing/change-log.js";
import type { FoundRow } from "../../writing/lookups.js";
import { type Row, selectRows, updateRow } from "../../writing/rows.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { Post } from "../posts/post.entity.js";
import type { StoredPart } from "../posts/post-parts.js";
import { Link } from "./link.entity.js";

/** A post's slug and title, by which links find it. */
export interface PostNames {
  slug: string;
  titleKey: string;
}

/**
 * Brings links up to date with a post that is new, or has another slug or title than before.
 *
 * Links that waited for it now lead to it. No related line is lost when its target is renamed: it takes the new slug,
 * or, when it had only the title, the slug. A hyperlink in prose keeps the old address, so it leads nowhere then.
 */
export async function resolveLinksTo(
  transaction: WriteTransaction,
  post: PostNames & { rowId: number },
  before: PostNames | undefined,
): Promise<void> {
  if (before && before.slug !== post.slug) {
    const named = await findLinks(transaction, { targetSlug: before.slug, "post.rowId": post.rowId });
    await change(transaction, named, ({ kind }) =>
      kind === "RELATED" ? { targetSlug: post.slug } : { "post.rowId": null },
    );
  }
  if (before && before.titleKey !== post.titleKey) {
    const titled = { titleKey: before.titleKey, targetSlug: null, "post.rowId": post.rowId };
    await change(transaction, await findLinks(transaction, titled), () => ({ targetSlug: post.slug }));
  }
  if (before?.slug !== post.slug) {
    const waiting = await findLinks(transaction, { targetSlug: post.slug, "post.rowId": null });
    await change(transaction, waiting, () => ({ "post.rowId": post.rowId }));
  }
  if (before?.titleKey !== post.titleKey) await resolveByTitle(transaction, post);
}

/** Links that lead to another post of the same title keep their target, and its slug from now on. */
async function resolveByTitle(
  transaction: WriteTransaction,
  { rowId, titleKey }: PostNames & { rowId: number },
): Promise<void> {
  const titled = (await findLinks(transaction, { titleKey, targetSlug: null })).filter(
    (link) => link["post.rowId"] !== rowId,
  );
  const others = titled.flatMap((link) => (link["post.rowId"] === null ? [] : [Number(link["post.rowId"])]));
  const posts = await selectRows<FoundRow>(transaction.manager, Post, { where: { rowId: others } });
  const slugs = new Map(posts.map((post) => [post.rowId, post.slug]));
  await change(transaction, titled, (link) =>
    link["post.rowId"] === null
      ? { "post.rowId": rowId }
      : { targetSlug: slugs.get(Number(link["post.rowId"])) ?? null },
  );
}

async function findLinks({ manager }: WriteTransaction, where: Row): Promise<StoredPart[]> {
  return await selectRows<StoredPart>(manager, Link, { where, orderBy: "id" });
}

async function change(
  transaction: WriteTransaction,
  links: readonly StoredPart[],
  toChanges: (link: StoredPart) => Row,
): Promise<void> {
  for (const link of links) {
    await updateRow(transaction.manager, Link, { rowId: link.rowId, changes: toChanges(link) });
  }
  await recordChanges(
    transaction,
    links.map(({ id }) => ({ noun: "link", id, change: "updated" })),
  );
}
