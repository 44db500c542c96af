import { describe, expect, test } from "@jest/globals";
import { readPostBody } from "../../../src/importing/markdown/read-post-body.js";

const join = (...lines: string[]) => lines.join("\n");

test("text, contributions and related lines are read in order, word for word", () => {
  const body = join(
    "",
    "First  *paragraph*.",
    "",
    "    code",
    "",
    ':::contribution{expert="ada" kind="QUOTE"}',
    "Words.",
    "",
    "More words. ",
    ":::",
    "",
    '::related[Other & "one"]{post="other"}',
    "Text at once.",
    "::related[Only a title]",
    "",
  );
  expect(readPostBody(body)).toEqual({
    blocks: [
      { kind: "text", markdown: "First  *paragraph*.\n\n    code\n" },
      { kind: "contribution", expert: "ada", contribution: "QUOTE", markdown: "Words.\n\nMore words. " },
      { kind: "related", post: "other", title: 'Other & "one"' },
      { kind: "text", markdown: "Text at once." },
      { kind: "related", title: "Only a title" },
    ],
    lines: [2, 6, 12, 13, 14],
    faults: [],
  });
});

test("attributes of a contribution become its attribution and clinic", () => {
  const [first, second] = readPostBody(
    join(
      ':::contribution{expert="ada" kind="STATEMENT" honorific="Dr." name="A &quot;B&quot; &amp; {C}" credentials="MD,  MPH" title="T" clinicName="H" clinic="h"}',
      "x",
      ":::",
      ':::contribution{expert="ada" kind="QUOTE" name="A" clinic=""}',
      "x",
      ":::",
    ),
  ).blocks;
  expect(first).toMatchObject({
    clinic: "h",
    attribution: {
      honorific: "Dr.",
      name: 'A "B" & {C}',
      credentials: ["MD", "MPH"],
      title: "T",
      clinic: "H",
    },
  });
  expect(second).toMatchObject({ clinic: null, attribution: { name: "A" } });
});

test("a longer fence holds lines that look like directives", () => {
  const { blocks, faults } = readPostBody(
    join("::::text", ":::contribution{}", ":::", "::related[x]", "::::"),
  );
  expect(faults).toEqual([]);
  expect(blocks).toEqual([{ kind: "text", markdown: ":::contribution{}\n:::\n::related[x]" }]);
});

test("colons in prose are prose", () => {
  const prose = "At 10:30, see a:b, \\::related[x] and :smile: or :text[here].";
  expect(readPostBody(prose)).toMatchObject({ blocks: [{ markdown: prose }], faults: [] });
});

describe("a fault", () => {
  test.each([
    ["an unknown directive", join("a", "", "::relatd[x]"), 3, "::relatd is no directive"],
    ["an unknown container", join(":::note", "x", ":::"), 1, ":::note is no directive"],
    ["a contribution without content", '::contribution{expert="a"}', 1, "::contribution is no directive"],
    ["an unknown attribute", '::related[x]{slug="y"}', 1, "::related has no attribute slug"],
    ["an attribute of text", ':::text{a="b"}\nx\n:::', 1, ":::text has no attribute a; there are none"],
    [
      "a container that is not closed",
      join("a", "", ':::contribution{expert="a"}', "b"),
      3,
      "is never closed",
    ],
    ["a container closed too short", join("::::text", "b", ":::"), 1, "a line :::: is missing"],
    [
      "a contribution inside a contribution",
      join(':::contribution{expert="a"}', "b", "", ':::contribution{expert="c"}', "d", ":::"),
      4,
      "is the directive before it closed",
    ],
    ["a directive in a list", join("- a", "  ::related[x]"), 2, "cannot stand inside a list"],
    ["a directive in a quotation", "> ::related[x]", 1, "cannot stand inside a list, a quotation"],
    ["a label of a container", ':::contribution[x]{expert="a"}\nb\n:::', 1, "takes no label"],
    ["attributes that cannot be read", '::related[x]{post="y', 1, "looks like a directive"],
    ["words behind a directive", "::related[x] and more", 1, "looks like a directive"],
    ["a closing fence alone", join("a", "", ":::"), 3, "looks like a directive"],
    ["endless nesting", "> ".repeat(90_000), 1, "nested too deeply"],
    ["a directive with one colon", "a\n:related[x]", 2, "looks like a directive"],
  ])("of %s is named with its line", (_what, body, ...fault) => {
    const [line, message] = fault;
    const { faults } = readPostBody(body);
    expect(faults).toEqual([{ line, message: expect.stringContaining(message) }]);
  });
});
