import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { dumpTables, importValues, readChangeLog, region, tag } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

describeEachDatabase("write trees", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });

  afterEach(() => database.close());

  const tree = [region("us"), region("pa", { parent: "us" }), region("philadelphia", { parent: "pa" })];

  const readKinds = async () => {
    const rows: { slug: string; kind: string }[] = await database.source.query(
      "SELECT slug, kind FROM region ORDER BY row_id",
    );
    return Object.fromEntries(rows.map(({ slug, kind }) => [slug, kind]));
  };

  describe("a region", () => {
    test("gets its kind from its depth", async () => {
      await importValues(database, tree);
      expect(await readKinds()).toEqual({ us: "COUNTRY", pa: "STATE", philadelphia: "CITY" });
    });

    test("below a city is refused", async () => {
      const report = await importValues(database, [...tree, region("old-city", { parent: "philadelphia" })]);
      expect(report.problems).toMatchObject([{ line: 4, field: "parent", code: "FIELD_INVALID" }]);
      expect(report.problems[0]?.message).toContain("deeper than a city");
    });

    test("that moves up takes the regions inside it along", async () => {
      await importValues(database, tree);
      const report = await importValues(database, [region("pa")]);
      expect(report.problems).toEqual([]);
      expect(await readKinds()).toEqual({ us: "COUNTRY", pa: "COUNTRY", philadelphia: "STATE" });
      expect((await readChangeLog(database)).slice(3)).toEqual(["UPDATED region", "UPDATED region"]);
    });

    test("whose inside would lie too deep after a move is refused", async () => {
      await importValues(database, [...tree, region("canada")]);
      const before = await dumpTables(database);
      const report = await importValues(database, [region("us", { parent: "canada" })]);
      expect(report.problems).toMatchObject([{ field: "parent", code: "FIELD_INVALID" }]);
      expect(await dumpTables(database)).toEqual(before);
    });

    test.each([
      ["itself", "us"],
      ["a region inside it", "pa"],
    ])("cannot lie inside %s", async (_what, parent) => {
      await importValues(database, tree);
      const report = await importValues(database, [region("us", { parent })]);
      expect(report.problems).toMatchObject([{ field: "parent", code: "FIELD_INVALID" }]);
    });
  });

  describe("a tag", () => {
    test.each([
      ["itself", "a"],
      ["a tag below it", "c"],
    ])("cannot lie under %s", async (_what, parent) => {
      await importValues(database, [tag("a"), tag("b", { parent: "a" }), tag("c", { parent: "b" })]);
      const before = await dumpTables(database);
      const report = await importValues(database, [tag("a", { parent })]);
      expect(report.problems).toMatchObject([{ field: "parent", code: "FIELD_INVALID" }]);
      expect(await dumpTables(database)).toEqual(before);
    });

    test("may move to another branch", async () => {
      await importValues(database, [tag("a"), tag("b"), tag("c", { parent: "a" })]);
      const report = await importValues(database, [tag("c", { parent: "b" })]);
      expect(report.changed).toMatchObject([{ slug: "c", change: "updated" }]);
    });
  });
});
