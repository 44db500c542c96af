import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const now = "'2025-01-01T00:00:00.000Z'";

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
  const plan: { detail: string }[] = await database.source.query(
    `EXPLAIN QUERY PLAN SELECT 1 FROM ${table}
     WHERE ${condition} AND ${order} <= ${now} ORDER BY ${order} DESC LIMIT 20`,
  );
  expect(plan.map(({ detail }) => detail)).toEqual([expect.stringMatching(/^SEARCH \w+ USING .*INDEX/)]);
});
