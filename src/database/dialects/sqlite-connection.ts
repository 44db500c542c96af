import Sqlite, { type Database } from "better-sqlite3";

/** An open connection of the driver. */
export type SqliteConnection = Database;

/** How long a statement waits for another connection's lock. */
export const busyTimeoutMilliseconds = 5_000;

/**
 * Sizes that keep a file of some gigabytes in memory: 64 MiB of pages, and as much mapped as SQLite allows.
 *
 * Both are limits, not reservations.
 */
const pragmas = ["cache_size = -65536", "mmap_size = 2147418112", "temp_store = memory"];

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

/** SQLite prints 1e21 as `1.0e+21` and 1 as `1.0`; an answer has the text that JSON.stringify gives. */
function toJsonNumber(value: unknown): string {
  return typeof value === "number" ? JSON.stringify(value) : "null";
}
