import rehypeSanitize from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { toPlainText } from "./plain-text.js";
import { listPostLinks, type PostLink } from "./post-links-in-prose.js";
import { renderSimpleProse } from "./render-simple-prose.js";
import { sanitizeSchema } from "./sanitize-schema.js";

export interface RenderedProse {
  /** Sanitised; safe to place in a page. */
  html: string;
  /** Paragraphs separated by an empty line. */
  text: string;
  /** Hyperlinks to posts of this graph, in order. */
  links: PostLink[];
}

const renderer = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(rehypeSanitize, sanitizeSchema)
  .use(rehypeStringify)
  .freeze();

/** Renders Markdown (CommonMark with GitHub's extensions); raw HTML in it is dropped. */
export function renderMarkdown(markdown: string): RenderedProse {
  return renderSimpleProse(markdown, renderAnyMarkdown) ?? renderAnyMarkdown(markdown);
}

/** As `renderMarkdown`, always by the whole parser. */
export function renderAnyMarkdown(markdown: string): RenderedProse {
  const tree = renderer.runSync(renderer.parse(markdown));
  return { html: renderer.stringify(tree), text: toPlainText(tree), links: listPostLinks(tree) };
}
