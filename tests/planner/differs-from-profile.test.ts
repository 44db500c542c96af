import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { type NodeDraft, openTestGraph, type TestGraph, writeNodes } from "../support/graph.js";

const ada: NodeDraft = {
  type: "expert",
  slug: "ada",
  name: "Ada Lark",
  honorific: "Dr.",
  credentials: ["MD", "MPH"],
  title: "Director",
  clinic: "harbor",
};

const words = { kind: "contribution", contribution: "QUOTE", markdown: "Words." };

describeEachDatabase("whether an attribution differs from the expert's profile", () => {
  let graph: TestGraph;

  beforeEach(async () => {
    graph = await openTestGraph([
      { type: "clinic", slug: "harbor", name: "Harbor Clinic" },
      { type: "clinic", slug: "hill", name: "Hill Practice" },
      ada,
      { type: "expert", slug: "ben", name: "Ben Reed" },
      {
        type: "post",
        slug: "one",
        title: "One",
        status: "PUBLISHED",
        publishedAt: "2024-01-01T00:00:00.000Z",
        blocks: [
          { ...words, expert: "ada" },
          { ...words, expert: "ben" },
          { ...words, expert: "ben", attribution: { name: "Ben Reed", clinic: "Somewhere" } },
        ],
      },
    ]);
  });

  afterEach(() => graph.close());

  async function readDiffering(): Promise<boolean[]> {
    const { data, errors, statements } = await graph.query(
      '{ post(by: { slug: "one" }) { contributions { nodes { differsFromProfile } } } }',
    );
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    return data.post.contributions.nodes.map(
      (node: { differsFromProfile: boolean }) => node.differsFromProfile,
    );
  }

  test("it does not where it was copied, whatever is absent from both", async () => {
    expect(await readDiffering()).toEqual([false, false, true]);
  });

  test.each<[string, Partial<NodeDraft>]>([
    ["the name", { name: "Ada Lark-Moss" }],
    ["the honorific", { honorific: undefined }],
    ["the credentials", { credentials: ["MD"] }],
    ["the order of the credentials", { credentials: ["MPH", "MD"] }],
    ["the title", { title: undefined }],
    ["the clinic", { clinic: "hill" }],
    ["that there is a clinic", { clinic: undefined }],
  ])("it does once the profile changes in %s", async (_what, change) => {
    await writeNodes(graph.database, [{ ...ada, ...change }]);
    expect(await readDiffering()).toEqual([true, false, true]);
    await writeNodes(graph.database, [ada]);
    expect(await readDiffering()).toEqual([false, false, true]);
  });

  test("it does once the clinic has another name, and not for what is no part of it", async () => {
    await writeNodes(graph.database, [{ ...ada, bio: "She writes." }]);
    expect(await readDiffering()).toEqual([false, false, true]);
    await writeNodes(graph.database, [{ type: "clinic", slug: "harbor", name: "Harbor Health" }]);
    expect(await readDiffering()).toEqual([true, false, true]);
  });
});
