import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openTestGraph, type TestGraph } from "../support/graph.js";

describeEachDatabase("cost", () => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openTestGraph();
  });

  afterAll(async () => {
    await graph.close();
  });

  describe("the cost of a connection", () => {
    const costOf = (field: string) => graph.prepare(`{ ${field} }`)?.plan.cost;

    test.each([
      ["posts(first: 10) { totalCount }", 2],
      ["posts(first: 10) { pageInfo { hasNextPage } }", 1],
      ["posts(first: 10) { nodes { slug } }", 11],
      ["posts(last: 10) { nodes { slug } }", 11],
      ["posts { nodes { slug } }", 21],
      ["posts(first: 0) { nodes { slug } }", 2],
      ["posts(first: 10) { edges { cursor } }", 11],
      ["posts(first: 10) { edges { __typename } }", 11],
      ["posts(first: 10) { edges { cursor node { slug } } }", 11],
      ["posts(first: 10) { nodes { tags(first: 5) { edges { cursor } } } }", 71],
      ["posts(first: 10) { edges { node { slug } } }", 11],
      ["posts(first: 10) { edges { node { slug } } nodes { slug } }", 21],
      ["posts(first: 10) { a: nodes { slug } b: nodes { title } }", 21],
      ["posts(first: 10) { nodes { author { name } } }", 21],
      [
        "posts(first: 10) { edges { node { tags(first: 5) { totalCount } } } nodes { tags(first: 5) { nodes { slug } } } }",
        101,
      ],
      ["posts(first: 10) { nodes { contributions(first: 2) { nodes { body attribution { name } } } } }", 41],
      ['posts(first: 10, where: { slug: { eq: "a" } }) { nodes { slug } }', 12],
      ['posts(first: 10, where: { slug: { in: ["a", "b"] } }) { nodes { slug } }', 13],
      [
        'posts(first: 10, where: { slug: { eq: "a" } }) { totalCount nodes { slug } pageInfo { hasNextPage } }',
        14,
      ],
      ['posts(where: { slug: { eq: "a" } }) { a: totalCount b: totalCount }', 5],
      ["posts(first: 10, where: { tags: { some: {} } }) { nodes { slug } }", 21],
      ['posts(where: { tags: { some: { slug: { eq: "a" } } } }) { totalCount }', 22],
      ['posts(where: { tags: { some: { posts: { some: { slug: { eq: "a" } } } } } }) { totalCount }', 212],
      ['posts(where: { author: { slug: { eq: "a" } } }) { totalCount }', 4],
      ['posts(first: 10) { nodes { tags(first: 1, where: { slug: { eq: "a" } }) { totalCount } } }', 41],
    ])("%s is %i", (field, cost) => {
      expect(costOf(field)).toBe(cost);
    });

    test("behind a union is that of the dearest member", () => {
      const blocks = (fields: string) =>
        costOf(`posts(first: 1) { nodes { blocks(first: 10) { nodes { ${fields} } } } }`);
      expect(blocks("... on TextBlock { position }")).toBe(13);
      expect(
        blocks("... on ContributionBlock { contribution { id } } ... on RelatedLinkBlock { position }"),
      ).toBe(23);
      expect(
        blocks(
          "... on ContributionBlock { contribution { id } } ... on RelatedLinkBlock { link { post { id } } }",
        ),
      ).toBe(33);
    });
  });
});
