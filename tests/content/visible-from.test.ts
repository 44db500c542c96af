import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { seedIfEmpty } from "../../src/importing/seed-if-empty.js";
import {
  dumpTables,
  expert,
  importValues,
  listWrites,
  post,
  related,
  says,
  tag,
} from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

describeEachDatabase("visible from", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });

  afterEach(() => database.close());

  const first = "2024-01-01T00:00:00.000Z";

  const other = "2025-05-05T00:00:00.000Z";

  const tables = { contribution: "post_row_id", link: "source_row_id", post_tag: "post_row_id" };

  async function readCopies(slug: string): Promise<(string | null)[][]> {
    const lists = Object.entries(tables).map(async ([table, owner]) => {
      const rows: { visible_from: string | null }[] = await database.source.query(
        `SELECT visible_from FROM ${table} JOIN post ON post.row_id = ${owner} WHERE slug = '${slug}'`,
      );
      return rows.map(({ visible_from }) => visible_from);
    });
    return await Promise.all(lists);
  }

  const nap = (more: Record<string, unknown>) =>
    post("nap", {
      tags: ["calm", "sleep"],
      blocks: [says("ada", "Sleep."), says("ada", "Rest."), related({ title: "Walks" })],
      ...more,
    });

  describe("the copies of since when a post is seen", () => {
    beforeEach(async () => {
      await importValues(database, [expert("ada"), tag("calm"), tag("sleep"), post("walks")]);
    });

    test("follow the post through its life", async () => {
      const stages = [
        { more: { status: "DRAFT", publishedAt: first }, copy: null },
        { more: { status: "PUBLISHED", publishedAt: first }, copy: first },
        { more: { status: "ARCHIVED", publishedAt: first }, copy: null },
        { more: { status: "PUBLISHED", publishedAt: other }, copy: other },
        { more: { status: "PUBLISHED", publishedAt: first }, copy: first },
      ];
      for (const { more, copy } of stages) {
        await importValues(database, [nap(more)]);
        expect(await readCopies("nap")).toEqual([[copy, copy], [copy], [copy, copy]]);
      }
    });

    test("are right in rows that come with a change of status, and in those that stay", async () => {
      await importValues(database, [
        nap({ status: "DRAFT", tags: ["calm"], blocks: [says("ada", "Sleep.")] }),
      ]);
      await importValues(database, [nap({ publishedAt: other })]);
      expect(await readCopies("nap")).toEqual([[other, other], [other], [other, other]]);
    });

    test("stay when another post takes the links of this one", async () => {
      await importValues(database, [nap({})]);
      await importValues(database, [post("new-walks", { title: "Walks", publishedAt: other })]);
      expect(await readCopies("nap")).toEqual([[first, first], [first], [first, first]]);
    });

    test("change without a change of the rows that bear them", async () => {
      await importValues(database, [nap({})]);
      const report = await importValues(database, [nap({ status: "ARCHIVED" })]);
      expect(report.counts.get("contribution")).toMatchObject({ updated: 0, unchanged: 2 });
      expect(report.counts.get("post")).toMatchObject({ updated: 1 });
    });

    test("are not written when nothing changes", async () => {
      await importValues(database, [nap({})]);
      const before = await dumpTables(database);
      database.statements.length = 0;
      await importValues(database, [nap({})]);
      expect(listWrites(database.statements)).toEqual([]);
      expect(await dumpTables(database)).toEqual(before);
    });
  });

  test("every row of the seeds has the copy that its post demands", async () => {
    await seedIfEmpty(database, "seeds");
    for (const [table, owner] of Object.entries(tables)) {
      const rows: { visible_from: string | null; wanted: string | null }[] = await database.source.query(
        `SELECT visible_from, CASE WHEN status = 'PUBLISHED' THEN published_at END AS wanted
       FROM ${table} JOIN post ON post.row_id = ${owner}`,
      );
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter(({ visible_from, wanted }) => visible_from !== wanted)).toEqual([]);
    }
  });
});
