import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { diagnose } from "../../src/doctor/diagnose.js";
import { deriveNodeId } from "../../src/graph/node-id.js";
import {
  clinic,
  dumpTables,
  expert,
  importValues,
  post,
  region,
  related,
  says,
  tag,
  text,
} from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase, describeOn } from "../support/describe-each-database.js";

describeEachDatabase("import content", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });

  afterEach(() => database.close());

  describe("references", () => {
    const nodes = [
      region("us"),
      region("pa", { parent: "us" }),
      tag("therapy"),
      tag("talking", { parent: "therapy" }),
      clinic("harbor", { region: "pa", treatments: ["talking", "therapy"] }),
      expert("ada", { clinic: "harbor" }),
      post("one", { tags: ["talking"], blocks: [says("ada", "Words."), related({ post: "two" })] }),
      post("two", { blocks: [related({ post: "one" })] }),
    ];

    test("may come before what they name, to any depth", async () => {
      const backwards = await openTestDatabase();
      const report = await importValues(backwards, nodes.toReversed());
      expect(report.problems).toEqual([]);
      expect(report.counts.get("post")).toMatchObject({ created: 2 });
      await importValues(database, nodes);
      for (const table of ["region", "tag", "clinic", "expert", "post", "contribution", "link"]) {
        const query = `SELECT id FROM ${table} ORDER BY id`;
        expect(await backwards.source.query(query)).toEqual(await database.source.query(query));
      }
      await backwards.close();
    });

    test("to nothing are problems of those that have them, and of those that name these", async () => {
      const report = await importValues(database, [
        post("one", { tags: ["gone"], blocks: [says("nobody", "Words.")] }),
        expert("ada", { clinic: "harbor" }),
        clinic("harbor", { region: "atlantis" }),
      ]);
      expect(report.problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))).toMatchObject([
        { line: 1, field: "tags.0", code: "REFERENCE_MISSING", message: expect.stringContaining("tag gone") },
        { line: 1, field: "blocks.0.expert", code: "REFERENCE_MISSING" },
        { line: 2, field: "clinic", code: "REFERENCE_MISSING" },
        { line: 3, field: "region", code: "REFERENCE_MISSING" },
      ]);
      expect(report.changed).toEqual([]);
    });

    test("in a circle are problems", async () => {
      const report = await importValues(database, [tag("a", { parent: "b" }), tag("b", { parent: "a" })]);
      expect(report.problems).toMatchObject([{ code: "REFERENCE_MISSING" }, { code: "REFERENCE_MISSING" }]);
    });

    test("only to a title are links, not problems, and are counted", async () => {
      const report = await importValues(database, [post("one", { blocks: [related({ title: "Later" })] })]);
      expect(report).toMatchObject({
        problems: [],
        unresolvedCount: 1,
        unresolvedLinks: [{ post: "one", title: "Later" }],
      });
    });
  });

  describe("given twice", () => {
    test("a slug is a problem, also when the first one waits", async () => {
      const report = await importValues(database, [
        post("one", { blocks: [says("ada", "Words.")] }),
        post("one"),
        expert("ada"),
      ]);
      expect(report.problems).toMatchObject([
        { line: 2, code: "SLUG_TAKEN", message: "the post one is given twice, first in line 1" },
      ]);
      expect(report.counts.get("contribution")).toMatchObject({ created: 1 });
    });

    test("an id is a problem", async () => {
      const id = deriveNodeId("tag", "x");
      const report = await importValues(database, [tag("a", { id }), tag("b", { id })]);
      expect(report.problems).toMatchObject([{ line: 2, field: "id", code: "ID_TAKEN" }]);
    });

    test("the same slug for two types is none", async () => {
      expect((await importValues(database, [tag("a"), region("a")])).problems).toEqual([]);
    });
  });

  test("slugs may move along a row of nodes in one import", async () => {
    await importValues(database, [tag("a", { name: "1" }), tag("b", { name: "2" })]);
    const report = await importValues(database, [
      tag("b", { id: deriveNodeId("tag", "a"), name: "1" }),
      tag("c", { id: deriveNodeId("tag", "b"), name: "2" }),
    ]);
    expect(report.problems).toEqual([]);
    expect(await database.source.query("SELECT slug, name FROM tag ORDER BY slug")).toEqual([
      { slug: "b", name: "1" },
      { slug: "c", name: "2" },
    ]);
  });

  test("slugs that change places are refused", async () => {
    await importValues(database, [tag("a"), tag("b")]);
    const before = await dumpTables(database);
    const report = await importValues(database, [
      tag("b", { id: deriveNodeId("tag", "a") }),
      tag("a", { id: deriveNodeId("tag", "b") }),
    ]);
    expect(report.problems).toMatchObject([{ code: "SLUG_TAKEN" }, { code: "SLUG_TAKEN" }]);
    expect(await dumpTables(database)).toEqual(before);
  });

  describe("a dry run", () => {
    test("reports the same and writes nothing", async () => {
      await importValues(database, [tag("a"), post("one")]);
      const before = await dumpTables(database);
      const nodes = [
        tag("a", { kind: "CONDITION" }),
        tag("b"),
        post("one", {
          blocks: [related({ title: "Title of two" }), related({ title: "Never" }), text("New.")],
        }),
        post("two"),
        post("three", { tags: ["gone"] }),
      ];
      const dry = await importValues(database, nodes, { isDryRun: true });
      expect(await dumpTables(database)).toEqual(before);
      const real = await importValues(database, nodes);
      expect(real).toEqual({ ...dry, isRolledBack: false });
      expect(dry).toMatchObject({ isRolledBack: true, problemCount: 1, unresolvedCount: 1 });
      expect(dry.changed).toHaveLength(4);
    });
  });

  describe("all or nothing", () => {
    test("leaves everything as it was when there is a problem", async () => {
      const before = await dumpTables(database);
      const report = await importValues(database, [tag("a"), tag("b", { parent: "gone" })], {
        isAllOrNothing: true,
      });
      expect(report.isRolledBack).toBe(true);
      expect(await dumpTables(database)).toEqual(before);
    });

    test("writes when there is none", async () => {
      const report = await importValues(database, [tag("a")], { isAllOrNothing: true });
      expect(report.isRolledBack).toBe(false);
      expect(await database.source.query("SELECT slug FROM tag")).toEqual([{ slug: "a" }]);
    });
  });

  test("long lists of a report are cut, its counts are not", async () => {
    const bad = Array.from({ length: 1_200 }, (_, index) =>
      tag(`tag-${index}`, { kind: index % 2 === 0 ? "TOPIC" : "X" }),
    );
    const report = await importValues(database, [
      ...bad,
      ...bad.map((value) => ({ ...value, slug: `${value.slug}-b` })),
      ...bad.map((value) => ({ ...value, slug: `${value.slug}-c` })),
    ]);
    expect(report.problemCount).toBe(1_800);
    expect(report.problems).toHaveLength(1_000);
    expect(report.counts.get("tag")).toMatchObject({ created: 1_800 });
    expect(report.changed).toHaveLength(1_000);
  });
});

