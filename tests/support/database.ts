import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entities } from "../../src/content/nouns.js";
import { type Database, migrateDatabase, openDatabase } from "../../src/database/database.js";
import { currentEngine, type Engine } from "./engines.js";
import { createEmpty, createFromTemplate } from "./postgres/test-databases.js";

/** A migrated database of a test's own: a file in a folder of its own, or a database of the tests' server. */
export interface TestDatabase extends Database {
  /** Every statement since the database was opened, oldest first; set `length = 0` to begin anew. */
  statements: string[];
  url: string;
  /** A folder that goes away with the database; a test may put its files there. */
  folder: string;
  close(): Promise<void>;
}

/** Where a database is, and how it goes away. */
export interface TestDatabasePlace {
  url: string;
  folder: string;
  remove(): Promise<void>;
}

/** A place for a database on an engine: nothing is in it yet, or only the tables of a migrated one. */
export async function createDatabasePlace(
  engine: Engine = currentEngine(),
  { isMigrated = false } = {},
): Promise<TestDatabasePlace> {
  const folder = await mkdtemp(join(tmpdir(), "colloquy-"));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  if (engine === "SQLite") {
    return { url: `sqlite:${join(folder, "test.sqlite")}`, folder, remove: removeFolder };
  }
  const { url, drop } = await (isMigrated ? createFromTemplate() : createEmpty());
  const remove = async () => {
    await drop();
    await removeFolder();
  };
  return { url, folder, remove };
}

/** Opens an empty, migrated database. */
export async function openTestDatabase(engine: Engine = currentEngine()): Promise<TestDatabase> {
  const { url, folder, remove } = await createDatabasePlace(engine, { isMigrated: true });
  const statements: string[] = [];
  const database = await openDatabase({ url, entities, onStatement: (text) => statements.push(text) });
  await migrateDatabase(database);
  statements.length = 0;
  const close = async () => {
    await database.close();
    await remove();
  };
  return { ...database, statements, url, folder, close };
}
