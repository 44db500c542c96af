import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import sql from "sql-template-tag";
import { deriveNodeId } from "../../src/graph/node-id.js";
import {
  author,
  clinic,
  dumpTables,
  expert,
  importValues,
  listWrites,
  post,
  readChangeLog,
  related,
  says,
  tag,
  text,
  writingTime,
} from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { query } from "../support/query.js";

interface PartRow {
  row_id: number;
  id: string;
  position: number;
  body_markdown: string;
}

describeEachDatabase("write posts", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
    await importValues(database, [
      clinic("harbor", { name: "Harbor Clinic" }),
      expert("ada", {
        name: "Ada Lark",
        honorific: "Dr.",
        credentials: ["MD"],
        title: "Director",
        clinic: "harbor",
      }),
      expert("ben", { name: "Ben Reed" }),
      author("staff"),
      tag("calm"),
      tag("sleep"),
    ]);
    await database.source.query("DELETE FROM change_log");
  });

  afterEach(() => database.close());

  const later = "2026-05-05T05:05:05.000Z";

  const rich = post("rest", {
    author: "staff",
    tags: ["calm", "sleep"],
    excerpt: "About rest.",
    blocks: [
      text("First words."),
      says("ada", "Sleep *well*."),
      related({ title: "Title of walks" }),
      says("ben", "Walk.", { contribution: "PARAPHRASE" }),
      says("ada", "Sleep again."),
      text("See [walks](/posts/walks)."),
    ],
  });

  const readPost = async (slug: string) => {
    const [row] = await query(database, sql`SELECT * FROM post WHERE slug = ${slug}`);
    return row;
  };

  const readContributions = (): Promise<PartRow[]> =>
    database.source.query("SELECT * FROM contribution ORDER BY position");

  const readBlocks = (): Promise<{ position: number; kind: string }[]> =>
    database.source.query("SELECT * FROM block ORDER BY position");

  describe("a new post", () => {
    test("is stored with its blocks, contributions, links, tags and whole body", async () => {
      await importValues(database, [rich]);
      expect(await readPost("rest")).toMatchObject({
        id: deriveNodeId("post", "rest"),
        title_key: "title of rest",
        excerpt: "About rest.",
        published_at: "2024-01-01T00:00:00.000Z",
        updated_at: "2024-01-01T00:00:00.000Z",
      });
      expect((await readBlocks()).map(({ kind }) => kind)).toEqual([
        "TEXT",
        "CONTRIBUTION",
        "RELATED_LINK",
        "CONTRIBUTION",
        "CONTRIBUTION",
        "TEXT",
      ]);
      expect(await readContributions()).toMatchObject([
        { position: 1, kind: "QUOTE", body_html: "<p>Sleep <em>well</em>.</p>", body_text: "Sleep well." },
        { position: 2, kind: "PARAPHRASE" },
        { position: 3, kind: "QUOTE" },
      ]);
      const links = await database.source.query(
        "SELECT kind, title, target_slug, position FROM link ORDER BY position",
      );
      expect(links).toEqual([
        { kind: "RELATED", title: "Title of walks", target_slug: null, position: 1 },
        { kind: "BODY", title: "walks", target_slug: "walks", position: 2 },
      ]);
      const [body] = await database.source.query("SELECT * FROM post_body");
      expect(body.text).toBe(
        [
          "First words.",
          "Dr. Ada Lark, MD, Director – Harbor Clinic",
          "Sleep well.",
          "Related: Title of walks",
          "Ben Reed",
          "Walk.",
          "Dr. Ada Lark, MD, Director – Harbor Clinic",
          "Sleep again.",
          "See walks.",
        ].join("\n\n"),
      );
      expect(body.html).toContain(
        '<h3 id="contribution-1">Dr. Ada Lark, MD, Director – Harbor Clinic</h3>\n<blockquote>\n<p>Sleep',
      );
      expect(body.html).toContain('<h3 id="contribution-2">Ben Reed</h3>\n<p>Walk.</p>');
      expect(body.markdown).toContain("### Ben Reed\n\nWalk.");
      expect(await readChangeLog(database)).toEqual([
        "CREATED post",
        "CREATED contribution",
        "CREATED contribution",
        "CREATED contribution",
        "CREATED link",
        "CREATED link",
      ]);
    });

    test("derives the ids of its parts from the post, the expert and the count", async () => {
      await importValues(database, [rich]);
      const id = deriveNodeId("post", "rest");
      const ids = (await readContributions()).map((row) => row.id);
      expect(ids).toEqual([
        deriveNodeId("contribution", `${id}/${deriveNodeId("expert", "ada")}/1`),
        deriveNodeId("contribution", `${id}/${deriveNodeId("expert", "ben")}/1`),
        deriveNodeId("contribution", `${id}/${deriveNodeId("expert", "ada")}/2`),
      ]);
    });

    test("takes few statements, however many parts it has", async () => {
      const many = (count: number) =>
        post(`with-${count}`, {
          tags: ["calm", "sleep"],
          blocks: Array.from({ length: count }, (_, index) => [
            text(`Text ${index}.`),
            says(index % 2 === 0 ? "ada" : "ben", `Words ${index}.`),
            related({ title: `Title ${index}` }),
          ]).flat(),
        });
      const count = async (parts: number) => {
        database.statements.length = 0;
        await importValues(database, [many(parts)]);
        return database.statements.length;
      };
      // Each has posts that it is related to.
      await count(1);
      expect(await count(20)).toBe(await count(2));
    });
  });

  describe("the same post again", () => {
    test("is written by no statement", async () => {
      await importValues(database, [rich]);
      const before = await dumpTables(database);
      database.statements.length = 0;
      const report = await importValues(database, [rich], { now: later });
      expect(listWrites(database.statements)).toEqual([]);
      expect(await dumpTables(database)).toEqual(before);
      expect(report.counts.get("contribution")).toEqual({ created: 0, updated: 0, unchanged: 3, deleted: 0 });
    });
  });

  describe("times", () => {
    test("a published post without a date is published now, and keeps that date", async () => {
      const undated = post("undated", { publishedAt: undefined });
      await importValues(database, [undated]);
      expect(await readPost("undated")).toMatchObject({ published_at: writingTime, updated_at: writingTime });
      await importValues(database, [{ ...undated, excerpt: "New." }], { now: later });
      expect(await readPost("undated")).toMatchObject({ published_at: writingTime, updated_at: later });
    });

    test("a draft without a date has none", async () => {
      await importValues(database, [post("draft", { status: "DRAFT", publishedAt: undefined })]);
      expect(await readPost("draft")).toMatchObject({ published_at: null, updated_at: null });
    });

    test("an update time in the input is taken", async () => {
      await importValues(database, [post("dated", { updatedAt: "2024-03-01T01:00:00+01:00" })]);
      expect(await readPost("dated")).toMatchObject({ updated_at: "2024-03-01T00:00:00.000Z" });
    });
  });

  describe("an edited post", () => {
    const edit = async (blocks: unknown[]) => {
      await importValues(database, [rich]);
      const before = await readContributions();
      const report = await importValues(database, [{ ...rich, blocks }], { now: later });
      return { before, after: await readContributions(), report };
    };

    test("keeps contributions that move", async () => {
      const { before, after, report } = await edit([
        says("ada", "Sleep again."),
        says("ben", "Walk.", { contribution: "PARAPHRASE" }),
        says("ada", "Sleep *well*."),
      ]);
      expect(report.problems).toEqual([]);
      const moved = [before[2], before[1], before[0]];
      expect(after.map(({ id, row_id }) => ({ id, row_id }))).toEqual(
        moved.map((row) => ({ id: row?.id, row_id: row?.row_id })),
      );
      expect(after.map(({ position }) => position)).toEqual([1, 2, 3]);
      expect(report.counts.get("contribution")).toEqual({ created: 0, updated: 2, unchanged: 1, deleted: 0 });
    });

    test("keeps the id of a contribution whose words change", async () => {
      const { before, after } = await edit([says("ada", "New words."), says("ben", "Walk.")]);
      expect(after.map(({ id }) => id)).toEqual([before[0]?.id, before[1]?.id]);
      expect(after[0]).toMatchObject({ body_markdown: "New words.", body_html: "<p>New words.</p>" });
    });

    test("removes what is gone and logs it", async () => {
      const { before, report } = await edit([says("ben", "Walk.", { contribution: "PARAPHRASE" })]);
      expect((await readContributions()).map(({ id }) => id)).toEqual([before[1]?.id]);
      expect(report.counts.get("contribution")).toEqual({ created: 0, updated: 1, unchanged: 0, deleted: 2 });
      expect(await readChangeLog(database)).toEqual(
        expect.arrayContaining(["DELETED contribution", "DELETED link", "UPDATED post"]),
      );
      expect(await readBlocks()).toHaveLength(1);
    });

    test("gives a contribution that comes back a new id", async () => {
      const { before } = await edit([text("Nobody speaks.")]);
      await importValues(database, [rich]);
      const ids = (await readContributions()).map(({ id }) => id);
      expect(ids).toHaveLength(3);
      expect(ids.filter((id) => before.some((row) => row.id === id))).toEqual([]);
    });

    test("is marked as updated when only its tags differ", async () => {
      await importValues(database, [rich]);
      await importValues(database, [{ ...rich, tags: ["calm"] }], { now: later });
      expect(await readPost("rest")).toMatchObject({ updated_at: later });
      expect(await database.source.query("SELECT post_row_id FROM post_tag")).toHaveLength(1);
    });

    test("ends with the body of its new blocks", async () => {
      await edit([text("All is new.")]);
      expect(await database.source.query("SELECT markdown, html, text FROM post_body")).toEqual([
        { markdown: "All is new.", html: "<p>All is new.</p>", text: "All is new." },
      ]);
    });
  });

  describe("ids of parts in the input", () => {
    const given = deriveNodeId("contribution", "given");

    test("are taken at creation and match afterwards, whoever speaks", async () => {
      await importValues(database, [post("one", { blocks: [says("ada", "Hello.", { id: given })] })]);
      expect(await readContributions()).toMatchObject([{ id: given }]);
      await importValues(database, [post("one", { blocks: [says("ben", "Bye.", { id: given })] })]);
      expect(await readContributions()).toMatchObject([{ id: given, body_markdown: "Bye." }]);
    });

    test.each([
      ["twice in a post", [post("two", { blocks: [1, 2].map(() => says("ada", "Hi.", { id: given })) })]],
      [
        "in two posts",
        [
          post("one", { blocks: [says("ada", "Hello.", { id: given })] }),
          post("two", { blocks: [says("ada", "Hi.", { id: given })] }),
        ],
      ],
    ])("are refused %s", async (_where, posts) => {
      const report = await importValues(database, posts);
      expect(report.problems).toMatchObject([{ code: "ID_TAKEN" }]);
      expect(await readPost("two")).toBeUndefined();
    });

    test("of hyperlinks must be as many as there are", async () => {
      const ids = [deriveNodeId("link", "a"), deriveNodeId("link", "b")];
      const blocks = [text("[One](/posts/one)")];
      const report = await importValues(database, [post("one", { blocks, bodyLinkIds: ids })]);
      expect(report.problems).toMatchObject([{ code: "FIELD_INVALID", field: "bodyLinkIds" }]);
      await importValues(database, [post("one", { blocks, bodyLinkIds: ids.slice(1) })]);
      expect(await database.source.query("SELECT id FROM link")).toEqual([{ id: ids[1] }]);
    });
  });

  describe("a write that fails half way", () => {
    test("leaves nothing of its node, and the transaction goes on", async () => {
      await database.source.query("CREATE UNIQUE INDEX refused ON link (title)");
      await importValues(database, [post("first", { blocks: [related({ title: "Never" })] })]);
      const before = await dumpTables(database);
      const { beginWriting } = await import("../../src/writing/write-transaction.js");
      const { writeNode } = await import("../../src/content/write-node.js");
      const { nodeInput } = await import("../../src/content/node-input.js");
      const bad = nodeInput.parse(
        post("bad", { tags: ["calm"], blocks: [says("ada", "Hi."), related({ title: "Never" })] }),
      );
      await database.source.transaction(async (manager) => {
        const transaction = beginWriting(manager, writingTime);
        await expect(writeNode(transaction, bad)).rejects.toThrow(/unique/i);
      });
      expect(await dumpTables(database)).toEqual(before);
      await database.source.transaction(async (manager) => {
        const transaction = beginWriting(manager, writingTime);
        await expect(writeNode(transaction, bad)).rejects.toThrow(/unique/i);
        expect(await writeNode(transaction, nodeInput.parse(post("good")))).toMatchObject({
          written: { slug: "good" },
        });
      });
      expect(await database.source.query("SELECT slug FROM post ORDER BY slug")).toEqual([
        { slug: "first" },
        { slug: "good" },
      ]);
    });
  });
});
