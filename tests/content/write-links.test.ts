import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import sql from "sql-template-tag";
import { deriveNodeId } from "../../src/graph/node-id.js";
import { importValues, post, readChangeLog, related, text } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { query } from "../support/query.js";

interface LinkRow {
  title: string;
  named: string | null;
  leads: string | null;
}

describeEachDatabase("write links", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });

  afterEach(() => database.close());

  const readLinks = (source: string): Promise<LinkRow[]> =>
    query(
      database,
      sql`SELECT link.title, link.target_slug AS named, target.slug AS leads FROM link
      JOIN post source ON source.row_id = link.source_row_id AND source.slug = ${source}
      LEFT JOIN post target ON target.row_id = link.post_row_id ORDER BY link.position`,
    );

  const idOf = (slug: string) => deriveNodeId("post", slug);

  const byTitle = post("from", { blocks: [related({ title: "Title of target" })] });

  const bySlug = post("from", { blocks: [related({ post: "target", title: "Read this" })] });

  const inProse = post("from", { blocks: [text("See [this *page*](/posts/target?x=1#end).")] });

  describe("a link to a post that exists", () => {
    test.each([
      ["by title", byTitle, { title: "Title of target", named: null, leads: "target" }],
      ["by slug", bySlug, { title: "Read this", named: "target", leads: "target" }],
      ["in prose", inProse, { title: "this page", named: "target", leads: "target" }],
    ])("%s leads there", async (_how, source, link) => {
      await importValues(database, [post("target"), source]);
      expect(await readLinks("from")).toEqual([link]);
    });

    test("by another spelling of its title leads there", async () => {
      const source = post("from", { blocks: [related({ title: "TITLE — of “Target”" })] });
      await importValues(database, [post("target"), source]);
      expect(await readLinks("from")).toMatchObject([{ leads: "target" }]);
    });

    test("by slug alone is printed with its title", async () => {
      const source = post("from", { blocks: [related({ post: "target" })] });
      await importValues(database, [post("target"), source]);
      expect(await readLinks("from")).toMatchObject([{ title: "Title of target", leads: "target" }]);
    });
  });

  describe("a link to a post that does not exist", () => {
    test.each([
      ["by title", byTitle],
      ["by slug", bySlug],
      ["in prose", inProse],
    ])("%s leads there as soon as it does", async (_how, source) => {
      await importValues(database, [source]);
      expect(await readLinks("from")).toMatchObject([{ leads: null }]);
      await importValues(database, [post("target")]);
      expect(await readLinks("from")).toMatchObject([{ leads: "target" }]);
      expect((await readChangeLog(database)).slice(2)).toEqual(["CREATED post", "UPDATED link"]);
      expect((await importValues(database, [source])).changed).toEqual([]);
    });

    test("does not lead to a post of the same title when it names a slug", async () => {
      const source = post("from", { blocks: [related({ post: "gone", title: "Title of target" })] });
      await importValues(database, [source, post("target")]);
      expect(await readLinks("from")).toMatchObject([{ named: "gone", leads: null }]);
    });

    test("by slug alone is refused", async () => {
      const report = await importValues(database, [post("from", { blocks: [related({ post: "gone" })] })]);
      expect(report.problems).toMatchObject([{ code: "REFERENCE_MISSING", field: "blocks.0.post", line: 1 }]);
    });
  });

  test("a post draws however many links wait for it, in the order of their ids", async () => {
    const waiting = Array.from({ length: 700 }, (_, index) =>
      post(`waiting-${index}`, { status: "DRAFT", blocks: [related({ post: "late", title: "Late" })] }),
    );
    await importValues(database, waiting);
    await database.source.query("DELETE FROM change_log");
    await importValues(database, [post("late")]);
    const [{ rowId }] = await database.source.query("SELECT row_id AS rowId FROM post WHERE slug = 'late'");
    const links = await database.source.query("SELECT id, post_row_id AS rowId FROM link ORDER BY id");
    expect(links).toHaveLength(700);
    expect(links.every((link: { rowId: number }) => link.rowId === rowId)).toBe(true);
    const changes: { node_id: string }[] = await database.source.query(
      "SELECT node_id FROM change_log WHERE noun = 'link' ORDER BY sequence",
    );
    expect(changes.map((change) => change.node_id)).toEqual(links.map((link: { id: string }) => link.id));
  });

  test("a post may link to itself", async () => {
    const own = post("own", { blocks: [text("[Up](/posts/own)"), related({ title: "Title of own" })] });
    await importValues(database, [own]);
    expect(await readLinks("own")).toMatchObject([{ leads: "own" }, { leads: "own" }]);
    expect((await importValues(database, [own])).changed).toEqual([]);
  });

  test("two posts that name each other by slug alone come in together", async () => {
    const one = post("one", { blocks: [related({ post: "two" })] });
    const two = post("two", { blocks: [related({ post: "one" })] });
    const report = await importValues(database, [one, two]);
    expect(report.problems).toEqual([]);
    expect(await readLinks("one")).toMatchObject([{ title: "Title of two", leads: "two" }]);
    expect(await readLinks("two")).toMatchObject([{ title: "Title of one", leads: "one" }]);
    expect((await importValues(database, [one, two])).changed).toEqual([]);
  });

  describe("a post that is renamed", () => {
    const rename = () =>
      importValues(database, [post("renamed", { id: idOf("target"), title: "Title of target" })]);

    test("takes related lines along", async () => {
      await importValues(database, [post("target"), bySlug]);
      await rename();
      expect(await readLinks("from")).toMatchObject([{ named: "renamed", leads: "renamed" }]);
    });

    test("loses hyperlinks in prose, whose address is the old one", async () => {
      await importValues(database, [post("target"), inProse]);
      await rename();
      expect(await readLinks("from")).toMatchObject([{ named: "target", leads: null }]);
      await importValues(database, [post("target", { title: "Another" })]);
      expect(await readLinks("from")).toMatchObject([{ named: "target", leads: "target" }]);
    });
  });

  describe("a title", () => {
    test("that changes does not lose the links that name it", async () => {
      await importValues(database, [post("target"), byTitle]);
      await importValues(database, [post("target", { title: "Something else" })]);
      expect(await readLinks("from")).toMatchObject([{ named: "target", leads: "target" }]);
      const again = await importValues(database, [byTitle]);
      expect(again.changed).toEqual([]);
    });

    test("of two posts leaves links where they led", async () => {
      await importValues(database, [post("target"), byTitle]);
      await importValues(database, [post("namesake", { title: "Title of target" })]);
      expect(await readLinks("from")).toMatchObject([{ named: "target", leads: "target" }]);
    });

    test("that was waited for and is given to a post later draws the links", async () => {
      await importValues(database, [byTitle, post("other")]);
      await importValues(database, [post("other", { title: "Title of target" })]);
      expect(await readLinks("from")).toMatchObject([{ leads: "other" }]);
    });
  });

  test("a link keeps its id when others come before it", async () => {
    await importValues(database, [byTitle]);
    const [before] = await database.source.query("SELECT id FROM link");
    await importValues(database, [
      post("from", { blocks: [related({ title: "New" }), related({ title: "Title of target" })] }),
    ]);
    const after = await database.source.query("SELECT id FROM link WHERE position = 2");
    expect(after).toEqual([before]);
  });
});
