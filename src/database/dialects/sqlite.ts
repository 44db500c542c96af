import { randomUUID } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import sql, { join, raw, type Sql } from "sql-template-tag";
import type { DataSource } from "typeorm";
import { ReaderPool } from "../reading/reader-pool.js";
import { SqliteReader } from "../reading/sqlite-reader.js";
import type { Dialect, ScalarKind } from "./dialect.js";
import { literal } from "./literal.js";
import {
  busyTimeoutMilliseconds,
  openReadConnection,
  prepareConnection,
  type SqliteConnection,
} from "./sqlite-connection.js";

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

/** SQLite 3 through better-sqlite3: in this process one connection that writes and one that reads. */
export const sqliteDialect: Dialect = {
  toDriverOptions(url) {
    const database = pathOf(url);
    return {
      type: "better-sqlite3",
      database,
      enableWAL: !isInMemory(database),
      timeout: busyTimeoutMilliseconds,
      prepareDatabase: prepareConnection,
    };
  },

  exists: (url) => existsSync(pathOf(url)),

  openReader({ url, source, onStatement, limitMilliseconds }) {
    const path = pathOf(url);
    if (isInMemory(path)) {
      return new SqliteReader({ open: () => connectionOf(source), identity: randomUUID(), onStatement });
    }
    return new SqliteReader({
      open: () => openReadConnection(path),
      identity: identify(path),
      pool: new ReaderPool(path, { ...(limitMilliseconds && { limitMilliseconds }) }),
      onStatement,
    });
  },

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

function pathOf(url: string): string {
  return url.slice("sqlite:".length);
}

function isInMemory(path: string): boolean {
  return path === ":memory:";
}

/**
 * Two copies of a file count on from the same numbers; the system tells them apart by place and time of birth.
 *
 * A backup that was written over the file in place keeps both.
 */
function identify(path: string): string {
  const { ino, birthtimeMs } = statSync(path);
  return `${ino.toString(36)}-${Math.round(birthtimeMs).toString(36)}`;
}

/** TypeORM does not publish its connection's type. */
function connectionOf({ driver }: DataSource): SqliteConnection {
  return (driver as unknown as { databaseConnection: SqliteConnection }).databaseConnection;
}

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
