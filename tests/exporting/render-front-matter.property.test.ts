import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { renderFrontMatter } from "../../src/exporting/render-front-matter.js";
import { parseContentFile } from "../../src/importing/markdown/front-matter.js";

const pieces = [
  ..."-:#?*&!|>'\"%@`,[]{}\\~=<. ",
  "no",
  "null",
  "1e3",
  "0x1",
  "2024-01-01",
  "---",
  "é",
  "😀",
  "\u2028",
  "\ufeff",
  "word",
];
const line = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map((all) => all.join(""));
const value = fc.oneof(
  line,
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }).map((text) => text.replace(/\p{Cc}/gu, "x")),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -180, max: 180 }).map((number) => number + 0),
  fc.array(line, { minLength: 1, maxLength: 4 }),
);

/** Prose as it is stored: without empty lines at its ends, else with anything where lines begin and end. */
const text = fc
  .array(fc.constantFrom(...pieces, "\n", "\n\n", "\t", "  "), { minLength: 1, maxLength: 12 })
  .map((all) =>
    all
      .join("")
      .replace(/^(?:[ \t]*\n)+/, "")
      .trimEnd(),
  )
  .filter((all) => all !== "");
const nested = fc.oneof(
  fc.record({ name: line, year: fc.integer(), authors: fc.array(line, { maxLength: 3 }) }),
  fc.array(
    fc.dictionary(fc.constantFrom("title", "markdown", "authors"), fc.oneof(value, text), { minKeys: 1 }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
);

test("values are read as they were written", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("name", "title", "kind", "tags"), fc.oneof(value, nested)),
      (values) => {
        const file = parseContentFile(`${renderFrontMatter(values)}\nBody.\n`, "test");
        expect(file).toMatchObject({ values: JSON.parse(JSON.stringify(values)), body: "\nBody.\n" });
      },
    ),
    { numRuns: 1_000 },
  );
});

test("texts stand plain where they can, lists in brackets, keys in their order", () => {
  const text = renderFrontMatter({
    title: "It’s plain: no",
    name: "null",
    excerpt:
      "A long line that goes on and on, well beyond the eighty columns at which some writers of YAML fold it.",
    id: undefined,
    credentials: ["MD", "a, b"],
    telehealth: true,
    latitude: -75.1652,
  });
  expect(text).toBe(
    [
      "---",
      'title: "It’s plain: no"',
      'name: "null"',
      "excerpt: A long line that goes on and on, well beyond the eighty columns at which some writers of YAML fold it.",
      'credentials: [MD, "a, b"]',
      "telehealth: true",
      "latitude: -75.1652",
      "---",
      "",
    ].join("\n"),
  );
});
