import { randomUUID } from "node:crypto";
import { existsSync, realpathSync, statSync } from "node:fs";
import sql, { empty, join, raw, type Sql } from "sql-template-tag";
import type { DataSource } from "typeorm";
import { sqliteMigrations } from "../migrations/sqlite/index.js";
import { ReaderPool } from "../reading/reader-pool.js";
import { SqliteReader } from "../reading/sqlite-reader.js";
import type { Dialect, ScalarKind } from "./dialect.js";
import { emitObject } from "./emit-object.js";
import { literal } from "./literal.js";
import {
  busyTimeoutMilliseconds,
  claimFile,
  openReadConnection,
  prepareConnection,
  type SqliteConnection,
} from "./sqlite-connection.js";
import { loadRows } from "./sqlite-load-rows.js";
import { sqlitePlaces } from "./sqlite-places.js";
import { replaceRows } from "./sqlite-replace-rows.js";
import { sqliteSearch } from "./sqlite-search.js";

const openFailures: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: "the file is not an SQLite database",
  SQLITE_CORRUPT: "the file is damaged",
  SQLITE_CANTOPEN: "the file cannot be opened; check that the folder exists and that it may be written",
  SQLITE_READONLY: "the file, its folder or the disk is read-only",
  SQLITE_READONLY_DIRECTORY: "the folder of the file is read-only",
  SQLITE_READONLY_DBMOVED: "the file was moved while it was open",
  SQLITE_PERM: "this user may not read and write the file",
  SQLITE_FULL: "the disk is full; make room and try again",
  SQLITE_IOERR_WRITE: "the disk refused a write",
  SQLITE_BUSY: "another program is writing to the database; wait until it has finished and try again",
  EACCES: "this user may not create the folder of the file",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full; make room and try again",
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
      migrations: sqliteMigrations,
    };
  },

  refineColumns: () => undefined,

  describe: (url) => url,

  findUnfitness: async () => undefined,

  // Each migration is a transaction that writes, and SQLite lets one at a time do so.
  claimSchema: async () => async () => undefined,

  // A statement that writes: SQLite waits for another writer then, but not where a transaction began by reading.
  async claimWriting(manager) {
    await manager.query("DELETE FROM change_log WHERE FALSE");
  },

  // A file beside the database: its lock goes away with the process, whatever ends that.
  claimCopy: async (source) => claimFile(`${realpathSync(fileOf(source))}-copying`),

  identify: async (source) => `the file ${realpathSync(fileOf(source))}`,

  // A transaction sees what was there when it first read, until it ends.
  holdState: async () => undefined,

  async readLastKeys(manager) {
    const rows: { name: string; seq: number }[] = await manager.query(
      "SELECT name, seq FROM sqlite_sequence",
    );
    return new Map(rows.map(({ name, seq }) => [name, seq]));
  },

  // AUTOINCREMENT goes on from the greatest key that is there, or from this table's where that is greater.
  async restartKeys(source, lastKeys) {
    await source.transaction(async (manager) => {
      for (const [name, last] of lastKeys) {
        await manager.query("DELETE FROM sqlite_sequence WHERE name = ?", [name]);
        await manager.query("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [name, last]);
      }
    });
  },

  // Plans are written out in the statements, so that they stay what they are as content grows.
  gatherStatistics: async () => undefined,

  isContention: () => false,

  // There is no way: the engine is in this process.
  isConnectionLost: () => false,

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

  keepsOrder: true,
  selectsBeforeSorting: true,

  emitScalar,

  emitObject: (entries) => emitObject(entries, emitConcat),

  // SQLite feeds an aggregate in the order of the rows; to say so again would sort them once more.
  emitArray(element, { condition, order } = {}) {
    const sorted = order && !order.isAsRead ? sql` ORDER BY ${order.terms}` : empty;
    const filter = condition ? sql` FILTER (WHERE ${condition})` : empty;
    return sql`concat('[', group_concat(${element}, ','${sorted})${filter}, ']')`;
  },

  emitCursor: (signature, columns) =>
    sql`lower(hex(json_array(${join([literal(signature), ...columns], ", ")})))`,

  emitList: (json) => sql`SELECT key AS ordinal, value FROM json_each(${json})`,

  loadRows,
  replaceRows,

  search: sqliteSearch,

  emitJsonRows(json, columns) {
    const values = columns.map(
      ({ name }, place) => sql`value ->> ${raw(String(place))} AS ${raw(`"${name}"`)}`,
    );
    return sql`SELECT ${join(values, ", ")}, key AS ordinal FROM json_each(${json})`;
  },

  emitBytes: (text) => sql`CAST(${text} AS BLOB)`,

  // A unary plus keeps SQLite from the index: https://www.sqlite.org/optoverview.html#uplus
  emitUnindexed: (column) => sql`+${column}`,

  // The order of tables that are joined by CROSS JOIN says it.
  emitLeadingKey: (column) => column,

  ...sqlitePlaces,

  emitOneOfFew: (column, select) => sql`${column} IN (${select})`,

  emitExists: (select) => sql`EXISTS (${select})`,

  // CROSS JOIN is what keeps SQLite from reading `second` first: https://www.sqlite.org/optoverview.html#crossjoin
  emitOrderedJoin: (first, second) => sql`${first} CROSS JOIN ${second}`,

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

function fileOf({ options }: DataSource): string {
  return String(options.database);
}

/** TypeORM does not publish its connection's type. */
function connectionOf({ driver }: DataSource): SqliteConnection {
  return (driver as unknown as { databaseConnection: SqliteConnection }).databaseConnection;
}

function emitScalar(column: Sql, kind: ScalarKind): Sql {
  switch (kind) {
    case "string":
    case "integer":
      return sql`json_quote(${column})`;
    case "float":
      return sql`json_number(${column})`;
    case "boolean":
      return sql`CASE ${column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END`;
    case "json":
      return sql`coalesce(${column}, 'null')`;
  }
}

/** One buffer for all parts, where a chain of `||` copies what it has with each part. SQLite takes 1,000 arguments. */
function emitConcat(parts: readonly Sql[]): Sql {
  const most = 900;
  if (parts.length <= most) return sql`concat(${join([...parts], ", ")})`;
  const groups: Sql[] = [];
  for (let start = 0; start < parts.length; start += most)
    groups.push(emitConcat(parts.slice(start, start + most)));
  return emitConcat(groups);
}

/** TypeORM wraps the driver's error; its code is what tells faults apart. */
function findCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return "driverError" in error ? findCode(error.driverError) : undefined;
}
