import { describe, expect, it, test } from "@jest/globals";
import { parseArticle } from "../../../src/importing/article/parse-article.js";
import { maximumArticleBytes } from "../../../src/importing/article/read-text.js";
import type { Problem } from "../../../src/importing/problem.js";

const title = "A Title Of Some Length\n\nA Title Of Some Length\n\n";
const contribution = "Dr. Jane Roe, MD – Harbor\n\n“Sleep well.”\n";

function refuse(content: string | Uint8Array): Problem[] {
  const reading = parseArticle(typeof content === "string" ? Buffer.from(content) : content, "page.txt");
  if ("article" in reading) throw new Error(`Read as an article: ${reading.article.title}`);
  return reading.problems;
}

function codesAndLines(problems: readonly Problem[]): string[] {
  return problems.map(({ code, line }) => (line === undefined ? code : `${code} ${line}`));
}

describe("files that are no text", () => {
  it.each(["", "\uFEFF", " \n\t\r\n\u00a0\n"])("an empty one (%j)", (content) => {
    expect(refuse(content)).toEqual([
      { source: "page.txt", code: "NOT_AN_ARTICLE", message: "The file is empty." },
    ]);
  });

  test("a binary one, with the line of the NUL byte", () => {
    expect(codesAndLines(refuse(`${title}PNG\0\0`))).toEqual(["NOT_TEXT 5"]);
  });

  it.each(["\n", "\r\n", "\r"])(
    "one in another encoding, with the line of the first wrong byte (%j)",
    (lineBreak) => {
      const before = Buffer.from(["One", "Zwölf", ""].join(lineBreak));
      expect(codesAndLines(refuse(Buffer.concat([before, Buffer.from("f\u00fcnf", "latin1")])))).toEqual([
        "NOT_TEXT 3",
      ]);
    },
  );

  test("one in UTF-16", () => {
    expect(codesAndLines(refuse(Buffer.from(`\uFEFF${title}`, "utf16le")))).toEqual(["NOT_TEXT 1"]);
  });

  test("a log of 50 MB", () => {
    const line = Buffer.from("2024-05-01T10:00:00Z INFO server - request 4711 done in 12 ms\n");
    expect(refuse(Buffer.alloc(50 * 1024 * 1024, line))).toEqual([
      {
        source: "page.txt",
        code: "TOO_LARGE",
        message: expect.stringContaining(String(maximumArticleBytes)),
      },
    ]);
  });
});

describe("texts that are no article", () => {
  test("a log of the largest size", () => {
    const line = Buffer.from("2024-05-01T10:00:00Z INFO server - request 4711 done in 12 ms\n");
    expect(codesAndLines(refuse(Buffer.alloc(maximumArticleBytes, line)))).toEqual(["CONTRIBUTION_MISSING"]);
  });

  it.each([
    ["a document", "\n<!DOCTYPE html>\n<html>", 2],
    ["a fragment", "<h1>A Title</h1>\n<p>Some words.</p>\n<p>Others.</p>", 1],
    ["one long line behind a line of text", `A Title\n${"<div><p>Words.</p></div>".repeat(9)}`, 2],
  ])("HTML source: %s", (_, content, line) => {
    expect(refuse(content)).toEqual([
      { source: "page.txt", line, code: "NOT_AN_ARTICLE", message: expect.stringContaining("copy") },
    ]);
  });

  test("a text that mentions a tag or two is no HTML", () => {
    const reading = parseArticle(
      Buffer.from(`${title}Close it with </p> or </div>.\n\n${contribution}`),
      "page.txt",
    );
    expect(reading).toHaveProperty("article");
  });

  it.each([
    ["text from the first line on", "This is how it begins. It goes on.\n\n"],
    ["a contributor in the first line", ""],
  ])("one without a title: %s", (_, start) => {
    expect(codesAndLines(refuse(`${start}${contribution}`))).toEqual(["TITLE_MISSING 1"]);
  });

  test("one without contributions", () => {
    expect(codesAndLines(refuse(`${title}Only the editors speak here.`))).toEqual(["CONTRIBUTION_MISSING"]);
  });

  test("one with neither names both problems", () => {
    expect(codesAndLines(refuse("Only one sentence."))).toEqual(["TITLE_MISSING 1", "CONTRIBUTION_MISSING"]);
  });

  test("headings that cannot be split are all named, with line and reason", () => {
    const problems = refuse(
      `${title}Dr. – Harbor\n\n“A.”\n\n${contribution}\nDr. Jane Roe and Dr. Sam Poe – Bay\n\n“B.”\n\nDr. Ida Moe, MD – Bay`,
    );
    expect(codesAndLines(problems)).toEqual([
      "HEADING_UNREADABLE 5",
      "HEADING_UNREADABLE 13",
      "HEADING_UNREADABLE 17",
    ]);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining("“Dr. – Harbor” cannot be split: it has no name"),
      expect.stringContaining("it names more than one person"),
      "The heading names Ida Moe, but no words of that person follow it.",
    ]);
  });

  test("unreadable headings by the thousand are counted, not listed", () => {
    const problems = refuse(title + "Dr. – Harbor\n\nWords follow.\n\n".repeat(3_000));
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)?.message).toBe("2980 more headings like these.");
  });

  test("a quotation without a word is no contribution", () => {
    expect(codesAndLines(refuse(`${title}Dr. Jane Roe, MD – Harbor\n\n“”`))).toEqual([
      "HEADING_UNREADABLE 5",
    ]);
  });
});
