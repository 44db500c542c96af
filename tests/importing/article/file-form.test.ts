import { describe, expect, it } from "@jest/globals";
import {
  fixtureNames,
  listContributions,
  outline,
  parseFixture,
  parseText,
  readFixture,
} from "./read-fixture.js";

describe("the form of the file", () => {
  it.each(fixtureNames)(
    "makes no difference to %s: CRLF, CR, a byte order mark, invisible characters",
    (name) => {
      const text = readFixture(name);
      const expected = parseText(text);
      expect(parseText(`\uFEFF${text.replaceAll("\n", "\r\n")}`)).toEqual(expected);
      expect(parseText(text.replaceAll("\n", "\r"))).toEqual(expected);
      expect(parseText(text.normalize("NFD").replaceAll(" – ", "\u00a0–\u200b \t"))).toEqual(expected);
    },
  );

  it.each(fixtureNames.filter((name) => name !== "single-newlines"))(
    "makes no difference to %s: no blank lines",
    (name) => {
      const text = readFixture(name);
      const blocks = (of: string) => parseText(of).blocks.map((block) => ({ ...block, line: 0 }));
      expect(blocks(text.replace(/\n\s*\n/gu, "\n"))).toEqual(blocks(text));
    },
  );

  it("may be single lines without blank ones between", () => {
    const article = parseFixture("single-newlines");
    expect(outline(article)).toEqual([
      "text",
      "related: A Bed Of Thyme",
      "QUOTE: Hester Moon",
      "QUOTE: Tobias Wren",
      "text",
    ]);
    expect(listContributions(article)[0]?.markdown.split("\n\n")).toHaveLength(2);
  });

  it("may be wrapped to a column", () => {
    const wrapped = wrap(readFixture("no-related-lines"), 64);
    expect(wrapped.split("\n").length).toBeGreaterThan(
      readFixture("no-related-lines").split("\n").length + 5,
    );
    const blocks = (of: string) => parseText(of).blocks.map((block) => ({ ...block, line: 0 }));
    expect(blocks(wrapped)).toEqual(blocks(readFixture("no-related-lines")));
  });
});

function wrap(text: string, width: number): string {
  return text.replace(new RegExp(`(.{1,${width}})(?: |$)`, "gmu"), "$1\n").replace(/\n\n\n?/gu, "\n\n");
}
