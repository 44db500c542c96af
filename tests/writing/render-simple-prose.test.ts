import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { renderAnyMarkdown } from "../../src/writing/render-markdown.js";
import { renderSimpleProse } from "../../src/writing/render-simple-prose.js";

const parsed: string[] = [];
const parse = (paragraph: string) => {
  parsed.push(paragraph);
  return renderAnyMarkdown(paragraph);
};

/** Everything that has a meaning in Markdown somewhere, beside marks as people write them. */
const anything = fc.constantFrom(
  ..." \n\t.,;:?!'\"“’()…–/%-+*_#=~`|<>&[]{}\\@^$01aé€",
  "\n\n",
  "\n\n",
  "\n\n\n",
  "  \n",
  "word",
  "Two words",
  "静けさ",
  "спокойствие",
  "🌿",
  "\u00a0",
  "\u2028",
  "e\u0301",
  "## ",
  "- ",
  "1. ",
  "---",
  "**",
  "**bold**",
  "*so*",
  "`code`",
  "```",
  "[a](/posts/b)",
  "[a](https://b.c/?d=1&e=2)",
  "[a]: /b",
  "![a](/b)",
  "www.a.b",
  "www",
  "http://a.b",
  "a@b.co",
  "&amp;",
  "<b>",
  "\\*",
  "\\",
  "[^1]",
  "[ ] ",
  "| - |",
  "\r\n",
);

/** Prose of which most paragraphs are simple. */
const piece = fc.constantFrom(
  "Word",
  "a word",
  "1 < 2",
  "A & B",
  "R&D",
  "in\\out",
  "4\\*",
  "\\_",
  "\\[so\\]",
  "**bold**",
  "**Bold, and more**",
  "**naïve é**",
  "*É×*",
  "*so*",
  "`code a`",
  "[post](/posts/one-two)",
  "[a b](/posts/one/)",
  "[site](https://b.c/d?e=1&copy=2)",
  "[top](/)",
  "(**x**)",
  "“静けさ”",
  "🌿",
  "€90",
  "~x~",
  "a_b_c",
  "<i>x</i>",
  "![i](/b)",
  "x  y",
);
const separator = fc.constantFrom(
  " ",
  " ",
  " ",
  ", ",
  ". ",
  ": ",
  "\n",
  "\n\n",
  "\n\n",
  "\n\n- ",
  "\n- ",
  "\n\n## ",
  "",
  "-",
  "!",
);
const simple = fc.array(fc.tuple(piece, separator), { minLength: 1, maxLength: 14 }).map((all) =>
  all
    .flat()
    .join("")
    .replace(/[ \n-]+$/, ""),
);

test("the fast way renders nothing otherwise than the parser does", () => {
  let rendered = 0;
  const check = (markdown: string) => {
    const fast = renderSimpleProse(markdown, renderAnyMarkdown);
    if (fast === undefined) return;
    rendered += 1;
    expect(fast).toEqual(renderAnyMarkdown(markdown));
  };
  const arbitrary = fc.array(anything, { minLength: 1, maxLength: 20 }).map((all) => all.join(""));
  fc.assert(fc.property(arbitrary, check), { numRuns: 3_000 });
  fc.assert(fc.property(simple, check), { numRuns: 3_000 });
  expect(rendered).toBeGreaterThan(1_000);
});

describe("the parser is not asked for", () => {
  test.each([
    [
      "It is **bold**, and *so*.",
      "<p>It is <strong>bold</strong>, and <em>so</em>.</p>",
      "It is bold, and so.",
    ],
    ["- one\n- `two`", "<ul>\n<li>one</li>\n<li><code>two</code></li>\n</ul>", "one\n\ntwo"],
    ["Rated 4\\* & more", "<p>Rated 4* &#x26; more</p>", "Rated 4* & more"],
    [
      "On [a walk](https://a.example/?b&c).",
      '<p>On <a href="https://a.example/?b&#x26;c">a walk</a>.</p>',
      "On a walk.",
    ],
  ])("%j", (markdown, html, text) => {
    parsed.length = 0;
    expect(renderSimpleProse(markdown, parse)).toEqual({ html, text, links: [] });
    expect(parsed).toEqual([]);
  });
});

test("links to posts are found, in order", () => {
  const links = renderSimpleProse(
    "See [one](/posts/a-b).\n\n- [two](/posts/c) and [three](/d)",
    parse,
  )?.links;
  expect(links).toEqual([
    { slug: "a-b", title: "one" },
    { slug: "c", title: "two" },
  ]);
});

test("only the paragraph that needs it goes through the parser", () => {
  parsed.length = 0;
  const markdown = "One.\n\nTwo ~~or~~ three.\n\n*Four*.";
  expect(renderSimpleProse(markdown, parse)).toEqual(renderAnyMarkdown(markdown));
  expect(parsed).toEqual(["Two ~~or~~ three."]);
});

test.each([
  "A [b].\n\n[b]: /c",
  "- a\n\n- b",
  "> a",
  "1. a",
  "# a *b*",
  "```\na\n```",
  "    a",
  "a\r\n\r\nb",
])("%j goes through the parser as a whole", (markdown) => {
  parsed.length = 0;
  expect(renderSimpleProse(markdown, parse)).toBeUndefined();
});
