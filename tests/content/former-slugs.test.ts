import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { diagnose } from "../../src/doctor/diagnose.js";
import { exportContent } from "../../src/exporting/export-content.js";
import { deriveNodeId } from "../../src/graph/node-id.js";
import { importContent } from "../../src/importing/import-content.js";
import { openPath } from "../../src/importing/open-source.js";
import {
  dumpTables,
  importValues,
  listWrites,
  post,
  readChangeLog,
  renamed,
  slugNouns,
  tag,
  writingTime,
} from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

describeEachDatabase("former slugs", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });

  afterEach(() => database.close());

  async function write(...values: unknown[]): Promise<void> {
    expect((await importValues(database, values)).problems).toEqual([]);
  }

  /** `slug → id`, noun by noun. */
  async function list({ source } = database): Promise<string[]> {
    const rows: { slug: string; node_id: string }[] = await source.query(
      "SELECT slug, node_id FROM former_slug ORDER BY noun, slug",
    );
    return rows.map(({ slug, node_id }) => `${slug} → ${node_id}`);
  }

  test.each(slugNouns)(
    "are kept of a %s that is renamed, until it has them again",
    async (noun, _folder, make) => {
      const { id } = renamed(noun, "one");
      await write(make("one"), make("other"));
      expect(await list()).toEqual([]);
      await write(make("two", { id }));
      await write(make("three", { id }));
      expect(await list()).toEqual([`one → ${id}`, `two → ${id}`]);
      await write(make("one", { id }));
      expect(await list()).toEqual([`three → ${id}`, `two → ${id}`]);
      expect((await diagnose(database)).faults).toEqual([]);
    },
  );

  test.each(slugNouns)("lead to the %s that had them last", async (noun, _folder, make) => {
    const first = renamed(noun, "one");
    await write(make("one"));
    await write(make("two", first));
    // The slug is free again; what it led to stays until this one gives it up, too.
    await write(make("one"));
    expect(await list()).toEqual([`one → ${first.id}`]);
    const id = deriveNodeId(noun, "one", 1);
    await write(make("three", { id }));
    expect(await list()).toEqual([`one → ${id}`]);
    expect((await diagnose(database)).faults).toEqual([]);
  });

  test.each([
    ["a post that readers may have seen", { publishedAt: writingTime }, ["one"]],
    ["an archived post", { status: "ARCHIVED" }, ["one"]],
    ["a draft", { status: "DRAFT", publishedAt: undefined }, []],
    ["a draft that has a date", { status: "DRAFT", publishedAt: writingTime }, []],
    ["a post to come", { publishedAt: "2027-01-01T00:00:00.000Z" }, []],
  ])("are kept of %s: %j gives %j", async (_what, state, expected) => {
    await write(post("one", state));
    await write(post("two", { ...state, ...renamed("post", "one") }));
    expect((await list()).map((line) => line.split(" ")[0])).toEqual(expected);
  });

  describe("of an input", () => {
    test("stay when a later input does not give them, and are written once", async () => {
      await write(tag("sleep", { formerSlugs: ["rest", "naps", "rest", "sleep"] }));
      await write(tag("sleep", { formerSlugs: ["slumber"] }));
      await write(tag("sleep"));
      expect(await readChangeLog(database)).toEqual(["CREATED tag", "UPDATED tag"]);
      const before = await dumpTables(database);
      database.statements.length = 0;
      await write(tag("sleep", { formerSlugs: ["naps"] }));
      expect(listWrites(database.statements)).toEqual([]);
      expect(await dumpTables(database)).toEqual(before);
      const { id } = renamed("tag", "sleep");
      expect(await list()).toEqual([`naps → ${id}`, `rest → ${id}`, `slumber → ${id}`]);
    });

    test.each(slugNouns)("of a %s are refused where another one had them", async (noun, _folder, make) => {
      await write(make("one", { formerSlugs: ["past"] }));
      const inputs = [make("two", { formerSlugs: ["old", "past"] }), make("three")];
      const { problems, changed } = await importValues(database, inputs);
      expect(problems).toMatchObject([{ line: 1, field: "formerSlugs.1", code: "SLUG_TAKEN" }]);
      expect(problems[0]?.message).toContain(deriveNodeId(noun, "one"));
      expect(changed).toMatchObject([{ slug: "three" }]);
    });

    test("are refused in a second new post of one import", async () => {
      const inputs = [post("one", { formerSlugs: ["past"] }), post("two", { formerSlugs: ["past"] })];
      const { problems } = await importValues(database, inputs);
      expect(problems).toMatchObject([{ line: 2, field: "formerSlugs.0", code: "SLUG_TAKEN" }]);
    });

    test("are refused where no slug can be one", async () => {
      const { problems } = await importValues(database, [tag("one", { formerSlugs: ["ok", "Not Ok"] })]);
      expect(problems).toMatchObject([{ field: "formerSlugs.1", code: "FIELD_INVALID" }]);
    });

    test("are a change of a post, but none of its content", async () => {
      await write(post("one"));
      const { changed } = await importValues(database, [post("one", { formerSlugs: ["older"] })]);
      expect(changed).toMatchObject([{ slug: "one", change: "updated" }]);
      const [{ published_at, updated_at }] = await database.source.query("SELECT * FROM post");
      expect(updated_at).toBe(published_at);
    });
  });

  describe("in an export", () => {
    let folder: string;

    let copy: TestDatabase;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "colloquy-former-slugs-"));
      copy = await openTestDatabase();
    });

    afterEach(async () => {
      await copy.close();
      await rm(folder, { recursive: true });
    });

    const importFolder = (into: TestDatabase) =>
      importContent({
        database: into,
        open: (manager) => openPath(manager, join(folder, "first"), "markdown"),
        now: "2027-07-07T00:00:00.000Z",
      });

    test("are not those of a draft, which is renamed by its file, nor of what it becomes", async () => {
      await write(post("one", { status: "DRAFT", publishedAt: writingTime }));
      await exportContent({ database, folder: join(folder, "first") });
      const file = join(folder, "first/posts/two.md");
      await rename(join(folder, "first/posts/one.md"), file);
      const { id } = renamed("post", "one");
      const draft = (await readFile(file, "utf8")).replace("---\n", `---\nid: ${id}\n`);
      for (const text of [draft, draft.replace("DRAFT", "PUBLISHED")]) {
        await writeFile(file, text);
        expect(await importFolder(database)).toMatchObject({ problems: [], changed: [{ slug: "two" }] });
      }
      expect(await list()).toEqual([]);
    });

    test("come back into an empty database, and change nothing in this one", async () => {
      await write(...slugNouns.map(([, , make]) => make("one")));
      await write(...slugNouns.map(([noun, , make]) => make("two", renamed(noun, "one"))));
      const last = ([noun, , make]: (typeof slugNouns)[number]) =>
        make("2020", { ...renamed(noun, "one"), formerSlugs: ["a"] });
      await write(...slugNouns.map(last));
      await exportContent({ database, folder: join(folder, "first") });
      const file = await readFile(join(folder, "first/tags/2020.md"), "utf8");
      expect(file).toContain("\nformerSlugs: [a, one, two]\nname:");
      expect((await importFolder(database)).changed).toEqual([]);
      expect((await importFolder(copy)).problems).toEqual([]);
      expect(await list(copy)).toEqual(await list());
      await exportContent({ database: copy, folder: join(folder, "second") });
      for (const [, name] of slugNouns) {
        const read = (of: string) => readFile(join(folder, of, name, "2020.md"), "utf8");
        expect(await read("second")).toBe(await read("first"));
      }
    });
  });
});
