import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { maximumCount } from "../../src/graph/connection.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openTestGraph, type TestGraph } from "../support/graph.js";

describeEachDatabase("a total count", () => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openTestGraph();
    await insertTags(1, maximumCount);
  });

  afterAll(() => graph.close());

  /** Straight into the table: an import would take its time. */
  async function insertTags(first: number, last: number): Promise<void> {
    await graph.database.source.query(
      `INSERT INTO tag (id, slug, name, name_key, kind, synonyms)
        WITH RECURSIVE numbers(n) AS (SELECT ${first} UNION ALL SELECT n + 1 FROM numbers WHERE n < ${last})
        SELECT concat('tag_', n), concat('tag-', n), concat('Tag ', n), concat('tag ', n), 'TOPIC', '[]' FROM numbers`,
    );
  }

  async function count(argument = ""): Promise<unknown> {
    const { data } = await graph.query(`{ tags${argument} { totalCount totalCountIsExact } }`);
    return data.tags;
  }

  test("is exact up to the maximum, and then says at least so many", async () => {
    expect(await count()).toEqual({ totalCount: maximumCount, totalCountIsExact: true });
    await insertTags(maximumCount + 1, maximumCount + 2);
    expect(await count()).toEqual({ totalCount: maximumCount, totalCountIsExact: false });
    const topics = "(where: { kind: { eq: TOPIC } })";
    expect(await count(topics)).toEqual({ totalCount: maximumCount, totalCountIsExact: false });
    const one = '(where: { slug: { in: ["tag-1", "tag-10002"] } })';
    expect(await count(one)).toEqual({ totalCount: 2, totalCountIsExact: true });
  });
});