// How a database is made full or read-only is the engine's; PostgreSQL's ways are in tests/database/postgres.
describeOn("SQLite", "import content", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });

  afterEach(() => database.close());

  describe("a database that cannot be written", () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      post(`post-${index}`, { blocks: [text("Words. ".repeat(500))] }),
    );

    test("because the disk is full ends the import with the reason, and nothing is half written", async () => {
      await importValues(database, [tag("before")]);
      const before = await dumpTables(database);
      const [{ page_count: pages }] = await database.source.query("PRAGMA page_count");
      await database.source.query(`PRAGMA max_page_count = ${pages + 40}`);
      await expect(importValues(database, many)).rejects.toThrow(
        /database is as it was before: the disk is full; make room and try again/,
      );
      expect(await dumpTables(database)).toEqual(before);
      expect((await diagnose(database)).faults).toEqual([]);
      await database.source.query("PRAGMA max_page_count = 1073741823");
      expect((await importValues(database, many)).counts.get("post")).toMatchObject({ created: 300 });
      expect((await diagnose(database)).faults).toEqual([]);
    });

    test("because it is read-only ends the import with the reason", async () => {
      await database.source.query("PRAGMA query_only = ON");
      await expect(importValues(database, [tag("a")])).rejects.toThrow(/read-only/);
      await database.source.query("PRAGMA query_only = OFF");
      expect(await database.source.query("SELECT * FROM tag")).toEqual([]);
    });
  });
});
