import { expect, test } from "@jest/globals";
import type { GraphQLSchema } from "graphql";
import { readOperations } from "../../src/playground/read-operations.js";
import { findNodeType, listConnectionFields } from "../fuzz/connection-types.js";
import type { Exits } from "../support/exits.js";

const operations = await readOperations();

/** Examples that order by what is counted from all hits or meetings, which no index can hold. */
const countingExamples = new Set(["search", "search-facets", "related-tags", "co-contributors"]);

interface IndexReading {
  schema: GraphQLSchema;
  /** Asked when the tests run. */
  exits(): Exits;
  /** The steps of a document's plans whose work grows with the content, by the engine's own words. */
  findGrowingSteps(document: string, variables?: Record<string, unknown>): Promise<string[]>;
}

/** Tests that what clients ask for is read along indexes, whatever the engine. */
export function testIndexReading({ schema, exits, findGrowingSteps }: IndexReading): void {
  const roots = listConnectionFields(schema)
    .filter(({ parent }) => parent === schema.getQueryType())
    .map(({ field }) => [field.name, findNodeType(field)?.name ?? ""] as const);

  test.each(operations)(
    "the example $name reads no table that grows as a whole",
    async ({ name, document }) => {
      const steps = await findGrowingSteps(document);
      expect(countingExamples.has(name) ? steps.filter((step) => step !== "Sort") : steps).toEqual([]);
    },
  );

  test.each(roots)(
    "a page of %s is a walk along an index, from either end and behind a cursor",
    async (root) => {
      expect(await findGrowingSteps(`{ ${root}(first: 5) { edges { cursor node { id } } } }`)).toEqual([]);
      expect(await findGrowingSteps(`{ ${root}(last: 5) { nodes { id } } }`)).toEqual([]);
      const { data } = await exits().readObjects(`{ list: ${root}(first: 2) { pageInfo { endCursor } } }`);
      const { endCursor } = (data as unknown as { list: { pageInfo: { endCursor: string } } }).list.pageInfo;
      const behind = `query ($after: String) { ${root}(first: 5, after: $after) { nodes { id } } }`;
      expect(await findGrowingSteps(behind, { after: endCursor })).toEqual([]);
    },
  );

  test.each([
    ["posts", '{ slug: { eq: "a" } }'],
    ["posts", '{ slug: { in: ["a", "b"] } }'],
    ["posts", '{ title: { startsWith: "a" } }'],
    ["posts", '{ publishedAt: { gt: "2024-01-01T00:00:00Z", lt: "2024-02-01T00:00:00Z" } }'],
    ["tags", "{ kind: { eq: TOPIC } }"],
    ["regions", "{ kind: { eq: COUNTRY } }"],
    ["authors", "{ kind: { eq: PERSON } }"],
    ["clinics", "{ telehealth: { eq: true } }"],
    ["clinics", '{ city: { eq: "Oslo" } }'],
    ["experts", '{ name: { startsWith: "a" } }'],
  ])("%s(where: %s) reads a range of an index", async (root, where) => {
    expect(await findGrowingSteps(`{ ${root}(where: ${where}) { totalCount nodes { id } } }`)).toEqual([]);
  });
}
