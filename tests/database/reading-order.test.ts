import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import type { Engine } from "../support/engines.js";

const now = "'2025-01-01T00:00:00.000Z'";

interface Explanation {
  explain(database: TestDatabase, statement: string): Promise<string[]>;
  /** The steps of a walk along an index that needs no sorting. */
  walk: unknown[];
}

const explanations: Readonly<Record<Engine, Explanation>> = {
  SQLite: {
    async explain({ source }, statement) {
      const plan: { detail: string }[] = await source.query(`EXPLAIN QUERY PLAN ${statement}`);
      return plan.map(({ detail }) => detail);
    },
    walk: [expect.stringMatching(/^SEARCH \w+ USING .*INDEX/)],
  },
  PostgreSQL: {
    // Few rows are read sooner as a whole; it is asked not to, as it is of itself where there are many.
    explain: async ({ source }, statement) =>
      await source.transaction(async (manager) => {
        for (const way of ["seqscan", "bitmapscan", "sort"])
          await manager.query(`SET LOCAL enable_${way} = off`);
        const plan: { "QUERY PLAN": string }[] = await manager.query(`EXPLAIN (COSTS OFF) ${statement}`);
        return plan.map((line) => line["QUERY PLAN"].trim()).filter((line) => !line.startsWith("Filter: "));
      }),
    walk: [
      "Limit",
      expect.stringMatching(/^-> {2}Index (?:Only )?Scan(?: Backward)? using/),
      expect.stringMatching(/^Index Cond: /),
    ],
  },
};

describeEachDatabase("rows of an index", (engine) => {
  const { explain, walk } = explanations[engine];
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  /** What readers page through, newest first: however many rows there are, a page is one range of an index. */
  test.each([
    { what: "posts of a tag", table: "post_tag", condition: "tag_row_id = 1", order: "visible_from" },
    {
      what: "contributions of an expert",
      table: "contribution",
      condition: "expert_row_id = 1",
      order: "visible_from",
    },
    {
      what: "contributions that name a clinic",
      table: "contribution",
      condition: "clinic_row_id = 1",
      order: "visible_from",
    },
    { what: "links to a post", table: "link", condition: "post_row_id = 1", order: "visible_from" },
    {
      what: "posts of an author",
      table: "post",
      condition: "author_row_id = 1 AND status = 'PUBLISHED'",
      order: "published_at",
    },
    { what: "posts", table: "post", condition: "status = 'PUBLISHED'", order: "published_at" },
    { what: "posts by their last change", table: "post", condition: "TRUE", order: "updated_at" },
  ])("$what lie in their order", async ({ table, condition, order }) => {
    const plan = await explain(
      database,
      `SELECT 1 FROM ${table} WHERE ${condition} AND ${order} <= ${now} ORDER BY ${order} DESC LIMIT 20`,
    );
    expect(plan).toEqual(walk);
  });
});
