import { toNameKey } from "../../graph/name-key.js";
import { type Identity, identify } from "../../writing/node-identity.js";
import type { WriteResult } from "../../writing/write-result.js";
import { type WriteTransaction, writeWhole } from "../../writing/write-transaction.js";
import { createPosts } from "./create-posts.js";
import { groupPosts } from "./group-posts.js";
import { Post } from "./post.entity.js";
import { type OutlinedPost, type PostInput, type PostPlan, planPost } from "./post-plan.js";
import { emptyPost, readStoredPost } from "./stored-post.js";
import { updatePost } from "./update-post.js";

/**
 * Writes posts with all that belongs to them, and leads links of other posts to them; as if one after the other.
 *
 * `onResult` is told of each post in order, before the next one that could depend on it is looked at.
 */
export async function writePosts(
  transaction: WriteTransaction,
  inputs: readonly PostInput[],
  onResult: (index: number, result: WriteResult) => void,
): Promise<void> {
  let index = 0;
  for (const group of groupPosts(inputs)) {
    const results = await writeWhole(transaction, () => new GroupWrite(transaction, group).run());
    for (const result of results) {
      onResult(index, result);
      index += 1;
    }
  }
}

/** The write of posts that do not depend on each other: new ones together, stored ones one by one. */
class GroupWrite {
  private readonly results: WriteResult[] = [];
  private fresh: { index: number; plan: PostPlan }[] = [];

  constructor(
    private readonly transaction: WriteTransaction,
    private readonly group: readonly OutlinedPost[],
  ) {}

  async run(): Promise<WriteResult[]> {
    await this.lookUpAll();
    for (const [index, post] of this.group.entries()) {
      const result = await this.write(index, post);
      if (result) this.results[index] = result;
    }
    await this.createFresh();
    return this.results;
  }

  /** One statement for all slugs and one for all titles; plans find them remembered. */
  private async lookUpAll(): Promise<void> {
    const { lookups } = this.transaction;
    const links = this.group.flatMap(({ outline }) => outline.links);
    const targets = links.flatMap(({ targetSlug }) => targetSlug ?? []);
    const titles = links.flatMap(({ targetSlug, title }) => (targetSlug === null ? [title ?? ""] : []));
    await lookups.find(Post, "slug", [...this.group.map(({ input }) => input.slug), ...targets]);
    await lookups.find(Post, "titleKey", titles.map(toNameKey));
  }

  /** Undefined when the post is new and can be created: with the others, later. */
  private async write(index: number, post: OutlinedPost): Promise<WriteResult | undefined> {
    const { transaction } = this;
    const identity = await this.identify(post.input);
    if ("faults" in identity) return identity;
    const { stored } = identity;
    // What is stored changes row by row, in the order of the posts.
    if (stored) await this.createFresh();
    const rows = stored ? await readStoredPost(transaction, stored) : emptyPost;
    const plan = await planPost(transaction, post, rows);
    if (!("input" in plan)) return plan;
    if (!stored) {
      this.fresh.push({ index, plan });
      return undefined;
    }
    const written = await updatePost(transaction, plan, stored);
    transaction.lookups.forget(Post);
    return { written };
  }

  private async identify(input: PostInput): Promise<Identity> {
    const { transaction } = this;
    if (input.id !== undefined || input.formerSlugs !== undefined)
      return await identify(transaction, Post, input);
    const posts = await transaction.lookups.find(Post, "slug", [input.slug]);
    return { stored: posts.get(input.slug)?.[0] };
  }

  private async createFresh(): Promise<void> {
    if (this.fresh.length === 0) return;
    const { fresh, transaction } = this;
    this.fresh = [];
    const written = await createPosts(
      transaction,
      fresh.map(({ plan }) => plan),
    );
    for (const [position, { index }] of fresh.entries()) {
      const node = written[position];
      if (node) this.results[index] = { written: node };
    }
    transaction.lookups.forget(Post);
  }
}
