import { expect, test } from "@jest/globals";
import { outline, parseText } from "./read-fixture.js";

test("the byline may stand below the title", () => {
  const article = parseText(
    "A Title For Two\n\nBy Nora Fairweather\n\nIt rains today.\n\nDr. Odile Marchetti, MD\n\nIt will stop.",
  );
  expect(article.byline).toEqual({ name: "Nora Fairweather", kind: "PERSON", line: 3 });
  expect(outline(article)).toEqual(["text", "STATEMENT: Odile Marchetti"]);
});

test("the bio may stand above the link to the author's posts", () => {
  const article = parseText(
    "A Title For Two\n\nDr. Odile Marchetti, MD\n\n“It will stop.”\n\nNora Fairweather\n\nEditor\n\nShe writes about rain.\n\n" +
      "View all posts by Nora Fairweather",
  );
  expect(article.byline).toEqual({
    name: "Nora Fairweather",
    kind: "PERSON",
    bio: "She writes about rain.",
    line: 7,
  });
  expect(article.dropped.map(({ reason }) => reason)).toEqual([
    "in the author's box",
    "link to the author's posts",
  ]);
});

test("a name printed twice below the contributions is the author without any link", () => {
  const article = parseText(
    "A Title For Two\n\nDr. Odile Marchetti, MD\n\n“It will stop.”\n\nDr. Sam Poe, MD\n\nDr. Sam Poe, MD\n\nHe writes about rain.",
  );
  expect(article.byline).toMatchObject({ name: "Dr. Sam Poe, MD", bio: "He writes about rain." });
  expect(outline(article)).toEqual(["QUOTE: Odile Marchetti"]);
});

test("a contributor's heading printed twice is one contribution", () => {
  const article = parseText(
    "A Title For Two\n\nDr. Odile Marchetti, MD – Rain House\n\nDr. Odile Marchetti, MD – Rain House\n\n“It will stop.”",
  );
  expect(outline(article)).toEqual(["QUOTE: Odile Marchetti"]);
  expect(article.dropped).toEqual([
    { line: 5, text: "Dr. Odile Marchetti, MD – Rain House", reason: "heading, printed again" },
  ]);
});

test("an article without a word of the editors has no excerpt", () => {
  const article = parseText("A Title For Two\n\nDr. Odile Marchetti, MD\n\n“It will stop.”");
  expect(article).not.toHaveProperty("excerpt");
});

test("long furniture is counted, and listed only in part", () => {
  const comments = Array.from({ length: 1_000 }, (_, index) => `Comment number ${index}`).join("\n\n");
  const article = parseText(
    `A Title\n\nDr. Odile Marchetti, MD\n\n“It will stop.”\n\nLeave a Reply\n\n${comments}`,
  );
  expect(article.droppedCount).toBe(1_001);
  expect(article.dropped).toHaveLength(200);
});
