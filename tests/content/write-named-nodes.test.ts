import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import sql, { raw } from "sql-template-tag";
import { deriveNodeId } from "../../src/graph/node-id.js";
import {
  author,
  clinic,
  dumpTables,
  expert,
  importValues,
  listWrites,
  readChangeLog,
  region,
  tag,
} from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { query } from "../support/query.js";

describeEachDatabase("write named nodes", (engine) => {
  /** A truth value as the driver gives it. */
  const stored = (value: boolean) => (engine === "SQLite" ? Number(value) : value);

  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });

  afterEach(() => database.close());

  const everyNoun = [
    region("us", { name: "United States" }),
    region("pa", { name: "Pennsylvania", parent: "us" }),
    tag("therapy", { kind: "TREATMENT", synonyms: ["treatment", "care"] }),
    tag("talking", { parent: "therapy" }),
    clinic("harbor", {
      name: "Härbor Clinic",
      tagline: "At the sea",
      website: "https://harbor.example/",
      city: "Philadelphia",
      latitude: 39.95,
      longitude: -75.16,
      region: "pa",
      telehealth: true,
      treatments: ["talking", "therapy"],
    }),
    expert("ada", {
      name: "Ada Lark",
      honorific: "Dr.",
      credentials: ["MD", "MPH"],
      title: "Director",
      bio: "Writes *plainly*.",
      clinic: "harbor",
    }),
    author("staff", { kind: "ORGANIZATION", bio: "The staff." }),
  ];

  async function readOne(table: string, slug: string): Promise<Record<string, unknown>> {
    const [row] = await query(database, sql`SELECT * FROM ${raw(table)} WHERE slug = ${slug}`);
    return row ?? {};
  }

  describe("a new node", () => {
    test("is stored with everything that its input says", async () => {
      const report = await importValues(database, everyNoun);
      expect(report.problems).toEqual([]);
      const pa = await readOne("region", "pa");
      expect(await readOne("clinic", "harbor")).toMatchObject({
        id: deriveNodeId("clinic", "harbor"),
        name_key: "harbor clinic",
        tagline: "At the sea",
        website: "https://harbor.example/",
        city: "Philadelphia",
        latitude: 39.95,
        longitude: -75.16,
        telehealth: stored(true),
        region_row_id: pa.row_id,
      });
      expect(await readOne("expert", "ada")).toMatchObject({
        id: deriveNodeId("expert", "ada"),
        honorific: "Dr.",
        credentials: '["MD","MPH"]',
        bio_markdown: "Writes *plainly*.",
        bio_html: "<p>Writes <em>plainly</em>.</p>",
        bio_text: "Writes plainly.",
      });
      expect(await readOne("tag", "therapy")).toMatchObject({
        synonyms: '["treatment","care"]',
        kind: "TREATMENT",
      });
      expect(await readOne("author", "staff")).toMatchObject({
        kind: "ORGANIZATION",
        bio_text: "The staff.",
      });
      expect(await readChangeLog(database)).toEqual([
        "CREATED region",
        "CREATED region",
        "CREATED tag",
        "CREATED tag",
        "CREATED clinic",
        "CREATED expert",
        "CREATED author",
      ]);
    });
  });

  describe("the same node again", () => {
    test("is written by no statement", async () => {
      await importValues(database, everyNoun);
      const before = await dumpTables(database);
      database.statements.length = 0;
      const report = await importValues(database, everyNoun, { now: "2027-01-01T00:00:00.000Z" });
      expect(listWrites(database.statements)).toEqual([]);
      expect(await dumpTables(database)).toEqual(before);
      expect(report.changed).toEqual([]);
      expect(report.counts.get("region")).toEqual({ created: 0, updated: 0, unchanged: 2, deleted: 0 });
    });
  });

  describe("a node that differs", () => {
    test.each([
      ["clinic", clinic("harbor", { ...everyNoun[4], telehealth: false })],
      ["clinic", clinic("harbor", { ...everyNoun[4], treatments: ["talking"] })],
      ["clinic", clinic("harbor", { ...everyNoun[4], latitude: undefined, longitude: undefined })],
      ["expert", expert("ada", { ...everyNoun[5], credentials: ["MD"] })],
      ["expert", expert("ada", { ...everyNoun[5], bio: undefined })],
      ["tag", tag("therapy", { kind: "TREATMENT", synonyms: ["care", "treatment"] })],
      ["author", author("staff", { kind: "PERSON", bio: "The staff." })],
      ["region", region("pa", { name: "Penn", parent: "us" })],
    ])("of type %s is updated once and keeps its id", async (noun, input) => {
      await importValues(database, everyNoun);
      const before = await readOne(noun, input.slug);
      database.statements.length = 0;
      const report = await importValues(database, [input]);
      expect(report.changed).toMatchObject([{ noun, slug: input.slug, id: before.id, change: "updated" }]);
      expect((await readChangeLog(database)).slice(7)).toEqual([`UPDATED ${noun}`]);
      expect((await importValues(database, [input])).changed).toEqual([]);
    });

    test("loses what its input says no more", async () => {
      await importValues(database, everyNoun);
      await importValues(database, [clinic("harbor")]);
      expect(await readOne("clinic", "harbor")).toMatchObject({
        tagline: null,
        latitude: null,
        telehealth: stored(false),
        region_row_id: null,
      });
      expect(await database.source.query("SELECT * FROM clinic_treatment")).toEqual([]);
    });
  });

  describe("ids and slugs", () => {
    test("an id in the input is taken at creation", async () => {
      const id = deriveNodeId("tag", "elsewhere", 7);
      await importValues(database, [tag("calm", { id })]);
      expect(await readOne("tag", "calm")).toMatchObject({ id });
    });

    test("a node is renamed by its id", async () => {
      await importValues(database, [tag("old")]);
      const { id } = await readOne("tag", "old");
      const report = await importValues(database, [tag("new", { id, name: "old" })]);
      expect(report.changed).toMatchObject([{ slug: "new", id, change: "updated" }]);
      expect(await database.source.query("SELECT slug, id FROM tag")).toEqual([{ slug: "new", id }]);
    });

    test("a slug that is free again and reused gets a fresh id", async () => {
      await importValues(database, [tag("calm")]);
      const { id } = await readOne("tag", "calm");
      await importValues(database, [tag("quiet", { id })]);
      await importValues(database, [tag("calm")]);
      expect((await readOne("tag", "calm")).id).toBe(deriveNodeId("tag", "calm", 1));
      expect((await readOne("tag", "quiet")).id).toBe(id);
    });

    test("a slug that another node has is taken", async () => {
      await importValues(database, [tag("one"), tag("two")]);
      const { id } = await readOne("tag", "one");
      const before = await dumpTables(database);
      const report = await importValues(database, [tag("two", { id, kind: "CONDITION" })]);
      expect(report.problems).toMatchObject([{ code: "SLUG_TAKEN", field: "slug", line: 1 }]);
      expect(await dumpTables(database)).toEqual(before);
    });

    test("a slug whose node has another id is refused", async () => {
      await importValues(database, [tag("one")]);
      const report = await importValues(database, [tag("one", { id: deriveNodeId("tag", "other") })]);
      expect(report.problems).toMatchObject([{ code: "ID_TAKEN", field: "id" }]);
      expect(report.problems[0]?.message).toContain(deriveNodeId("tag", "one"));
    });

    test("an id of another noun is refused", async () => {
      const report = await importValues(database, [tag("one", { id: deriveNodeId("expert", "one") })]);
      expect(report.problems).toMatchObject([{ code: "FIELD_INVALID", field: "id" }]);
    });
  });
});
