import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { StartupError } from "../../src/errors.js";
import { exportContent } from "../../src/exporting/export-content.js";
import { importContent } from "../../src/importing/import-content.js";
import { openPath } from "../../src/importing/open-source.js";
import { seedIfEmpty } from "../../src/importing/seed-if-empty.js";
import { dumpTables, importValues, listWrites, tag } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

describeEachDatabase("seeds", () => {
  const seeds = resolve(import.meta.dirname, "../../seeds");

  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });

  afterEach(() => database.close());

  const importSeeds = (folder: string, into = database) =>
    importContent({
      database: into,
      open: (manager) => openPath(manager, folder, "markdown"),
      now: "2026-01-01T00:00:00.000Z",
    });

  describe("the seeds", () => {
    test("import without a problem, and a second time without a change", async () => {
      expect((await importSeeds(seeds)).problems).toEqual([]);
      const before = await dumpTables(database);
      database.statements.length = 0;
      expect((await importSeeds(seeds)).problems).toEqual([]);
      expect(listWrites(database.statements)).toEqual([]);
      expect(await dumpTables(database)).toEqual(before);
    });

    test("are written as an export writes them, byte for byte", async () => {
      await importSeeds(seeds);
      const folder = join(database.folder, "out");
      await exportContent({ database, folder });
      const files = await readdir(folder, { recursive: true, withFileTypes: true });
      const paths = files
        .filter((file) => file.isFile())
        .map((file) => relative(folder, join(file.parentPath, file.name)));
      expect(paths.length).toBeGreaterThan(90);
      for (const path of paths) {
        expect(await readFile(join(folder, path), "utf8")).toBe(await readFile(join(seeds, path), "utf8"));
      }
    });

    test("survive an export and an import", async () => {
      await importSeeds(seeds);
      const folder = join(database.folder, "out");
      await exportContent({ database, folder });
      expect((await importSeeds(folder)).changed).toEqual([]);
      const copy = await openTestDatabase();
      await importSeeds(folder, copy);
      const tables = ["author", "clinic", "contribution", "correction", "expert", "link", "post", "region"];
      for (const table of [...tables, "source", "tag"]) {
        const query = `SELECT id FROM ${table} ORDER BY id`;
        expect(await copy.source.query(query)).toEqual(await database.source.query(query));
      }
      await copy.close();
    });
  });

  describe("an empty database", () => {
    test("is filled from a folder, once", async () => {
      const report = await seedIfEmpty(database, seeds);
      expect(report?.counts.get("post")?.created).toBeGreaterThan(12);
      const before = await dumpTables(database);
      expect(await seedIfEmpty(database, seeds)).toBeUndefined();
      expect(await dumpTables(database)).toEqual(before);
    });

    test("is not filled when it has had any content", async () => {
      await importValues(database, [tag("mine")]);
      expect(await seedIfEmpty(database, seeds)).toBeUndefined();
      expect(await database.source.query("SELECT slug FROM tag")).toEqual([{ slug: "mine" }]);
    });

    test("stays empty when the folder has a problem, and every problem is told", async () => {
      const folder = join(database.folder, "content");
      await mkdir(join(folder, "tags"), { recursive: true });
      await writeFile(join(folder, "tags/good.md"), "---\nname: Good\nkind: TOPIC\n---\n");
      await writeFile(join(folder, "tags/bad.md"), "---\nname: Bad\n---\n");
      await writeFile(join(folder, "tags/worse.md"), "---\nname: Worse\nkind: TOPIC\nparent: gone\n---\n");
      const before = await dumpTables(database);
      const failure = await seedIfEmpty(database, folder).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(StartupError);
      expect((failure as Error).message).toContain(`${join(folder, "tags/bad.md")}:1: kind: `);
      expect((failure as Error).message).toContain(`${join(folder, "tags/worse.md")}:4: parent: `);
      expect(await dumpTables(database)).toEqual(before);
    });

    test("is not filled from a folder that does not exist", async () => {
      await expect(seedIfEmpty(database, join(database.folder, "gone"))).rejects.toThrow(
        /SEEDS.*\n.*no such file/,
      );
    });
  });
});
