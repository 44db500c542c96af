import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { importContent } from "../../src/importing/import-content.js";
import { openPath } from "../../src/importing/open-source.js";
import { readOperations } from "../../src/playground/read-operations.js";
import { derivedExamples } from "../support/derived-examples.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { testSiteUrl } from "../support/exits.js";
import { openTestGraph, type TestGraph, testNow } from "../support/graph.js";

const operations = await readOperations();

describeEachDatabase("operations", () => {
  const seeds = resolve(import.meta.dirname, "../../seeds");

  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openTestGraph();
    const { database } = graph;
    const open: Parameters<typeof importContent>[0]["open"] = (manager) =>
      openPath(manager, seeds, "markdown");
    await importContent({ database, open, now: testNow });
  });

  afterAll(async () => {
    await graph.close();
  });

  test.each(operations)(
    "the example $name takes one statement over the seeds",
    async ({ name, document }) => {
      const isServedAsText = (await graph.readText(document)) !== undefined;
      expect({ name, isServedAsText }).toEqual({ name, isServedAsText: !derivedExamples.has(name) });
      const { data, errors, statements } = await graph.query(document);
      expect(errors).toBeUndefined();
      expect(statements).toHaveLength(1);
      expect(Object.values(data)).not.toContain(null);
    },
  );

  test("the example resolve-url shows a redirect, and the page behind it", async () => {
    const document = operations.find(({ name }) => name === "resolve-url")?.document ?? "";
    const { resolveUrl } = (await graph.query(document)).data;
    expect(resolveUrl).toMatchObject({
      status: "REDIRECT",
      httpStatus: 301,
      location: `${testSiteUrl}/posts/ocd-and-the-grip-of-a-thought`,
      node: { __typename: "Post", title: "OCD And The Grip Of A Thought" },
    });
  });

  test("the example trust shows whom and what a post rests on", async () => {
    const document = operations.find(({ name }) => name === "trust")?.document ?? "";
    const { post } = (await graph.query(document)).data;
    const differs = post.contributions.nodes.map(
      (node: { differsFromProfile: boolean }) => node.differsFromProfile,
    );
    expect(differs).toEqual(expect.arrayContaining([true]));
    expect(post.medicalReview).toMatchObject({
      reviewer: { title: "Senior Psychiatrist" },
      expert: { slug: "ines-carvalho-e-moura" },
      nextDue: "2024-04-10",
      isOverdue: true,
    });
    expect(post.corrections.nodes).toHaveLength(2);
    expect(post.sources.nodes).toMatchObject([
      { position: 1, doi: "10.1001/jamapsychiatry.2017.0080" },
      { position: 2 },
    ]);
  });
});
