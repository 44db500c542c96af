import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { dumpTables, importValues, tag } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

describeEachDatabase("a tag's synonym", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });

  afterEach(() => database.close());

  const readSynonyms = async () => {
    const rows: { slug: string; synonyms: string }[] = await database.source.query(
      "SELECT slug, synonyms FROM tag ORDER BY slug",
    );
    return Object.fromEntries(rows.map(({ slug, synonyms }) => [slug, JSON.parse(synonyms)]));
  };
  const anxiety = (...synonyms: string[]) => tag("anxiety", { name: "Anxiety", synonyms });
  const worry = (...synonyms: string[]) => tag("worry", { name: "Worry", synonyms });

  test.each([
    ["another tag's synonym", "GAD", "a synonym"],
    ["another spelling of it", "g.a.d.", "a synonym"],
    ["another tag's name", "anxiety", "the name"],
  ])("is refused where it is %s, whatever was stored before", async (_what, synonym, bearer) => {
    await importValues(database, [anxiety("Nerves", "GAD", "G A D")]);
    const before = await dumpTables(database);
    const report = await importValues(database, [worry("Concern", synonym)]);
    expect(report.problems).toMatchObject([{ line: 1, field: "synonyms.1", code: "SYNONYM_TAKEN" }]);
    expect(report.problems[0]?.message).toBe(
      `“${synonym}” is ${bearer} of the tag anxiety already; a synonym leads to one tag, so remove it from one of the two`,
    );
    expect(await dumpTables(database)).toEqual(before);
  });

  test("is refused where both tags are new, of which the first is written", async () => {
    const report = await importValues(database, [anxiety("GAD"), worry("GAD")]);
    expect(report.problems).toMatchObject([{ line: 2, field: "synonyms.0", code: "SYNONYM_TAKEN" }]);
    expect(await readSynonyms()).toEqual({ anxiety: ["GAD"] });
  });

  test("cannot become the name of another tag", async () => {
    await importValues(database, [anxiety("Worry")]);
    const report = await importValues(database, [worry()]);
    expect(report.problems).toMatchObject([{ field: "name", code: "SYNONYM_TAKEN" }]);
    expect(report.problems[0]?.message).toBe(
      "“Worry” is a synonym of the tag anxiety; remove it there, or choose another name",
    );
  });

  test("may be the tag's own name, may be given twice, and the same again changes nothing", async () => {
    const input = anxiety("Anxiety", "GAD", "GAD");
    expect((await importValues(database, [input])).problems).toEqual([]);
    expect(await importValues(database, [input])).toMatchObject({ problems: [], changed: [] });
  });

  test.each([
    ["before the one that gives it up", (one: object, other: object) => [other, one]],
    ["after the one that gives it up", (one: object, other: object) => [one, other]],
  ])("moves to another tag that is imported %s", async (_when, order) => {
    await importValues(database, [anxiety("GAD"), worry()]);
    const report = await importValues(database, order(anxiety(), worry("GAD")) as never);
    expect(report.problems).toEqual([]);
    expect(await readSynonyms()).toEqual({ anxiety: [], worry: ["GAD"] });
  });

  test("may be that of a tag under another name before", async () => {
    await importValues(database, [tag("calm", { name: "Calm" })]);
    const report = await importValues(database, [tag("calm", { name: "Peace" }), worry("Calm")]);
    expect(report.problems).toEqual([]);
  });

  test("is free for nobody where tags share a name", async () => {
    const sameNames = [tag("sleep", { name: "Sleep" }), tag("sleep-topic", { name: "sleep" })];
    expect((await importValues(database, sameNames)).problems).toEqual([]);
    const report = await importValues(database, [tag("sleep", { name: "Sleep", synonyms: ["SLEEP"] })]);
    expect(report.problems).toMatchObject([{ code: "SYNONYM_TAKEN", field: "synonyms.0" }]);
  });
});
