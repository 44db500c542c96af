import { rmSync } from "node:fs";
import Sqlite, { type Database } from "better-sqlite3";

/** An open connection of the driver. */
export type SqliteConnection = Database;

/** How long a statement waits for another connection's lock. */
export const busyTimeoutMilliseconds = 5_000;

/**
 * A page holds what a post page reads of one table: the contributions of a post, most of a body. Of a file that is
 * larger than what can be mapped, smaller pages are read one by one (a tag's page over 100,000 posts: 285 against 230 µs).
 * It decides only how a new file is made; an old one keeps its size.
 */
const pageBytes = 16_384;

/**
 * Sizes that keep a file of some gigabytes in memory: as much mapped as SQLite allows, 32 MiB of pages of the rest.
 *
 * Both are limits, not reservations.
 */
const pragmas = [
  `page_size = ${pageBytes}`,
  "cache_size = -32768",
  "mmap_size = 2147418112",
  "temp_store = memory",
];

/** Gives a connection this program's sizes and SQL functions. */
export function prepareConnection(connection: SqliteConnection): void {
  for (const pragma of pragmas) connection.pragma(pragma);
  connection.function("json_number", { deterministic: true }, toJsonNumber);
}

/** Opens a file that is there for reading only, beside whatever other connections it has. */
export function openReadConnection(path: string): SqliteConnection {
  const connection = new Sqlite(path, {
    readonly: true,
    fileMustExist: true,
    timeout: busyTimeoutMilliseconds,
  });
  prepareConnection(connection);
  connection.pragma("query_only = ON");
  return connection;
}

/** By its code: the driver, loaded once for a process, need not throw the class of this module's copy of it. */
type SqliteFailure = { code?: string };

/** Keeps other processes from claiming the file until what it gives is called; undefined where one has claimed it. */
export function claimFile(path: string): (() => Promise<void>) | undefined {
  const connection = new Sqlite(path, { timeout: 0 });
  try {
    connection.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    connection.close();
    if ((error as SqliteFailure).code === "SQLITE_BUSY") return undefined;
    throw error;
  }
  return async () => {
    rmSync(path, { force: true });
    connection.close();
  };
}

/** SQLite prints 1e21 as `1.0e+21` and 1 as `1.0`; an answer has the text that JSON.stringify gives. */
function toJsonNumber(value: unknown): string {
  return typeof value === "number" ? JSON.stringify(value) : "null";
}
