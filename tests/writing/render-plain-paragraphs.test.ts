import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { renderAnyMarkdown } from "../../src/writing/render-markdown.js";
import { renderPlainParagraphs } from "../../src/writing/render-plain-paragraphs.js";

/** Pieces that have a meaning in Markdown in one place or another, and plain ones around them. */
const pieces = [
  ..." \n\t.,;:?!'\"“”’()…–—/%-+*_#=~`|<>&[]{}\\@$^0123456789aé",
  "word",
  "Two words",
  "\n\n",
  "\n\n\n",
  "  \n",
  "## ",
  "1. ",
  "1) ",
  "- ",
  "---",
  "===",
  "www.",
  "www.a.b",
  "http://a.b",
  "mailto:a@b.c",
  "a@b.co",
  "[a]: /b",
  "\r\n",
  "\u00a0",
  "\u2028",
  "日本",
  "e\u0301",
];

const prose = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 24 })
  .map((all) => all.join(""));
const quietProse = fc
  .array(
    fc.constantFrom("Word", "it’s", ", ", ". ", " ", "\n", "\n\n", "## ", "(so)", "7", "“Yes”", ": ", "-"),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((all) => all.join(""));

test("the fast way renders nothing otherwise than the parser does", () => {
  let rendered = 0;
  const check = (markdown: string) => {
    const fast = renderPlainParagraphs(markdown);
    if (fast === undefined) return;
    rendered += 1;
    expect(fast).toEqual(renderAnyMarkdown(markdown));
  };
  fc.assert(fc.property(prose, check), { numRuns: 3_000 });
  fc.assert(fc.property(quietProse, check), { numRuns: 2_000 });
  expect(rendered).toBeGreaterThan(200);
});

test("plain paragraphs and headings go the fast way", () => {
  expect(renderPlainParagraphs("## Where To Begin\n\nOne line,\nand another.")).toEqual({
    html: "<h2>Where To Begin</h2>\n<p>One line,\nand another.</p>",
    text: "Where To Begin\n\nOne line, and another.",
    links: [],
  });
});

test.each(["*word*", "a\n===", "1. a", "see www.example.com", "a  \nb", "> a", "a & b"])(
  "%j goes through the parser",
  (markdown) => {
    expect(renderPlainParagraphs(markdown)).toBeUndefined();
  },
);
