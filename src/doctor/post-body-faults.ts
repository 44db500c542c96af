import { readPrinted } from "../content/contributions/attribution.js";
import { type ComposedBlock, composePostBody, type Prose } from "../content/posts/compose-post-body.js";
import { parseList } from "./check-lists.js";
import { listDifferences } from "./prose-faults.js";
import type { PartRow } from "./read-posts.js";
import { findPiece, type PostPiece, type RenderedPost } from "./rendered-post.js";

/** How the stored whole of a post differs from what its blocks give. Nothing where these have faults of their own. */
export function listBodyFaults(post: RenderedPost): string[] {
  const wanted = composeBody(post);
  if (!wanted) return [];
  const { body } = post;
  if (!body) return ["has no whole in post_body; write it again by an import"];
  const stored = { markdown: body["prose.markdown"], html: body["prose.html"], text: body["prose.text"] };
  return listDifferences(stored, wanted, "its blocks give");
}

/** Undefined when a block names what the post does not have, or an attribution cannot be read. */
function composeBody(post: RenderedPost): Prose | undefined {
  const quotes: PostPiece[] = [];
  const titles: string[] = [];
  const links = new Map<unknown, PartRow>(post.links.map((link) => [link.rowId, link]));
  const blocks = post.blocks.flatMap((block): ComposedBlock[] => {
    const piece = findPiece(post, block);
    if (block.kind === "TEXT") return piece ? [{ kind: "text", prose: piece.rendered }] : [];
    if (piece) return [{ kind: "contribution", index: quotes.push(piece) - 1 }];
    const link = links.get(block["link.rowId"]);
    return link ? [{ kind: "related", index: titles.push(String(link.title)) - 1 }] : [];
  });
  const isReadable = quotes.every(({ row }) => parseList(String(row["attribution.credentials"])));
  if (blocks.length < post.blocks.length || !isReadable) return undefined;
  const contributions = quotes.map(({ row, rendered }) => ({
    input: { contribution: String(row.kind) },
    prose: rendered,
  }));
  const printed = quotes.map(({ row }) => readPrinted(row));
  return composePostBody({ outline: { blocks, contributions }, printed, linkTitles: titles });
}
