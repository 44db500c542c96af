import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entities } from "../../src/content/nouns.js";
import { type Database, migrateDatabase, openDatabase } from "../../src/database/database.js";

/** A migrated database of a test's own, in a file in a folder of its own. */
export interface TestDatabase extends Database {
  /** Every statement since the database was opened, oldest first; set `length = 0` to begin anew. */
  statements: string[];
  url: string;
  /** The folder that goes away with the database; a test may put its files there. */
  folder: string;
  close(): Promise<void>;
}

/** Opens an empty, migrated database in a new file. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "colloquy-"));
  const url = `sqlite:${join(folder, "test.sqlite")}`;
  const statements: string[] = [];
  const database = await openDatabase({ url, entities, onStatement: (text) => statements.push(text) });
  await migrateDatabase(database);
  statements.length = 0;
  const close = async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...database, statements, url, folder, close };
}
