import type { Nodes, Root } from "hast";
import { toString as toText } from "mdast-util-to-string";

/** A hyperlink to `/posts/<slug>`. */
export interface PostLink {
  slug: string;
  /** The words that carry the link, or the slug when there are none. */
  title: string;
}

const postPath = /^\/posts\/([a-z0-9]+(?:-[a-z0-9]+)*)\/?(?:[?#].*)?$/;
const maximumTitle = 500;

export function listPostLinks(root: Root): PostLink[] {
  const links: PostLink[] = [];
  collect(root, links);
  return links;
}

function collect(node: Nodes, links: PostLink[]): void {
  if (!("children" in node)) return;
  const link = node.type === "element" && toPostLink(String(node.properties.href ?? ""), toText(node));
  if (link) links.push(link);
  for (const child of node.children) collect(child, links);
}

/** The link that an address and the words on it make; undefined when the address is not that of a post. */
export function toPostLink(address: string, words: string): PostLink | undefined {
  const slug = postPath.exec(address)?.[1];
  if (!slug) return undefined;
  const title = words.replace(/\s+/g, " ").trim().slice(0, maximumTitle);
  return { slug, title: title === "" ? slug : title };
}
