import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { importContent } from "../../../src/importing/import-content.js";
import { openPath } from "../../../src/importing/open-source.js";
import {
  author,
  clinic,
  dumpTables,
  expert,
  importValues,
  listWrites,
  post,
  related,
  tag,
} from "../../support/content.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";

const title = "Why Slow Mornings Help With Worry, Clinicians Say";

/** A page as it is copied; the parts can be told apart by the tests that change them. */
const page = {
  intro: ["Mornings are loud for people who worry. Slow ones are rarer, and they can be learned."],
  one: [
    "Dr. Mirela Țurcanu, MD, MPH, Medical Director – Saltmarsh House – Care By The Sea",
    "“Worry wakes before you do. Leave the telephone in the hall.",
    "Worry goes when it is not fed.”",
  ],
  related: ["RELATED: How To Sleep When The Street Does Not"],
  two: [
    "Pim van der Aa-Jansen, PA-C – Saltmarsh House",
    "Ten quiet minutes are enough for worry to lose its turn.",
  ],
  close: [
    "Where To Start",
    "Begin tomorrow, and begin small. A worry that waits until noon is a smaller one.",
  ],
  byline: [
    "The Quiet Desk Editorial Staff",
    "The Quiet Desk Editorial Staff",
    "View all posts by The Quiet Desk Editorial Staff",
    "The staff of The Quiet Desk has written about rest for a decade.",
  ],
  furniture: ["Related Posts", "Leave a Reply", "Required fields are marked *"],
};

type Page = { [part in keyof typeof page]: string[] };

