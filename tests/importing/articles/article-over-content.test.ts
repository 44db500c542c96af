import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { importContent } from "../../../src/importing/import-content.js";
import { openPath } from "../../../src/importing/open-source.js";
import { clinic, dumpTables, expert, importValues, post, tag } from "../../support/content.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";

describeEachDatabase("article over content", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });

  afterEach(() => database.close());

  const page = [
    "Why Slow Mornings Help With Worry, A Clinician Says",
    "Why Slow Mornings Help With Worry, A Clinician Says",
    "Mornings are loud for people who worry.",
    "Dr. Mirela Țurcanu, MD, MPH, Medical Director – Saltmarsh House",
    "“Worry wakes before you do.”",
  ].join("\n\n");

  async function importPage(content: string) {
    const path = join(database.folder, "page.txt");
    await writeFile(path, content);
    return await importContent({
      database,
      open: (manager) => openPath(manager, path, "article"),
      now: "2026-01-01T00:00:00.000Z",
      isAllOrNothing: true,
    });
  }

  describe("a name that several have", () => {
    const speaker = async () => {
      const query = "SELECT expert.slug FROM contribution JOIN expert ON expert.row_id = expert_row_id";
      const [row] = await database.source.query(query);
      return row.slug;
    };
    const namesakes = (mine: Record<string, unknown>, other: Record<string, unknown>) => [
      clinic("saltmarsh-house", { name: "Saltmarsh House" }),
      clinic("elsewhere", { name: "Elsewhere" }),
      expert("b-mine", { name: "Mirela Țurcanu", ...mine }),
      expert("a-other", { name: "Mirela Turcanu", ...other }),
      expert("c-other", { name: "Mirela Turcanu", ...other }),
    ];

    test("means the expert of the printed clinic", async () => {
      await importValues(
        database,
        namesakes({ clinic: "saltmarsh-house" }, { clinic: "elsewhere", credentials: ["MD", "MPH"] }),
      );
      expect((await importPage(page)).problems).toEqual([]);
      expect(await speaker()).toBe("b-mine");
    });

    test("means the expert of the printed credentials where no clinic tells", async () => {
      await importValues(database, namesakes({ credentials: ["MD", "MPH"] }, { credentials: ["RN"] }));
      expect((await importPage(page)).problems).toEqual([]);
      expect(await speaker()).toBe("b-mine");
    });

    test("is a problem where nothing printed tells them apart, and nothing is written", async () => {
      await importValues(database, namesakes({}, {}));
      const before = await dumpTables(database);
      const { problems } = await importPage(page);
      expect(problems).toMatchObject([{ code: "REFERENCE_AMBIGUOUS", line: expect.any(Number) }]);
      expect(problems[0]?.message).toContain("can mean experts a-other, b-mine, c-other");
      expect(await dumpTables(database)).toEqual(before);
    });
  });

  test("a new expert who speaks twice, once without a clinic, is one expert", async () => {
    const twice = `${page}\n\nDr. Mirela Țurcanu, MD, MPH\n\n“And it goes to bed late.”`;
    expect((await importPage(twice)).problems).toEqual([]);
    expect(await database.source.query("SELECT slug FROM expert")).toEqual([{ slug: "mirela-turcanu" }]);
    expect(await database.source.query("SELECT position FROM contribution")).toHaveLength(2);
    expect((await importPage(twice)).changed).toEqual([]);
  });

  test("what a post rests on stays, for a page does not say it", async () => {
    const title = "Why Slow Mornings Help With Worry, A Clinician Says";
    await importValues(database, [
      expert("ada", { credentials: ["MD"] }),
      post("slow", {
        title,
        sources: [{ title: "A study", authors: ["A"], year: 2020, doi: "10.1000/1" }, { title: "Another" }],
        corrections: [{ correctedOn: "2024-02-02", markdown: "Not *ten*." }],
        medicalReview: { expert: "ada", reviewedOn: "2025-01-01", nextDue: "2026-01-01" },
      }),
    ]);
    await importValues(database, [expert("ada", { name: "Ada Lark" })]);
    const read = async () => {
      const { source, correction, medical_review } = await dumpTables(database);
      return { source, correction, medical_review };
    };
    const before = await read();
    const report = await importPage(page);
    expect(report.problems).toEqual([]);
    expect(report.changed).toContainEqual(expect.objectContaining({ slug: "slow", change: "updated" }));
    expect(report.counts.get("source")).toMatchObject({ unchanged: 2, deleted: 0 });
    expect(await read()).toEqual(before);
  });

  test("tags that an article loses are told", async () => {
    await importPage(page);
    await importValues(database, [tag("gardens")]);
    await database.source.query(
      "INSERT INTO post_tag (post_row_id, tag_row_id) SELECT post.row_id, tag.row_id FROM post, tag",
    );
    expect((await importPage(page)).article?.removedTags).toEqual(["gardens"]);
  });
});
