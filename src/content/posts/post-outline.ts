import { type RenderedProse, renderMarkdown } from "../../writing/render-markdown.js";
import type { BlockInput, NodeInputOf } from "../node-input.js";

type ContributionInput = Extract<BlockInput, { kind: "contribution" }>;

export interface OutlinedProse extends RenderedProse {
  markdown: string;
}

export interface WantedContribution {
  input: ContributionInput;
  field: string;
  prose: OutlinedProse;
}

/** A link as the input has it; without a title until its target is known. */
export interface WantedLink {
  kind: "RELATED" | "BODY";
  title: string | undefined;
  targetSlug: string | null;
  givenId: string | undefined;
  field: string;
}

/** A block with its prose rendered; contributions and links by their place among their kind, from 0. */
export type OutlinedBlock =
  | { kind: "text"; prose: OutlinedProse }
  | { kind: "contribution"; index: number }
  | { kind: "related"; index: number };

/** A post's blocks taken apart: its contributions and its links, each in the order of the document. */
export interface PostOutline {
  blocks: OutlinedBlock[];
  contributions: WantedContribution[];
  links: WantedLink[];
}

export function outlinePost(input: NodeInputOf<"post">): PostOutline {
  const outline: PostOutline = { blocks: [], contributions: [], links: [] };
  const bodyLinkIds = [...(input.bodyLinkIds ?? [])];
  for (const [index, block] of input.blocks.entries()) {
    outline.blocks.push(outlineBlock(outline, { block, field: `blocks.${index}`, bodyLinkIds }));
  }
  return outline;
}

function outlineBlock(
  { contributions, links }: PostOutline,
  { block, field, bodyLinkIds }: { block: BlockInput; field: string; bodyLinkIds: string[] },
): OutlinedBlock {
  if (block.kind === "related") {
    const targetSlug = block.post ?? null;
    links.push({ kind: "RELATED", title: block.title, targetSlug, givenId: block.id, field });
    return { kind: "related", index: links.length - 1 };
  }
  const prose = { markdown: block.markdown, ...renderMarkdown(block.markdown) };
  for (const { slug, title } of prose.links) {
    links.push({ kind: "BODY", title, targetSlug: slug, givenId: bodyLinkIds.shift(), field });
  }
  if (block.kind === "text") return { kind: "text", prose };
  contributions.push({ input: block, field, prose });
  return { kind: "contribution", index: contributions.length - 1 };
}
