import type { BlockContent, Root } from "mdast";
import remarkDirective from "remark-directive";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";

// The two extensions make the writer escape what they would read as syntax: `:name`, tables, bare links.
const markdownWriter = unified()
  .use(remarkGfm)
  .use(remarkDirective)
  .use(remarkStringify, {
    // What the extensions overlook: `www.` or a colon next to a character that is escaped itself, a colon before emoji.
    unsafe: [
      { character: ".", before: "[Ww]{3}", inConstruct: "phrasing" },
      {
        character: ":",
        after: "[\\p{L}\\p{N}\\u{10000}-\\u{10ffff}]",
        unicode: true,
        inConstruct: "phrasing",
      },
    ],
  });

export interface PlainParagraph {
  text: string;
  role?: string;
}

/** Markdown that reads as exactly these paragraphs, whatever characters they have; a `section` becomes `## …`. */
export function toMarkdown(paragraphs: readonly PlainParagraph[]): string {
  const root: Root = { type: "root", children: paragraphs.map(toNode) };
  return markdownWriter.stringify(root).trimEnd();
}

function toNode({ text, role }: PlainParagraph): BlockContent {
  const children = [{ type: "text" as const, value: text }];
  return role === "section" ? { type: "heading", depth: 2, children } : { type: "paragraph", children };
}
