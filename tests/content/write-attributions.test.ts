import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { clinic, expert, importValues, post, says } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

describeEachDatabase("write attributions", () => {
  let database: TestDatabase;

  const ada = {
    name: "Ada Lark",
    honorific: "Dr.",
    credentials: ["MD"],
    title: "Director",
    clinic: "harbor",
  };

  beforeEach(async () => {
    database = await openTestDatabase();
    await importValues(database, [
      clinic("harbor", { name: "Harbor Clinic" }),
      clinic("hill", { name: "Hill Practice" }),
      expert("ada", ada),
      expert("ben", { name: "Ben Reed" }),
    ]);
  });

  afterEach(() => database.close());

  const writePost = (more: Record<string, unknown>, who = "ada") =>
    importValues(database, [post("one", { blocks: [says(who, "Words.", more)] })]);

  async function readPrinted(): Promise<Record<string, unknown>> {
    const [row] = await database.source.query(
      `SELECT attribution_honorific AS honorific, attribution_name AS name, attribution_credentials AS credentials,
      attribution_title AS title, attribution_clinic_name AS "clinicName", clinic.slug AS clinic
      FROM contribution LEFT JOIN clinic ON clinic.row_id = contribution.clinic_row_id`,
    );
    return row;
  }

  const profile = {
    honorific: "Dr.",
    name: "Ada Lark",
    credentials: '["MD"]',
    title: "Director",
    clinicName: "Harbor Clinic",
    clinic: "harbor",
  };

  test("without one, a new contribution takes the expert's profile", async () => {
    await writePost({});
    expect(await readPrinted()).toEqual(profile);
  });

  test("it does not change when the profile does", async () => {
    await writePost({});
    await importValues(database, [
      expert("ada", { name: "Ada Lark-Moss", credentials: ["MD", "PhD"], title: "Retired", clinic: "hill" }),
      clinic("harbor", { name: "Harbor Health" }),
    ]);
    const report = await writePost({});
    expect(report.changed).toEqual([]);
    expect(await readPrinted()).toEqual(profile);
  });

  test("as given, it is printed even where the profile differs", async () => {
    await writePost({
      attribution: { name: "A. Lark", credentials: ["DNP", "RN"], clinic: "Hill Practice" },
    });
    expect(await readPrinted()).toEqual({
      honorific: null,
      name: "A. Lark",
      credentials: '["DNP","RN"]',
      title: null,
      clinicName: "Hill Practice",
      clinic: "hill",
    });
  });

  test.each([
    ["the expert's own clinic", { clinic: "HARBOR clinic" }, "harbor"],
    ["another clinic by its name", { clinic: "Hill Practice" }, "hill"],
    ["no clinic that is known", { clinic: "Elsewhere" }, null],
    ["no clinic at all", {}, null],
  ])("names %s", async (_what, given, slug) => {
    await writePost({ attribution: { name: "Ada", credentials: [], ...given } });
    expect((await readPrinted()).clinic).toBe(slug);
  });

  test("keeps its clinic when that is renamed and the post is imported again", async () => {
    const given = { attribution: { name: "Ada", clinic: "Hill Practice" } };
    await writePost(given);
    await importValues(database, [clinic("hill", { name: "Hill Health" })]);
    expect((await writePost(given)).changed).toEqual([]);
    expect(await readPrinted()).toMatchObject({ clinicName: "Hill Practice", clinic: "hill" });
  });

  test("finds a clinic that has come since", async () => {
    const given = { attribution: { name: "Ada", clinic: "Elsewhere" } };
    await writePost(given);
    await importValues(database, [clinic("elsewhere", { name: "Elsewhere" })]);
    await writePost(given);
    expect((await readPrinted()).clinic).toBe("elsewhere");
  });

  test.each([
    ["a clinic", { clinic: "hill" }, { clinicName: "Hill Practice", clinic: "hill" }],
    ["none", { clinic: null }, { clinicName: null, clinic: null }],
  ])("takes %s that the input names beside it", async (_what, given, printed) => {
    await writePost(given);
    expect(await readPrinted()).toMatchObject(printed);
  });

  test("belongs to nobody else: another expert in the same place gets a new contribution", async () => {
    await writePost({});
    const [before] = await database.source.query("SELECT id FROM contribution");
    await writePost({}, "ben");
    const [after] = await database.source.query("SELECT id FROM contribution");
    expect(after.id).not.toBe(before.id);
    expect(await readPrinted()).toMatchObject({ name: "Ben Reed", clinicName: null });
  });
});
