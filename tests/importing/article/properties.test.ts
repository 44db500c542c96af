import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { RootContent } from "mdast";
import { toString as toPlainText } from "mdast-util-to-string";
import remarkDirective from "remark-directive";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { readHeading } from "../../../src/importing/article/heading.js";
import { parseArticle } from "../../../src/importing/article/parse-article.js";
import { toMarkdown } from "../../../src/importing/article/plain-markdown.js";

const pageLines = fc.constantFrom(
  "A Title In Title Case",
  "Dr. Jane Roe, MD, Founder – Harbor – By The Sea",
  "Sam Poe – Bay",
  "Dr. – Nowhere",
  "RELATED: Another Post",
  "“An open quotation",
  "that closes here.”",
  '"Straight ones," she says. "Twice."',
  "Some text that ends as a sentence.",
  "Where To Begin",
  "Nora Fairweather",
  "View all posts by Nora Fairweather",
  "Related Posts",
  "Leave a Reply",
  "",
);
const page = fc
  .array(fc.oneof({ weight: 5, arbitrary: pageLines }, fc.string({ unit: "grapheme" })), { maxLength: 40 })
  .map((lines) => lines.join("\n"));

function read(content: Uint8Array) {
  const reading = parseArticle(content, "page.txt");
  if ("problems" in reading) expect(reading.problems.length).toBeGreaterThan(0);
  return reading;
}

describe("any input", () => {
  it("gives an article or problems: bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void read(bytes)));
  });

  it("gives an article or problems: text made of an article's lines", () => {
    fc.assert(
      fc.property(page, (text) => {
        const reading = read(Buffer.from(text));
        if (!("article" in reading)) return;
        const { title, blocks, excerpt } = reading.article;
        expect(title).not.toBe("");
        expect(excerpt?.length ?? 0).toBeLessThanOrEqual(300);
        expect(blocks.some(({ kind }) => kind === "contribution")).toBe(true);
        for (const block of blocks) expect("markdown" in block ? block.markdown : block.title).not.toBe("");
        const lines = blocks.map(({ line }) => line);
        expect(new Set(lines).size).toBe(lines.length);
      }),
      { numRuns: 500 },
    );
  });

  it("puts each line of an article in exactly one place", () => {
    const readable = pageLines.filter((line) => line !== "Dr. – Nowhere");
    const numbered = readable.map((line) => line.replace(/(?=[.”]*$)/u, " n0z"));
    fc.assert(
      fc.property(fc.array(numbered, { maxLength: 30 }), (lines) => {
        const body = lines.map((line, index) => line.replace("n0z", `n${index}z`));
        const reading = read(Buffer.from(["A Title", "A Title", ...body].join("\n\n")));
        if (!("article" in reading)) return;
        const { blocks, byline, dropped } = reading.article;
        const found = JSON.stringify([blocks, byline?.bio, dropped]).match(/n\d+z/gu) ?? [];
        expect(found.sort()).toEqual(body.map((_, index) => `n${index}z`).sort());
      }),
      { numRuns: 500 },
    );
  });
});

const name = fc.constantFrom(
  "Jane Roe",
  "Jan-Willem van der Berg",
  "María José García-Lorca y Fernández",
  "Siobhán O’Dálaigh",
  "J. R. Okonkwo",
  "Ludwig von Thal",
  "Ana de la Cruz Núñez",
);
const credentials = fc.uniqueArray(
  fc.constantFrom(
    "MD",
    "M.D.",
    "PhD",
    "Ph.D.",
    "PsyD",
    "DNP",
    "PA-C",
    "LPC",
    "LCSW",
    "FNP-BC",
    "PMHNP-BC",
    "CRNA",
    "DO",
  ),
  { maxLength: 4 },
);
const honorific = fc.option(fc.constantFrom("Dr.", "Dr", "Prof.", "Prof. Dr.", "Mr.", "Ms.", "Mrs.", "Mx."), {
  nil: undefined,
});
const title = fc.option(
  fc.constantFrom("Chief Medical Officer", "CEO", "Founder, Harbor", "Head of Sleep-Care"),
  { nil: undefined },
);
const clinic = fc.constantFrom(
  "Harbor",
  "Clínica del Río",
  "Tele-Health, Inc.",
  "The Low-Tide Clinic",
  "Roe & Poe",
);
const clinicTagline = fc.option(fc.constantFrom("At-Home Care", "Rest for All"), { nil: undefined });

describe("headings composed from parts", () => {
  it("parse back into those parts", () => {
    const parts = fc.record({ honorific, name, credentials, title, clinic, clinicTagline });
    const separator = fc.constantFrom(" – ", " — ", " - ", "—", " –", "– ");
    fc.assert(
      fc.property(parts, separator, (printed, dash) => {
        const person = [printed.name, ...printed.credentials, printed.title].filter(Boolean).join(", ");
        const places = [printed.clinic, printed.clinicTagline].filter(Boolean);
        const line = [printed.honorific, [person, ...places].join(dash)].filter(Boolean).join(" ");
        const isCertain = printed.credentials.length > 0 || printed.honorific !== undefined;
        expect(readHeading(line)).toEqual({ kind: "heading", isCertain, heading: printed });
      }),
    );
  });
});

/** Readers of GitHub's Markdown link addresses even where they are escaped; the text stays. */
function hasOnlyText(node: RootContent): boolean {
  return "children" in node && node.children.every(({ type }) => type === "text" || type === "link");
}

describe("prose as Markdown", () => {
  const markdownReader = unified().use(remarkParse).use(remarkGfm).use(remarkDirective);
  const syntax = fc.constantFrom(
    ..."*_`~#[]()<>!|:+-=&\\.@/ ",
    "1.",
    ":::",
    "www.",
    "https://",
    "a",
    "b2",
    "ä",
    "&amp;",
    "[^1]",
    "---",
  );
  const line = fc
    .oneof(
      fc.array(syntax, { maxLength: 20 }).map((parts) => parts.join("")),
      fc.string({ unit: "grapheme" }),
    )
    .map((text) => text.replace(/[\p{Cc}\p{Z}]+/gu, " ").trim())
    .filter(Boolean);

  const paragraph = fc.record({ text: line, role: fc.constantFrom("text", "section") });

  it("reads as exactly the paragraphs and headings that were written", () => {
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 4 }), (paragraphs) => {
        const tree = markdownReader.parse(toMarkdown(paragraphs));
        const read = tree.children.map((node) => [node.type, toPlainText(node), hasOnlyText(node)]);
        expect(read).toEqual(
          paragraphs.map(({ text, role }) => [role === "section" ? "heading" : "paragraph", text, true]),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
