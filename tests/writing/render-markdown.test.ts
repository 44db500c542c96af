import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { renderMarkdown } from "../../src/writing/render-markdown.js";

describe("HTML of hostile Markdown", () => {
  test.each([
    ["a script", "<script>alert(1)</script>", ""],
    ["an event attribute", '<img src="x" onerror="alert(1)">', ""],
    ["a script address", "[a](javascript:alert(1))", "<p><a>a</a></p>"],
    ["a disguised script address", "[a](JaVa&#x09;Script:alert(1))", "<p><a>a</a></p>"],
    ["a data address", "[a](data:text/html;base64,PHN2Zz4=)", "<p><a>a</a></p>"],
    ["a data image", "![a](data:image/svg+xml;base64,PHN2Zz4=)", '<p><img alt="a"></p>'],
    ["a VBScript address", "<vbscript:msgbox(1)>", "<p><a>vbscript:msgbox(1)</a></p>"],
    ["a style", "<style>body{display:none}</style>", ""],
    ["a frame", '<iframe src="https://a.example"></iframe>', ""],
    ["an SVG", "<svg onload=alert(1)></svg>", "<p></p>"],
    ["a tag that is none", "<svg/onload=alert(1)>", "<p>&#x3C;svg/onload=alert(1)></p>"],
    [
      "a quote in a title",
      '[a](/b "\\" onclick=alert(1)")',
      '<p><a href="/b" title="&#x22; onclick=alert(1)">a</a></p>',
    ],
  ])("%s does nothing", (_what, markdown, html) => {
    expect(renderMarkdown(markdown).html).toBe(html);
  });

  test("ids cannot take the place of the page's own", () => {
    const { html } = renderMarkdown("A[^location]\n\n[^location]: B");
    expect(html).not.toMatch(/id="(?!user-content-|footnote-label")/);
  });

  test("no input brings out a script, a handler or a foreign scheme", () => {
    const pieces = fc.constantFrom(
      "<",
      ">",
      "script",
      "img",
      " onerror=",
      "javascript:",
      "[a](",
      ")",
      "![",
      "]",
      '"',
      "'",
      "&#106;",
      "&lt;",
      "`",
      "\n",
      "\n\n",
      "<!--",
      "-->",
      "data:text/html,",
      "a",
      "*",
      "_",
      "|",
      "- ",
      "> ",
      "\\",
      "<a href=",
      "<svg ",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const { html } = renderMarkdown(parts.join(""));
        const tags = html.match(/<[^>]*>/g) ?? [];
        for (const tag of tags) {
          expect(tag).not.toMatch(/<\/?(?:script|svg|style|iframe|object)/i);
          expect(tag).not.toMatch(/\son\w+=/i);
          expect(tag).not.toMatch(/(?:href|src)="(?!https?:|mailto:)[^"/?#]*:/i);
        }
      }),
      { numRuns: 500 },
    );
  });
});

test("what Markdown can say stays", () => {
  const markdown =
    '# A\n\n**b** *c* `d` ~~e~~\n\n- f\n\n1. g\n\n> h\n\n| i | j |\n| - | -: |\n| k | l |\n\n[m](https://n.example "o")';
  const { html } = renderMarkdown(markdown);
  for (const part of [
    "<h1>A</h1>",
    "<strong>b</strong> <em>c</em> <code>d</code> <del>e</del>",
    "<li>f</li>",
    "<ol>",
    "<blockquote>",
    '<td align="right">l</td>',
    '<a href="https://n.example" title="o">m</a>',
  ]) {
    expect(html).toContain(part);
  }
});

describe("plain text", () => {
  test.each([
    ["paragraphs", "One\ntwo.\n\nThree.", "One two.\n\nThree."],
    ["hard breaks", "One  \ntwo", "One\ntwo"],
    ["marks", "*One* [two](/x) `three` ![four](/y)", "One two three four"],
    ["lists", "- one\n- two\n\n  three", "one\n\ntwo\n\nthree"],
    ["tight nested lists", "- one\n  - two", "one\n\ntwo"],
    ["quotations", "> one\n>\n> two", "one\n\ntwo"],
    ["tables", "| a | b |\n| - | - |\n| c | d |", "a | b\n\nc | d"],
    ["code", "```\na  b\n  c\n```", "a  b\n  c"],
    ["raw HTML", "a <b>c</b>", "a c"],
    ["entities", "a &amp; b", "a & b"],
    ["rules", "a\n\n---\n\nb", "a\n\nb"],
  ])("of %s", (_what, markdown, text) => {
    expect(renderMarkdown(markdown).text).toBe(text);
  });
});

describe("links to posts", () => {
  test.each([
    ["[One](/posts/one)", [{ slug: "one", title: "One" }]],
    ["[**One**\ntwo](/posts/one-2/?a#b)", [{ slug: "one-2", title: "One two" }]],
    [
      "[One][1] and [1]\n\n[1]: /posts/one",
      [
        { slug: "one", title: "One" },
        { slug: "one", title: "1" },
      ],
    ],
    ["[](/posts/one)", [{ slug: "one", title: "one" }]],
    ["[One](/posts/One) [two](/posts/a/b) [three](https://x.example/posts/one) `[c](/posts/d)`", []],
  ])("of %j are found", (markdown, links) => {
    expect(renderMarkdown(markdown).links).toEqual(links);
  });
});

test("notes and their anchors meet", () => {
  const { html } = renderMarkdown("Said.[^1]\n\n[^1]: By whom.");
  const anchors = [...html.matchAll(/href="#([^"]+)"/g)].map(([, anchor]) => anchor);
  expect(anchors).toHaveLength(2);
  for (const anchor of anchors) expect(html).toContain(`id="${anchor}"`);
});
