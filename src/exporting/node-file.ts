import { type FileLayout, layouts } from "../content/content-file-layout.js";
import type { NodeInputType } from "../content/node-input.js";
import { deriveNodeId } from "../graph/node-id.js";
import { type FrontMatterValue, renderFrontMatter } from "./render-front-matter.js";

/** One node as its content file has it. */
export interface NodeFile {
  type: NodeInputType;
  slug: string;
  id: string;
  values: Readonly<Record<string, FrontMatterValue | undefined>>;
  /** Markdown without an empty line at its ends; empty when there is none. */
  body: string;
}

export function findLayout(type: NodeInputType): FileLayout | undefined {
  return layouts.find((layout) => layout.type === type);
}

/** The text of a content file; the id stands in it only where it cannot be derived from the slug. */
export function renderNodeFile(
  { type, slug, id, values, body }: NodeFile,
  formerSlugs?: readonly string[],
): string {
  const keys = findLayout(type)?.keys ?? [];
  const all: NodeFile["values"] = {
    ...values,
    id: deriveNodeId(type, slug) === id ? undefined : id,
    formerSlugs,
  };
  const frontMatter = renderFrontMatter(Object.fromEntries(keys.map((key) => [key, all[key]])));
  return body === "" ? frontMatter : `${frontMatter}\n${body}\n`;
}
