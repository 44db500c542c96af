import { defaultSchema } from "rehype-sanitize";

type Schema = typeof defaultSchema;

const headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
const blocks = ["blockquote", "hr", "li", "ol", "p", "pre", "section", "ul"];
const tables = ["table", "tbody", "td", "th", "thead", "tr"];
const inlines = ["a", "br", "code", "del", "em", "img", "input", "strong", "sup"];

/**
 * What may stay in rendered Markdown: what Markdown itself can say, and no more.
 *
 * Addresses are relative or of these schemes; ids are made by the renderer alone, which prefixes those of notes.
 */
export const sanitizeSchema: Schema = {
  ancestors: { ...defaultSchema.ancestors },
  attributes: {
    a: ["ariaDescribedBy", "ariaLabel", "dataFootnoteBackref", "dataFootnoteRef", "href", "title"],
    code: [["className", /^language-[\w-]+$/]],
    img: ["alt", "src", "title"],
    input: [["disabled", true], ["type", "checkbox"], "checked"],
    ol: ["start"],
    section: ["dataFootnotes"],
    td: [["align", "left", "center", "right"]],
    th: [["align", "left", "center", "right"]],
    "*": ["id"],
  },
  clobber: [],
  protocols: { href: ["http", "https", "mailto"], src: ["http", "https"] },
  required: { input: { disabled: true, type: "checkbox" } },
  strip: ["script", "style"],
  tagNames: [...headings, ...blocks, ...tables, ...inlines],
};
