import { toNameKey } from "../../graph/name-key.js";
import { outlinePost } from "./post-outline.js";
import type { OutlinedPost, PostInput } from "./post-plan.js";

const mostPosts = 100;
/** Blocks together; a post may have thousands by itself. */
const mostBlocks = 3_000;

/**
 * Outlines posts, and cuts the list, in its order, into groups whose posts can be planned without one another.
 *
 * A post begins a group when it names one of the group before it, or could be mixed up with it: its plan must see that
 * one's row. Posts that bring ids, of themselves or of their parts, or former slugs stay alone.
 */
export function* groupPosts(inputs: readonly PostInput[]): Generator<OutlinedPost[]> {
  let group = new PostGroup();
  for (const input of inputs) {
    const post = { input, outline: outlinePost(input) };
    if (!group.accepts(post)) {
      yield group.posts;
      group = new PostGroup();
    }
    group.add(post);
  }
  if (group.posts.length > 0) yield group.posts;
}

class PostGroup {
  readonly posts: OutlinedPost[] = [];
  private readonly slugs = new Set<string>();
  private readonly titleKeys = new Set<string>();
  private blockCount = 0;
  private isClosed = false;

  accepts(post: OutlinedPost): boolean {
    if (this.posts.length === 0) return true;
    if (this.isClosed || this.posts.length >= mostPosts || this.blockCount >= mostBlocks) return false;
    return !staysAlone(post) && !this.isNamedBy(post);
  }

  add(post: OutlinedPost): void {
    this.posts.push(post);
    this.slugs.add(post.input.slug);
    this.titleKeys.add(toNameKey(post.input.title));
    this.blockCount += post.input.blocks.length;
    this.isClosed = staysAlone(post);
  }

  private isNamedBy({ input, outline }: OutlinedPost): boolean {
    if (this.slugs.has(input.slug) || this.titleKeys.has(toNameKey(input.title))) return true;
    return outline.links.some(({ targetSlug, title }) =>
      targetSlug === null ? this.titleKeys.has(toNameKey(title ?? "")) : this.slugs.has(targetSlug),
    );
  }
}

function staysAlone({ input }: OutlinedPost): boolean {
  const { id, formerSlugs, bodyLinkIds } = input;
  if ([id, formerSlugs, bodyLinkIds].some((given) => given !== undefined)) return true;
  if ([...input.sources, ...input.corrections].some((part) => part.id !== undefined)) return true;
  return input.blocks.some((block) => block.kind !== "text" && block.id !== undefined);
}
