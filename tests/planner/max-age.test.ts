import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openTestGraph, type TestGraph } from "../support/graph.js";

describeEachDatabase("max age", () => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openTestGraph();
  });

  afterAll(() => graph.close());

  test.each([
    ["the time of its only noun", '{ region(by: { slug: "a" }) { name } }', 3_600],
    ["the shortest time of its nouns", '{ tag(by: { slug: "a" }) { posts { nodes { slug } } } }', 60],
    ["an hour when it reads none", "{ __typename }", 3_600],
  ])("an answer may be kept for %s", (_time, document, seconds) => {
    expect(graph.prepare(document)?.plan.maxAge).toBe(seconds);
  });
});
