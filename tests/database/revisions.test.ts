import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { listStoredTables } from "../../src/database/stored-tables.js";
import {
  author,
  clinic,
  expert,
  importValues,
  listTables,
  post,
  region,
  related,
  says,
  tag,
} from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

describeEachDatabase("revisions", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
    await importValues(database, content);
  });

  afterEach(() => database.close());

  const content = [
    region("north"),
    tag("calm", { formerSlugs: ["quiet"] }),
    clinic("harbor", { region: "north", treatments: ["calm"] }),
    expert("ada", { clinic: "harbor" }),
    author("staff"),
    post("nap", {
      author: "staff",
      tags: ["calm"],
      sources: [{ title: "A study" }, { title: "A guideline" }],
      corrections: [{ correctedOn: "2024-02-02", markdown: "No." }],
      medicalReview: { expert: "ada", reviewedOn: "2025-01-01" },
      blocks: [says("ada", "Sleep."), related({ post: "walk", title: "Walk" })],
    }),
  ];

  const run = (statement: string) => database.source.query(statement);

  async function readRevisions(): Promise<Map<string, number>> {
    const rows: { table_name: string; number: number }[] = await run("SELECT * FROM revision");
    return new Map(rows.map(({ table_name, number }) => [table_name, number]));
  }

  /** By how much each table's number grows while `change` runs; tables that stay are left out. */
  async function measure(change: () => Promise<unknown>): Promise<Record<string, number>> {
    const before = await readRevisions();
    await change();
    const after = await readRevisions();
    const growth = [...after].map(([table, number]) => [table, number - (before.get(table) ?? 0)] as const);
    return Object.fromEntries(growth.filter(([, number]) => number !== 0));
  }

  /** What is counted nowhere: the record of changes, and the counting itself. */
  const uncounted = ["change_log", "revision", "post_word"];

  const contentTables = [
    "author",
    "block",
    "clinic",
    "clinic_treatment",
    "contribution",
    "correction",
    "expert",
    "former_slug",
    "link",
    "medical_review",
    "post",
    "post_body",
    "post_tag",
    "region",
    "source",
    "tag",
  ];

  test("every content table has a number", async () => {
    const tables = new Set(listStoredTables(database.source).map(({ tableName }) => tableName));
    const expected = [...tables].filter((name) => !uncounted.includes(name)).sort();
    expect([...(await readRevisions()).keys()].sort()).toEqual(expected);
    expect(expected).toEqual(expect.arrayContaining(contentTables));
  });

  /** How much of what is derived a write makes anew is its own matter. */
  const derived = { related_post: expect.any(Number), search_document: expect.any(Number) };

  describe("the number of a table grows by the rows that", () => {
    test("an import writes", async () => {
      const change = () => importValues(database, [post("walk", { tags: ["calm"] })]);
      // The link of the other post that waited for this one is led to it.
      expect(await measure(change)).toEqual({
        post: 1,
        post_body: 1,
        post_tag: 1,
        link: 1,
        ...derived,
      });
    });

    test.each(contentTables)("a hand-written update changes: %s", async (table) => {
      const [{ count }] = await run(`SELECT CAST(count(*) AS integer) AS count FROM ${table}`);
      expect(count).toBeGreaterThan(0);
      const [[, [column] = []] = []] = listTables(database.source).filter(([name]) => name === table);
      expect(await measure(() => run(`UPDATE ${table} SET ${column} = ${column}`))).toEqual({
        [table]: count,
      });
    });

    test("a deletion takes along", async () => {
      expect(await measure(() => run("DELETE FROM post"))).toEqual({
        post: 1,
        post_body: 1,
        post_tag: 1,
        block: 2,
        contribution: 1,
        link: 1,
        search_document: expect.any(Number),
        source: 2,
        correction: 1,
        medical_review: 1,
      });
    });

    test("lose what they name", async () => {
      await importValues(database, [post("walk")]);
      await run("UPDATE contribution SET clinic_row_id = 1");
      expect(await measure(() => run("DELETE FROM clinic"))).toEqual({
        clinic: 1,
        clinic_treatment: 1,
        contribution: 1,
        expert: 1,
        search_document: expect.any(Number),
      });
      expect(await measure(() => run("DELETE FROM region"))).toEqual({ region: 1 });
      expect(await measure(() => run("DELETE FROM author"))).toEqual({ author: 1, post: 1 });
      expect(await measure(() => run("DELETE FROM tag"))).toEqual({
        tag: 1,
        post_tag: 1,
        search_document: expect.any(Number),
      });
      expect(await measure(() => run("DELETE FROM post WHERE slug = 'walk'"))).toEqual({
        post: 1,
        post_body: 1,
        link: 1,
        ...derived,
      });
    });
  });

  test("no number grows when the same is imported again", async () => {
    expect(await measure(() => importValues(database, content))).toEqual({});
  });

  test("a rolled back change is not counted", async () => {
    expect(await measure(() => importValues(database, [post("walk")], { isDryRun: true }))).toEqual({});
  });
});
