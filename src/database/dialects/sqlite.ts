import { existsSync } from "node:fs";
import type { Database } from "better-sqlite3";
import sql, { join, raw, type Sql } from "sql-template-tag";
import type { Dialect, ScalarKind } from "./dialect.js";
import { literal } from "./literal.js";

const busyTimeoutMilliseconds = 5_000;

/**
 * Sizes that keep a file of some gigabytes in memory: 64 MiB of pages, and as much mapped as SQLite allows.
 *
 * Both are limits, not reservations.
 */
const pragmas = ["cache_size = -65536", "mmap_size = 2147418112", "temp_store = memory"];

const openFailures: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: "the file is not an SQLite database",
  SQLITE_CORRUPT: "the file is damaged",
  SQLITE_CANTOPEN: "the file cannot be opened; check that the folder exists and that it may be written",
  SQLITE_READONLY: "the file, its folder or the disk is read-only",
  SQLITE_READONLY_DIRECTORY: "the folder of the file is read-only",
  SQLITE_READONLY_DBMOVED: "the file was moved while it was open",
  SQLITE_PERM: "this user may not read and write the file",
  SQLITE_FULL: "the disk is full",
  SQLITE_IOERR_WRITE: "the disk refused a write",
  SQLITE_BUSY: "another program is writing to the database; wait until it has finished and try again",
  EACCES: "this user may not create the folder of the file",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of the path is a file, not a folder",
  EEXIST: "a part of the path is a file, not a folder",
};

/** SQLite 3 through better-sqlite3: one connection in this process. */
export const sqliteDialect: Dialect = {
  toDriverOptions(url) {
    const database = url.slice("sqlite:".length);
    return {
      type: "better-sqlite3",
      database,
      enableWAL: database !== ":memory:",
      timeout: busyTimeoutMilliseconds,
      prepareDatabase: (connection: Database) => {
        for (const pragma of pragmas) connection.pragma(pragma);
      },
    };
  },

  exists: (url) => existsSync(url.slice("sqlite:".length)),

  toQuery: (statement) => ({ text: statement.sql, values: statement.values }),

  emitScalar,

  emitObject(entries) {
    const members = entries.map(({ key, value }, index) => {
      const opening = `${index === 0 ? "{" : ","}${JSON.stringify(key)}:`;
      return sql`${literal(opening)} || ${value}`;
    });
    return members.length === 0 ? literal("{}") : sql`(${joinBalanced([...members, literal("}")])})`;
  },

  emitArray(element, { ordinal, descending, condition }) {
    const direction = raw(descending ? "DESC" : "ASC");
    return sql`('[' || coalesce(group_concat(${element}, ',' ORDER BY ${ordinal} ${direction}) FILTER (WHERE ${condition}), '') || ']')`;
  },

  emitCursor: (columns) => sql`lower(hex(json_array(${join(columns, ", ")})))`,

  emitTextList: (values) => sql`SELECT key AS ordinal, value FROM json_each(${JSON.stringify(values)})`,

  explainOpenFailure(error) {
    const code = findCode(error);
    if (code === undefined) return undefined;
    const family = code.split("_").slice(0, 2).join("_");
    return openFailures[code] ?? openFailures[family];
  },
};

function emitScalar(column: Sql, kind: ScalarKind): Sql {
  switch (kind) {
    case "string":
      return sql`json_quote(${column})`;
    case "number":
      return sql`json_quote(${column})`;
    case "boolean":
      return sql`CASE ${column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END`;
    case "json":
      return sql`coalesce(${column}, 'null')`;
  }
}

/** SQLite bounds the depth of an expression (1,000): a chain of `||` is as deep as it is long, a balanced tree is not. */
function joinBalanced(parts: readonly Sql[]): Sql {
  const chunk = 64;
  if (parts.length <= chunk) return join(parts, " || ");
  const groups: Sql[] = [];
  for (let start = 0; start < parts.length; start += chunk) {
    groups.push(sql`(${join(parts.slice(start, start + chunk), " || ")})`);
  }
  return joinBalanced(groups);
}

/** TypeORM wraps the driver's error; its code is what tells faults apart. */
function findCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return "driverError" in error ? findCode(error.driverError) : undefined;
}
