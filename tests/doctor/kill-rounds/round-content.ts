import { writeFile } from "node:fs/promises";
import { Random } from "../../../src/generating/random.js";
import { clinic, expert, post, related, says, tag, text } from "../../support/content.js";

const postsInAll = 100;
const postsPerRound = 40;
const people = ["ada", "ben", "cleo", "dora"] as const;
const topics = ["calm", "sleep", "walks"] as const;
const words = "A paragraph that is long enough to fill a page of the database with some others. ";

/**
 * Writes what a round imports: the same posts come again and again, always with something else in them, so that a round
 * creates, changes and deletes rows of every table.
 */
export async function writeRoundContent(path: string, seed: number, round: number): Promise<void> {
  const random = new Random("kill-rounds", seed, round);
  const named = [
    clinic("harbor", { latitude: round % 90, longitude: -(round % 180), treatments: ["calm"] }),
    ...people.map((slug) => expert(slug, { bio: `In round ${round}.`, clinic: "harbor" })),
    ...topics.map((slug) => tag(slug)),
  ];
  const first = random.integer(0, postsInAll - 1);
  const posts = Array.from({ length: postsPerRound }, (_, index) =>
    createPost(random, (first + index) % postsInAll),
  );
  const lines = [...named, ...posts].map((node) => JSON.stringify(node));
  await writeFile(path, lines.join("\n"));
}

function createPost(random: Random, number: number): Record<string, unknown> {
  const blocks = Array.from({ length: random.integer(1, 4) }, () => createBlock(random));
  const title = random.isTrue(0.1)
    ? `Title of post-${random.integer(0, postsInAll - 1)}`
    : `Title of post-${number}`;
  const status = random.isTrue(0.8) ? "PUBLISHED" : "DRAFT";
  const tags = topics.filter(() => random.isTrue(0.4));
  return post(`post-${number}`, { title, status, tags, blocks, ...createTrust(random) });
}

function createTrust(random: Random): Record<string, unknown> {
  const sources = Array.from({ length: random.integer(0, 3) }, () => ({
    title: `Study ${random.integer(1, 9)}`,
    authors: people.filter(() => random.isTrue(0.3)),
  }));
  const corrections = Array.from({ length: random.integer(0, 2) }, () => ({
    correctedOn: `2024-01-0${random.integer(1, 9)}`,
    markdown: words,
  }));
  const medicalReview = { expert: random.pick(people), reviewedOn: `2024-02-0${random.integer(1, 9)}` };
  return { sources, corrections, ...(random.isTrue(0.5) && { medicalReview }) };
}

function createBlock(random: Random): Record<string, unknown> {
  const other = random.integer(0, postsInAll - 1);
  const paragraph = words.repeat(random.integer(1, 5));
  const kinds = [
    () => text(paragraph),
    () => text(`${paragraph} See [post ${other}](/posts/post-${other}).`),
    () => says(random.pick(people), paragraph, { contribution: random.pick(["QUOTE", "PARAPHRASE"]) }),
    () => related({ title: `Title of post-${other}` }),
  ] as const;
  return random.pick(kinds)();
}
