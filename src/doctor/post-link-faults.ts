import type { PartRow } from "./read-posts.js";
import { findPiece, type RenderedPost } from "./rendered-post.js";

/** A link that the blocks of a post make. */
type WantedLink = { kind: "RELATED"; rowId: unknown } | { kind: "BODY"; title: string; slug: string };

/** Whether the links of a post are its related lines and the hyperlinks of its prose, in order: the first that is not. */
export function listLinkFaults(post: RenderedPost): string[] {
  const wanted = post.blocks.flatMap((block) => listWanted(post, block));
  const { links } = post;
  if (wanted.length !== links.length) {
    return [`makes ${wanted.length} links by related lines and hyperlinks, but it has ${links.length}`];
  }
  const index = wanted.findIndex((link, place) => !isRight(links[place], link));
  const [link, right] = [links[index], wanted[index]];
  if (!link || !right) return [];
  return [`link ${link.position} (${link.id}) is ${describe(link)}, where ${describeWanted(right)} is`];
}

function listWanted(post: RenderedPost, block: PartRow): WantedLink[] {
  if (block.kind === "RELATED_LINK") return [{ kind: "RELATED", rowId: block["link.rowId"] }];
  return (findPiece(post, block)?.rendered.links ?? []).map((link) => ({ kind: "BODY", ...link }));
}

function isRight(link: PartRow | undefined, wanted: WantedLink): boolean {
  if (link?.kind !== wanted.kind) return false;
  if (wanted.kind === "RELATED") return link.rowId === wanted.rowId;
  return link.title === wanted.title && link.targetSlug === wanted.slug;
}

function describe({ kind, title, targetSlug }: PartRow): string {
  return kind === "RELATED" ? `the related line “${title}”` : `the hyperlink “${title}” to ${targetSlug}`;
}

function describeWanted(link: WantedLink): string {
  return link.kind === "RELATED" ? "another related line" : `the hyperlink “${link.title}” to ${link.slug}`;
}
