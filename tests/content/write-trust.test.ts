import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { deriveNodeId } from "../../src/graph/node-id.js";
import {
  clinic,
  dumpTables,
  expert,
  importValues,
  listWrites,
  post,
  readChangeLog,
} from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

const trial = {
  title: "A trial of rest",
  authors: ["A. Author", "B. Author"],
  publisher: "Journal of Rest",
  year: 2019,
  doi: "10.1000/REST.1",
  url: "https://example.org/rest",
};
const guideline = { title: "How to rest: a guideline" };
const review = { expert: "ada", reviewedOn: "2025-06-01", nextDue: "2026-06-01" };

const hostileMarkdown = [
  "We said **ten**; it is *two*. <script>alert(1)</script>",
  '<form action="/x"><input></form>',
  "![x](data:image/svg+xml;base64,PHN2Zz4=)",
  "[press](javascript:alert(1))",
].join("\n\n");

describeEachDatabase("write what a post rests on", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
    await importValues(database, [
      clinic("harbor", { name: "Harbor Clinic" }),
      expert("ada", { name: "Ada Lark", honorific: "Dr.", credentials: ["MD"], clinic: "harbor" }),
      expert("ben", { name: "Ben Reed" }),
    ]);
    await database.source.query("DELETE FROM change_log");
  });

  afterEach(() => database.close());

  const later = "2026-05-05T05:05:05.000Z";

  const run = (statement: string) => database.source.query(statement);

  const write = (more: Record<string, unknown>, options: { now?: string } = {}) =>
    importValues(database, [post("rest", more)], options);

  const rich = {
    sources: [trial, guideline],
    corrections: [{ correctedOn: "2024-02-02", markdown: "Not *ten*." }],
    medicalReview: review,
  };

  test("it is stored, logged, and counted as parts of the post", async () => {
    const report = await write(rich);
    expect(report.problems).toEqual([]);
    expect(
      await run("SELECT position, title, authors, publisher, year, doi, url FROM source ORDER BY 1"),
    ).toEqual([
      { position: 1, ...trial, authors: '["A. Author","B. Author"]', doi: "10.1000/rest.1" },
      { position: 2, ...guideline, authors: "[]", publisher: null, year: null, doi: null, url: null },
    ]);
    expect(await run("SELECT corrected_on, body_html, body_text FROM correction")).toEqual([
      { corrected_on: "2024-02-02", body_html: "<p>Not <em>ten</em>.</p>", body_text: "Not ten." },
    ]);
    expect(await readChangeLog(database)).toEqual([
      "CREATED post",
      "CREATED source",
      "CREATED source",
      "CREATED correction",
    ]);
    expect(report.counts.get("source")).toMatchObject({ created: 2 });
    expect(report.counts.get("correction")).toMatchObject({ created: 1 });
    const [{ id }] = await run("SELECT id FROM source WHERE position = 2");
    expect(id).toBe(deriveNodeId("source", `${deriveNodeId("post", "rest")}/how to rest a guideline/1`));
  });

  test("the same again writes nothing", async () => {
    await write(rich);
    const before = await dumpTables(database);
    database.statements.length = 0;
    const report = await write(rich, { now: later });
    expect(listWrites(database.statements)).toEqual([]);
    expect(await dumpTables(database)).toEqual(before);
    expect(report.counts.get("source")).toMatchObject({ unchanged: 2 });
    expect(report.counts.get("correction")).toMatchObject({ unchanged: 1 });
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ["a source", { sources: [trial, { ...guideline, year: 2020 }] }, ["UPDATED source"]],
    ["no source", { sources: [] }, ["DELETED source", "DELETED source"]],
    [
      "another correction",
      { corrections: [...rich.corrections, { correctedOn: "2024-03-03", markdown: "No." }] },
      ["CREATED correction"],
    ],
    ["the review", { medicalReview: { ...review, nextDue: "2027-01-01" } }, []],
    ["no review", { medicalReview: undefined }, []],
  ])("%s is a change of the post", async (_what, change, parts) => {
    await write(rich);
    await run("DELETE FROM change_log");
    await write({ ...rich, ...change }, { now: later });
    expect(await readChangeLog(database)).toEqual(["UPDATED post", ...parts]);
    expect(await run("SELECT updated_at FROM post")).toEqual([{ updated_at: later }]);
    expect((await write({ ...rich, ...change })).changed).toEqual([]);
  });

  describe("a source keeps its id", () => {
    const readIds = async () => {
      const rows: { id: string }[] = await run("SELECT id FROM source ORDER BY position");
      return rows.map(({ id }) => id);
    };

    test.each<[string, Record<string, unknown>]>([
      ["title, by its DOI", { title: "A trial", url: undefined }],
      ["title and DOI, by its address", { title: "A trial", doi: "10.1000/2" }],
      ["all but its title", { title: "A trial of rest!", doi: undefined, url: "https://example.org/2" }],
    ])("when it is put right in %s", async (_what, change) => {
      await write(rich);
      const ids = await readIds();
      expect((await write({ ...rich, sources: [{ ...trial, ...change }, guideline] })).problems).toEqual([]);
      expect(await readIds()).toEqual(ids);
    });

    test("when others come before it", async () => {
      await write(rich);
      const [first, second] = await readIds();
      await write({ ...rich, sources: [guideline, { title: "New" }, trial] });
      const after = await readIds();
      expect([after[0], after[2]]).toEqual([second, first]);
    });

    test("which no other source may take", async () => {
      await write(rich);
      const [id] = await readIds();
      const report = await importValues(database, [post("other", { sources: [{ ...guideline, id }] })]);
      expect(report.problems).toEqual([expect.objectContaining({ field: "sources.0.id", code: "ID_TAKEN" })]);
    });
  });

  describe("who reviewed a post", () => {
    async function readReview() {
      const [row] = await run(
        `SELECT reviewer_honorific AS honorific, reviewer_name AS name, reviewer_credentials AS credentials,
          reviewer_clinic_name AS clinic, expert.slug AS expert, overdue_from AS due
         FROM medical_review LEFT JOIN expert ON expert.row_id = expert_row_id`,
      );
      return row;
    }

    const profile = {
      honorific: "Dr.",
      name: "Ada Lark",
      credentials: '["MD"]',
      clinic: "Harbor Clinic",
      expert: "ada",
      due: "2026-06-02T00:00:00.000Z",
    };

    test("is printed as in the profile of that moment, and stays so", async () => {
      await write(rich);
      expect(await readReview()).toEqual(profile);
      await importValues(database, [expert("ada", { name: "Ada Lark-Moss" })]);
      expect((await write({ ...rich, excerpt: "More." })).problems).toEqual([]);
      expect(await readReview()).toEqual(profile);
    });

    test("is printed anew when the post is reviewed anew", async () => {
      await write(rich);
      await importValues(database, [expert("ada", { name: "Ada Lark-Moss" })]);
      await write({ ...rich, medicalReview: { expert: "ada", reviewedOn: "2025-07-01" } });
      expect(await readReview()).toMatchObject({ name: "Ada Lark-Moss", clinic: null, due: null });
      await write({ ...rich, medicalReview: { expert: "ben", reviewedOn: "2025-07-01" } });
      expect(await readReview()).toMatchObject({ name: "Ben Reed", expert: "ben" });
    });

    test("is printed as given, and need not be in the graph", async () => {
      const attribution = { name: "Cy Doe", credentials: ["DO"], clinic: "Elsewhere" };
      await write({ medicalReview: { attribution, reviewedOn: "2025-06-01" } });
      expect(await readReview()).toEqual({
        honorific: null,
        name: "Cy Doe",
        credentials: '["DO"]',
        clinic: "Elsewhere",
        expert: null,
        due: null,
      });
    });

    test("may come later than the post", async () => {
      const reviewed = post("early", { medicalReview: { ...review, expert: "eve" } });
      const report = await importValues(database, [reviewed, expert("eve", { name: "Eve Hall" })]);
      expect(report.problems).toEqual([]);
      expect(await readReview()).toMatchObject({ name: "Eve Hall", expert: "eve" });
    });

    test("must be somebody", async () => {
      const report = await write({ medicalReview: { ...review, expert: "nobody" } });
      expect(report.problems).toEqual([
        expect.objectContaining({ field: "medicalReview.expert", code: "REFERENCE_MISSING" }),
      ]);
    });
  });

  test("prose of corrections is sanitised", async () => {
    await write({ corrections: [{ correctedOn: "2024-02-02", markdown: hostileMarkdown }] });
    const [{ html }] = await run("SELECT body_html AS html FROM correction");
    expect(html).toContain("<strong>ten</strong>");
    expect(html).not.toMatch(/<script|<form|<input|data:|javascript:/);
  });

  const source = (more: Record<string, unknown>) => ({ sources: [{ title: "T", ...more }] });
  const correction = (more: Record<string, unknown>) => ({
    corrections: [{ correctedOn: "2024-02-02", markdown: "M", ...more }],
  });

  test.each<[Record<string, unknown>, string, RegExp]>([
    [source({ url: "javascript:alert(1)" }), "sources.0.url", /http or https/],
    [source({ url: "data:text/html,x" }), "sources.0.url", /http or https/],
    [source({ url: "  JavaScript:alert(1)" }), "sources.0.url", /http or https/],
    [source({ url: "https://example.org/\0" }), "sources.0.url", /control characters/],
    [source({ title: "" }), "sources.0.title", /./],
    [source({ title: "x".repeat(10_000) }), "sources.0.title", /500/],
    [source({ title: "a\nb" }), "sources.0.title", /control characters/],
    [source({ title: "\ud800" }), "sources.0.title", /surrogate/],
    [source({ authors: Array(101).fill("A") }), "sources.0.authors", /100/],
    [source({ year: 99 }), "sources.0.year", /1000/],
    [source({ year: "2019" }), "sources.0.year", /number/],
    [source({ doi: "https://doi.org/10.1000/1" }), "sources.0.doi", /a DOI like 10\.1000\/182/],
    [source({ doi: "10.1000/a b" }), "sources.0.doi", /a DOI like/],
    [source({ isbn: "1" }), "sources.0", /unknown: isbn/],
    [{ sources: Array(301).fill({ title: "T" }) }, "sources", /300/],
    [correction({ correctedOn: "2024-02-30" }), "corrections.0.correctedOn", /like 2024-03-05/],
    [correction({ correctedOn: "2024-02-02T00:00:00Z" }), "corrections.0.correctedOn", /like 2024-03-05/],
    [
      correction({ correctedOn: "2026-02-04" }),
      "corrections.0.correctedOn",
      /still to come \(today is 2026-02-03/,
    ],
    [correction({ markdown: "a\0b" }), "corrections.0.markdown", /NUL/],
    [{ medicalReview: { ...review, reviewedOn: "2026-02-04" } }, "medicalReview.reviewedOn", /still to come/],
    [
      { medicalReview: { ...review, nextDue: "2025-05-31" } },
      "medicalReview.nextDue",
      /not be before reviewedOn/,
    ],
    [{ medicalReview: { ...review, nextDue: "9999-12-31" } }, "medicalReview.nextDue", /1900 to 2999/],
    [{ medicalReview: { reviewedOn: "2025-06-01" } }, "medicalReview", /needs expert, attribution or both/],
    [{ medicalReview: { ...review, isOverdue: true } }, "medicalReview", /unknown: isOverdue/],
  ])("refused, and nothing is written: %j", async (more, field, message) => {
    const report = await write(more);
    expect(report.problems).toEqual([
      expect.objectContaining({ field, code: "FIELD_INVALID", message: expect.stringMatching(message) }),
    ]);
    expect(await run("SELECT id FROM post")).toEqual([]);
  });

  test("a review and a correction of the day of the import are taken", async () => {
    const today = "2026-02-03";
    const report = await write({
      medicalReview: { expert: "ada", reviewedOn: today, nextDue: today },
      corrections: [{ correctedOn: today, markdown: "Today." }],
    });
    expect(report.problems).toEqual([]);
  });
});
