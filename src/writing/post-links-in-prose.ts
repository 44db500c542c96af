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
  const slug = node.type === "element" && postPath.exec(String(node.properties.href ?? ""))?.[1];
  if (slug) {
    const title = toText(node).replace(/\s+/g, " ").trim().slice(0, maximumTitle);
    links.push({ slug, title: title === "" ? slug : title });
  }
  for (const child of node.children) collect(child, links);
}
