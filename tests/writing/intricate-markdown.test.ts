import { describe, expect, test } from "@jest/globals";
import { findIntricacy } from "../../src/writing/intricate-markdown.js";
import { renderAnyMarkdown } from "../../src/writing/render-markdown.js";

const indented = (depth: number) =>
  Array.from({ length: depth }, (_, level) => `${"  ".repeat(level)}- a`).join("\n");

describe("Markdown that stops a parser", () => {
  test.each([
    ["quotations", "> ".repeat(100)],
    ["quotations without spaces", ">".repeat(200_000)],
    ["lists", "- ".repeat(100)],
    ["numbered lists", "1. ".repeat(100)],
    ["notes", "[^a]: ".repeat(100)],
    ["a later line", `Text.\n\n${"> ".repeat(100)}`],
    ["indented lists", indented(70)],
    ["lists far to the right in a quotation", `> ${" ".repeat(200)}- a`],
    ["emphasis", `${"*a ".repeat(2_000)}${"b*".repeat(2_000)}`],
    ["images", `${"![".repeat(2_001)}a${"](b)".repeat(2_001)}`],
  ])("by its %s is refused", (_what, markdown) => {
    expect(findIntricacy(markdown)).toEqual(expect.any(String));
  });

  test("is found in time, whatever the text is made of", () => {
    for (const piece of [
      " ",
      "\t",
      ">",
      " >",
      "- ",
      "-",
      "1",
      "1.",
      "[^",
      "[^a",
      "*",
      "_",
      "\n",
      " \n",
      "a",
    ]) {
      findIntricacy(piece.repeat(200_000 / piece.length));
    }
  });
});

describe("Markdown that people write", () => {
  test.each([
    ["a few levels", "> > - 1. * a\n>\n> - b\n\n* * *"],
    ["a large table", `| a | b |\n| - | - |\n${"| **a** | [b](/c) |\n".repeat(300)}`],
    ["many paragraphs with emphasis", "*one* and **two**\n\n".repeat(5_000)],
    ["a long list of links", "- [one](/posts/one)\n".repeat(1_500)],
  ])("with %s is accepted", (_what, markdown) => {
    expect(findIntricacy(markdown)).toBeUndefined();
  });

  test("as deep as is accepted can be rendered", () => {
    const deepest = `${"> ".repeat(49)}${indented(1)}`;
    expect(findIntricacy(deepest)).toBeUndefined();
    expect(renderAnyMarkdown(deepest).text).toBe("a");
    expect(findIntricacy(indented(50))).toBeUndefined();
    expect(renderAnyMarkdown(indented(50)).text.split("\n\n")).toHaveLength(50);
  });
});
