import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { diagnose } from "../../src/doctor/diagnose.js";
import { generateContent } from "../../src/generating/generate-content.js";
import { seedIfEmpty } from "../../src/importing/seed-if-empty.js";
import { importValues } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openSickGraph } from "./sick-graph.js";

describeEachDatabase("the doctor", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());

  test("finds an empty database consistent", async () => {
    const { counts, faults } = await diagnose(database);
    expect(faults).toEqual([]);
    expect([...counts.values()].every((count) => count === 0)).toBe(true);
  });

  test("finds the seeds consistent, and counts them", async () => {
    await seedIfEmpty(database, "seeds");
    const { counts, faults } = await diagnose(database);
    expect(faults).toEqual([]);
    const [{ count }] = await database.source.query("SELECT count(*) AS count FROM contribution");
    expect(counts.get("contribution")).toBe(Number(count));
    expect([...counts.keys()].sort()).toEqual([
      "author",
      "clinic",
      "contribution",
      "correction",
      "expert",
      "link",
      "post",
      "region",
      "source",
      "tag",
    ]);
  });

  test("finds a generated graph consistent, and reads it page by page", async () => {
    await importValues(database, [...generateContent({ posts: 300, seed: 3 })]);
    const progress: number[] = [];
    const { faults } = await diagnose(database, (count) => progress.push(count));
    expect(faults).toEqual([]);
    expect(progress).toEqual(progress.map((_, index) => index + 1));
    expect(progress.length).toBeGreaterThan(1_000);
  });

  test("finds the graph that other tests break consistent", async () => {
    const graph = await openSickGraph();
    expect(await graph.listFindings()).toEqual([]);
    await graph.close();
  });

  test("changes nothing", async () => {
    await importValues(database, [...generateContent({ posts: 3, seed: 1 })]);
    database.statements.length = 0;
    await diagnose(database);
    const other = database.statements.filter(
      (statement) => !/^\s*(?:SELECT|PRAGMA|BEGIN|START|SET TRANSACTION|COMMIT)\b/i.test(statement),
    );
    expect(other).toEqual([]);
  });
});
