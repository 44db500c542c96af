import { readFileSync } from "node:fs";
import path from "node:path";
import type { ArticleContribution, ParsedArticle } from "../../../src/importing/article/article.js";
import { parseArticle } from "../../../src/importing/article/parse-article.js";

export const fixtureNames = [
  "contributor-without-clinic",
  "names",
  "no-related-lines",
  "plain-characters",
  "quotation-marks",
  "separators",
  "single-newlines",
  "two-from-one-clinic",
];

export function readFixture(name: string): string {
  return readFileSync(path.resolve(import.meta.dirname, "fixtures", `${name}.txt`), "utf8");
}

export function parseText(text: string): ParsedArticle {
  const reading = parseArticle(Buffer.from(text), "article.txt");
  if ("problems" in reading) throw new Error(JSON.stringify(reading.problems, null, 2));
  return reading.article;
}

export function parseFixture(name: string): ParsedArticle {
  return parseText(readFixture(name));
}

export function listContributions(article: ParsedArticle): ArticleContribution[] {
  return article.blocks.filter((block) => block.kind === "contribution");
}

/** `text`, `related: Title` or `QUOTE: Name` per block. */
export function outline(article: ParsedArticle): string[] {
  return article.blocks.map((block) => {
    if (block.kind === "text") return "text";
    return block.kind === "related"
      ? `related: ${block.title}`
      : `${block.contribution}: ${block.heading.name}`;
  });
}
