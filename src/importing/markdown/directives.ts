import type { Nodes, Root } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import remarkDirective from "remark-directive";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

export type BlockDirective = ContainerDirective | LeafDirective;

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkDirective).freeze();

/** Markdown with `::leaf` and `:::container` directives as a tree. */
export function parseMarkdown(markdown: string): Root {
  return parser.parse(markdown);
}

export function isBlockDirective(node: Nodes): node is BlockDirective {
  return node.type === "containerDirective" || node.type === "leafDirective";
}

/** Colons that open a directive, as they stand in the text. */
export function toMarks(directive: BlockDirective): string {
  return `${directive.type === "leafDirective" ? "::" : ":::"}${directive.name}`;
}

/** First and last line of a node. */
export function linesOf(node: Nodes): { first: number; last: number } {
  return { first: node.position?.start.line ?? 1, last: node.position?.end.line ?? 1 };
}
