import { basename, extname } from "node:path";
import type { EntityManager } from "typeorm";
import { Post } from "../../content/posts/post.entity.js";
import { readTrustDrafts, type TrustDrafts } from "../../content/posts/read-trust-drafts.js";
import { toNameKey } from "../../graph/name-key.js";
import { toSlug } from "../../writing/to-slug.js";

export interface ChosenPost {
  slug: string;
  /** What an article page does not say, of the post that is there already. */
  existing: { status: string; author: string | undefined; tags: string[]; trust: TrustDrafts } | undefined;
}

const fewestWords = 3;

/**
 * The post that an article is: the one of its title, else the one that the file is named after, else a new one.
 *
 * A new post is named after the file when that is the beginning of its title, as in the address of the page.
 */
export async function choosePost(manager: EntityManager, title: string, path: string): Promise<ChosenPost> {
  const stem = basename(path, extname(path));
  const posts = await manager.find(Post, {
    where: [{ titleKey: toNameKey(title) }, { slug: stem }],
    relations: { author: true, taggings: { tag: true } },
    order: { id: "ASC" },
  });
  const titled = posts.filter((post) => post.titleKey === toNameKey(title));
  const post = titled.find(({ slug }) => slug === stem) ?? titled[0] ?? posts[0];
  if (post) {
    const tags = post.taggings.map(({ tag }) => tag.slug).sort();
    const trust = await readTrustDrafts(manager, post);
    return { slug: post.slug, existing: { status: post.status, author: post.author?.slug, tags, trust } };
  }
  const slug = isBeginning(stem, toSlug(title)) ? stem : toSlug(title);
  return { slug: await findFreeSlug(manager, slug), existing: undefined };
}

function isBeginning(stem: string, slug: string): boolean {
  return stem.split("-").length >= fewestWords && `${slug}-`.startsWith(`${stem}-`);
}

async function findFreeSlug(manager: EntityManager, slug: string): Promise<string> {
  let candidate = slug;
  for (let number = 2; await manager.existsBy(Post, { slug: candidate }); number++) {
    candidate = `${slug}-${number}`;
  }
  return candidate;
}
