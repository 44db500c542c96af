import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { entities } from "../../src/content/nouns.js";
import { checkDatabase, type Database, migrateDatabase, openDatabase } from "../../src/database/database.js";
import { postgresMigrations } from "../../src/database/migrations/postgres/index.js";
import { sqliteMigrations } from "../../src/database/migrations/sqlite/index.js";
import { StartupError } from "../../src/errors.js";
import { createDatabasePlace, type TestDatabasePlace } from "../support/database.js";
import { describeEachDatabase, describeOn } from "../support/describe-each-database.js";
import type { Engine } from "../support/engines.js";

const migrations = { SQLite: sqliteMigrations, PostgreSQL: postgresMigrations };

/** Names of all tables. */
const tableLists: Readonly<Record<Engine, string>> = {
  SQLite: "SELECT name FROM sqlite_master",
  PostgreSQL:
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = CAST('public' AS regnamespace)",
};

describeOn("SQLite", "opening the file of a database", () => {
  let folder: string;
  const opened: Database[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "colloquy-open-"));
  });

  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(path: string): Promise<Database> {
    const database = await openDatabase({ url: `sqlite:${path}`, entities });
    opened.push(database);
    return database;
  }

  test("creates the file and its folders, in WAL mode, with foreign keys and a busy timeout", async () => {
    const { source } = await open(join(folder, "a/b/new.sqlite"));
    const pragmas = ["journal_mode", "foreign_keys", "busy_timeout"];
    const values = await Promise.all(pragmas.map((pragma) => source.query(`PRAGMA ${pragma}`)));
    expect(values.flat()).toEqual([{ journal_mode: "wal" }, { foreign_keys: 1 }, { timeout: 5000 }]);
  });

  test("refuses a file that is no database", async () => {
    const path = join(folder, "text.sqlite");
    await writeFile(path, "This is prose, and long enough to be taken for a database header.".repeat(20));
    const failure = open(path);
    await expect(failure).rejects.toThrow(StartupError);
    await expect(failure).rejects.toThrow(
      `Cannot open the database sqlite:${path}: the file is not an SQLite database.`,
    );
  });

  test("refuses a path that leads through a file", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(open(join(folder, "file/x.sqlite"))).rejects.toThrow(
      /a part of the path is a file, not a folder/,
    );
  });

  test("refuses a folder in the place of the file", async () => {
    await mkdir(join(folder, "folder.sqlite"));
    await expect(open(join(folder, "folder.sqlite"))).rejects.toThrow(/the file cannot be opened/);
  });

  const isRoot = process.getuid?.() === 0;
  (isRoot ? test.skip : test)(
    `names a folder that may not be written${isRoot ? " (skipped: root may write anywhere)" : ""}`,
    async () => {
      await chmod(folder, 0o500);
      await expect(open(join(folder, "x.sqlite"))).rejects.toThrow(/cannot be opened|read-only/);
    },
  );
});

describeEachDatabase("a database", (engine) => {
  let place: TestDatabasePlace;
  const opened: Database[] = [];

  beforeEach(async () => {
    place = await createDatabasePlace();
  });

  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
    await place.remove();
  });

  async function open(): Promise<Database> {
    const database = await openDatabase({ url: place.url, entities });
    opened.push(database);
    return database;
  }

  async function openMigrated(): Promise<Database> {
    const database = await open();
    await migrateDatabase(database);
    return database;
  }

  const listTables = ({ source }: Database): Promise<unknown[]> => source.query(tableLists[engine]);

  test("has migrations that did not run until they have run, once", async () => {
    const database = await open();
    expect(await checkDatabase(database)).toEqual(["The database has migrations that have not run yet."]);
    expect(await migrateDatabase(database)).toEqual(migrations[engine].map(({ name }) => name));
    expect(await checkDatabase(database)).toEqual([]);
    expect(await migrateDatabase(database)).toEqual([]);
  });

  test("of another program gets no tables, and keeps its own", async () => {
    const database = await open();
    await database.source.query("CREATE TABLE post (words text)");
    const failure = migrateDatabase(database);
    await expect(failure).rejects.toThrow(StartupError);
    await expect(failure).rejects.toThrow(
      "The database belongs to another program: it has a table post that Colloquy did not make.",
    );
    expect(await listTables(database)).toEqual([{ name: "post" }]);
  });

  describe("when it is checked", () => {
    test("is not changed", async () => {
      const database = await open();
      await checkDatabase(database);
      expect(await listTables(database)).toEqual([]);
    });

    test("names every table that is gone", async () => {
      const database = await openMigrated();
      if (engine === "SQLite") await database.source.query("PRAGMA foreign_keys = OFF");
      const cascade = engine === "PostgreSQL" ? "CASCADE" : "";
      for (const table of ["change_log", "link"])
        await database.source.query(`DROP TABLE ${table} ${cascade}`);
      expect(await checkDatabase(database)).toEqual([
        "The table change_log is missing or cannot be read.",
        "The table link is missing or cannot be read.",
      ]);
    });

    test("does not answer once it is closed", async () => {
      const database = await openDatabase({ url: place.url, entities });
      await database.close();
      expect(await checkDatabase(database)).toEqual(["The database does not answer."]);
    });
  });
});