describeEachDatabase("article import", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });

  afterEach(() => database.close());

  const toText = (parts: Page) => [title, title, ...Object.values(parts).flat()].join("\n\n");

  async function importPage(text: string, { name = "why-slow-mornings.txt", isDryRun = false } = {}) {
    const path = join(database.folder, name);
    await writeFile(path, text);
    return await importContent({
      database,
      open: (manager) => openPath(manager, path, "article"),
      now: "2026-01-01T00:00:00.000Z",
      isAllOrNothing: true,
      isDryRun,
    });
  }

  const readAll = (query: string): Promise<Record<string, unknown>[]> => database.source.query(query);

  const readContributions = () =>
    readAll(
      `SELECT contribution.id, expert.slug AS expert, clinic.slug AS clinic, contribution.kind, body_text AS text,
      attribution_name AS name, attribution_credentials AS credentials
      FROM contribution JOIN expert ON expert.row_id = expert_row_id LEFT JOIN clinic ON clinic.row_id = contribution.clinic_row_id
      ORDER BY post_row_id, position`,
    );

  describe("an article", () => {
    test("becomes a post, its people and its clinics", async () => {
      const report = await importPage(toText(page));
      expect(report.problems).toEqual([]);
      expect(report.changed.map(({ noun, slug }) => `${noun} ${slug}`)).toEqual([
        "clinic saltmarsh-house",
        "expert mirela-turcanu",
        "expert pim-van-der-aa-jansen",
        "author the-quiet-desk-editorial-staff",
        "post why-slow-mornings",
      ]);
      expect(await readAll("SELECT name, tagline FROM clinic")).toEqual([
        { name: "Saltmarsh House", tagline: "Care By The Sea" },
      ]);
      expect(await readAll("SELECT name, honorific, credentials, title FROM expert ORDER BY row_id")).toEqual(
        [
          {
            name: "Mirela Țurcanu",
            honorific: "Dr.",
            credentials: '["MD","MPH"]',
            title: "Medical Director",
          },
          { name: "Pim van der Aa-Jansen", honorific: null, credentials: '["PA-C"]', title: null },
        ],
      );
      expect(await readContributions()).toMatchObject([
        {
          kind: "QUOTE",
          clinic: "saltmarsh-house",
          text: "Worry wakes before you do. Leave the telephone in the hall.\n\nWorry goes when it is not fed.",
        },
        { kind: "STATEMENT", clinic: "saltmarsh-house", credentials: '["PA-C"]' },
      ]);
      const [row] = await readAll(
        "SELECT post.*, author.kind AS signed FROM post JOIN author ON author.row_id = author_row_id",
      );
      expect(row).toMatchObject({
        title,
        status: "PUBLISHED",
        published_at: "2026-01-01T00:00:00.000Z",
        signed: "ORGANIZATION",
      });
      expect(report.unresolvedLinks).toEqual([
        { post: "why-slow-mornings", title: "How To Sleep When The Street Does Not" },
      ]);
      expect(report.article?.droppedCount).toBeGreaterThan(3);
      expect(report.article?.isVocabularyEmpty).toBe(true);
    });

    test("imported twice changes nothing", async () => {
      await importPage(toText(page));
      const before = await dumpTables(database);
      database.statements.length = 0;
      const report = await importPage(toText(page));
      expect(report.changed).toEqual([]);
      expect(listWrites(database.statements)).toEqual([]);
      expect(await dumpTables(database)).toEqual(before);
      expect(report.article?.linked.map(({ noun, slug }) => `${noun} ${slug}`)).toEqual([
        "clinic saltmarsh-house",
        "expert mirela-turcanu",
        "expert pim-van-der-aa-jansen",
        "author the-quiet-desk-editorial-staff",
      ]);
    });

    test("is tried out without writing, with the same report", async () => {
      await importValues(database, [tag("worry", { name: "Worry" })]);
      const before = await dumpTables(database);
      const dry = await importPage(toText(page), { isDryRun: true });
      expect(await dumpTables(database)).toEqual(before);
      expect(await importPage(toText(page))).toEqual({ ...dry, isRolledBack: false });
    });

    test("that was edited updates its post in place", async () => {
      await importPage(toText(page));
      const [first, second] = await readContributions();
      const [row] = await readAll("SELECT id, published_at FROM post");
      const edited = {
        ...page,
        one: [page.one[0] ?? "", "“Only this is left.”"],
        related: [],
        intro: ["A new beginning."],
      };
      const report = await importPage(toText(edited));
      expect(report.problems).toEqual([]);
      expect(await readContributions()).toMatchObject([
        { id: first?.id, text: "Only this is left." },
        { id: second?.id },
      ]);
      expect(await readAll("SELECT id, published_at FROM post")).toEqual([row]);
      expect(await readAll("SELECT * FROM link")).toEqual([]);
      const shorter = { ...edited, one: [] };
      await importPage(toText(shorter));
      expect(await readContributions()).toMatchObject([{ id: second?.id }]);
    });
  });

  describe("who is there already", () => {
    test("is linked by the same name or slug and left alone; what is printed is the attribution", async () => {
      await importValues(database, [
        clinic("saltmarsh", { name: "SALTMARSH House", city: "Elsewhere" }),
        expert("dr-turcanu", {
          name: "Mirela Turcanu",
          credentials: ["DO"],
          title: "Founder",
          bio: "A bio.",
        }),
        expert("pim-van-der-aa-jansen", { name: "Pim v.d. Aa" }),
        author("desk", { name: "The quiet desk, editorial staff", kind: "PERSON" }),
      ]);
      const people = await readAll("SELECT * FROM expert ORDER BY row_id");
      await importPage(toText(page));
      expect(await readAll("SELECT * FROM expert ORDER BY row_id")).toEqual(people);
      expect(await readAll("SELECT CAST(count(*) AS integer) AS clinics FROM clinic")).toEqual([
        { clinics: 1 },
      ]);
      expect(await readContributions()).toMatchObject([
        { expert: "dr-turcanu", clinic: "saltmarsh", name: "Mirela Țurcanu", credentials: '["MD","MPH"]' },
        { expert: "pim-van-der-aa-jansen", clinic: "saltmarsh" },
      ]);
    });

    test("a contributor without a clinic belongs to none in this post", async () => {
      await importValues(database, [
        clinic("home"),
        expert("pim", { name: "Pim van der Aa-Jansen", clinic: "home" }),
      ]);
      const parts = { ...page, two: ["Pim van der Aa-Jansen, PA-C", "Ten quiet minutes are enough."] };
      await importPage(toText(parts));
      expect((await readContributions())[1]).toMatchObject({ expert: "pim", clinic: null });
    });
  });

  describe("the post", () => {
    test("of the same title is the same, whatever the file is called; its status and author stay", async () => {
      await importValues(database, [
        author("someone"),
        post("mornings", {
          title: title.toUpperCase(),
          status: "DRAFT",
          publishedAt: "2020-01-01T00:00:00.000Z",
          author: "someone",
        }),
      ]);
      await importPage(toText({ ...page, byline: [] }), { name: "page.txt" });
      expect(await readAll("SELECT slug, status, published_at FROM post")).toEqual([
        { slug: "mornings", status: "DRAFT", published_at: "2020-01-01T00:00:00.000Z" },
      ]);
      expect(
        await readAll("SELECT author.slug FROM post JOIN author ON author.row_id = author_row_id"),
      ).toEqual([{ slug: "someone" }]);
    });

    test("that the file is named after is the same when its title has been edited", async () => {
      await importPage(toText(page));
      const retitled = toText(page).replaceAll(title, "Why Slow Mornings Help");
      await importPage(retitled);
      expect(await readAll("SELECT slug, title FROM post")).toEqual([
        { slug: "why-slow-mornings", title: "Why Slow Mornings Help" },
      ]);
    });

    test.each([
      ["page.txt", "why-slow-mornings-help-with-worry-clinicians-say"],
      ["why-slow-mornings-help.txt", "why-slow-mornings-help"],
      ["why-slow.txt", "why-slow-mornings-help-with-worry-clinicians-say"],
      ["why-slow-morn.txt", "why-slow-mornings-help-with-worry-clinicians-say"],
      ["Why Slow Mornings.txt", "why-slow-mornings-help-with-worry-clinicians-say"],
    ])("from the file %s is named %s", async (name, slug) => {
      await importPage(toText(page), { name });
      expect(await readAll("SELECT slug FROM post")).toEqual([{ slug }]);
    });

    test("gets a number when another post has its name", async () => {
      await importValues(database, [
        post("why-slow-mornings-help-with-worry-clinicians-say", { title: "Another" }),
      ]);
      await importPage(toText(page), { name: "page.txt" });
      expect(await readAll("SELECT slug FROM post WHERE title <> 'Another'")).toEqual([
        { slug: "why-slow-mornings-help-with-worry-clinicians-say-2" },
      ]);
    });
  });

  test("related lines lead to posts of their title, those that are there and those that come", async () => {
    await importValues(database, [post("before", { blocks: [related({ title })] })]);
    await importPage(toText(page));
    await importValues(database, [post("street", { title: "How to sleep when the street does not" })]);
    expect(
      await readAll(
        "SELECT source.slug AS source, target.slug AS target FROM link JOIN post source ON source.row_id = source_row_id LEFT JOIN post target ON target.row_id = post_row_id ORDER BY link.row_id",
      ),
    ).toEqual([
      { source: "before", target: "why-slow-mornings" },
      { source: "why-slow-mornings", target: "street" },
    ]);
  });

  test("tags are those of the vocabulary that the article is about, and replace others", async () => {
    await importValues(database, [
      tag("worry", { name: "Angst", synonyms: ["worry"] }),
      tag("phones", { name: "Telephone" }),
      tag("dogs", { name: "Dogs" }),
      post("why-slow-mornings", { title, tags: ["dogs"] }),
    ]);
    const report = await importPage(toText(page));
    const tags = await readAll("SELECT tag.slug FROM post_tag JOIN tag ON tag.row_id = tag_row_id");
    expect(tags).toEqual([{ slug: "worry" }]);
    expect(report.article?.isVocabularyEmpty).toBe(false);
    expect(report.article?.tagMatches).toMatchObject([
      { slug: "phones", tagged: false },
      { slug: "worry", inTitle: true, tagged: true },
    ]);
  });

  describe("a file that is no article", () => {
    test.each([
      ["nothing", ""],
      ["a text without contributions", `${title}\n\n${title}\n\nJust words here, and nobody speaks.`],
      ["HTML", "<!doctype html>\n<html><body><p>Hello</p></body></html>"],
      ["binary", "\u0000\u0001\u0002"],
    ])("%s is refused and changes nothing", async (_what, text) => {
      const before = await dumpTables(database);
      const report = await importPage(text);
      expect(report.problemCount).toBeGreaterThan(0);
      expect(report.isRolledBack).toBe(true);
      expect(await dumpTables(database)).toEqual(before);
    });

    test("is refused for its size before it is read", async () => {
      const path = join(database.folder, "huge.txt");
      const file = await open(path, "w");
      await file.truncate(50 * 1024 * 1024 * 1024);
      await file.close();
      const report = await importContent({
        database,
        open: (manager) => openPath(manager, path, "article"),
        now: "2026-01-01T00:00:00.000Z",
      });
      expect(report.problems).toMatchObject([{ source: path, code: "TOO_LARGE" }]);
    });
  });
});
