import sql, { empty, join, raw, type Sql } from "sql-template-tag";
import type { DataSource } from "typeorm";
import { postgresMigrations } from "../migrations/postgres/index.js";
import { isConnectionLost } from "../reading/postgres/connection-loss.js";
import { PostgresReader } from "../reading/postgres/postgres-reader.js";
import type { Dialect, ScalarKind } from "./dialect.js";
import { emitObject } from "./emit-object.js";
import { liftLimit } from "./lift-limit.js";
import { literal } from "./literal.js";
import {
  findRenewablePool,
  PooledClient,
  renewableDriver,
  toConnectionOptions,
  withoutPassword,
} from "./postgres-connection.js";
import { explainPostgresFailure, findCode } from "./postgres-failures.js";
import { loadRows } from "./postgres-load-rows.js";
import { postgresSearch } from "./postgres-search.js";

/** PostgreSQL 15 or newer through pg: a pool of connections that write, and one for the reads of requests. */
export const postgresDialect: Dialect = {
  toDriverOptions(url, { keepsPrepared = true } = {}) {
    const { connectionString, connectionTimeoutMillis, ...extra } = toConnectionOptions(url, {
      takesSettings: keepsPrepared,
    });
    return {
      type: "postgres",
      driver: renewableDriver,
      url: connectionString,
      connectTimeoutMS: connectionTimeoutMillis,
      poolSize: writers,
      // The driver's own look at installed extensions needs privileges that this program does not.
      installExtensions: false,
      extra: { ...extra, Client: PooledClient },
      migrations: postgresMigrations,
    };
  },

  refineColumns(columns) {
    for (const column of columns) if (textTypes.has(column.type)) column.collation = "C";
  },

  describe: withoutPassword,

  async findUnfitness(source) {
    const [{ encoding }] = await source.query("SELECT current_setting('server_encoding') AS encoding");
    if (encoding === "UTF8") return undefined;
    return `its encoding is ${encoding}; create one in UTF8, which has every letter`;
  },

  async claimSchema(source) {
    const { release } = await beginClaim(source, "SELECT pg_advisory_xact_lock($1)", locks.schema);
    return release;
  },

  async claimCopy(source) {
    const lock = "SELECT pg_try_advisory_xact_lock($1) AS is_free";
    const { answer, release } = await beginClaim(source, lock, locks.copying);
    if (answer.is_free) return release;
    await release();
    return undefined;
  },

  async identify(source) {
    const [{ place, server }] = await source.query(
      `SELECT concat_ws('.', current_database(), nullif(current_schema(), 'public')) AS place, system_identifier AS server
        FROM pg_control_system()`,
    );
    return `the database ${place} of the PostgreSQL server ${server}`;
  },

  async claimWriting(manager) {
    await liftLimit(manager);
    await manager.query("SELECT pg_advisory_xact_lock($1)", [locks.writing]);
  },

  async holdState(manager) {
    await manager.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    await manager.query("SET LOCAL idle_in_transaction_session_timeout = 0");
    await liftLimit(manager);
  },

  async readLastKeys(manager) {
    const lastKeys = new Map<string, number>();
    for (const [table, column] of listKeyColumns(manager.connection)) {
      const [{ sequence }] = await manager.query("SELECT pg_get_serial_sequence($1, $2) AS sequence", [
        `"${table}"`,
        column,
      ]);
      // What has not been called yet stands at the key that it gives next.
      const [{ last }] = await manager.query(
        `SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END AS last FROM ${sequence}`,
      );
      lastKeys.set(table, Number(last));
    }
    return lastKeys;
  },

  async restartKeys(source, lastKeys) {
    for (const [table, column] of listKeyColumns(source)) {
      const last = `greatest(max("${column}"), CAST($1 AS integer), 0)`;
      await source.query(
        `SELECT setval(pg_get_serial_sequence('"${table}"', '${column}'), greatest(${last}, 1), ${last} > 0) FROM "${table}"`,
        [lastKeys.get(table) ?? 0],
      );
    }
  },

  async gatherStatistics(source) {
    await source.transaction(async (manager) => {
      await liftLimit(manager);
      await manager.query("ANALYZE");
    });
  },

  isContention: (error) => ["40001", "40P01", "55P03"].includes(findCode(error) ?? ""),

  isConnectionLost,

  // A database is made by whoever owns the server, never by opening it.
  exists: () => true,

  openReader: ({ source, ...options }) =>
    new PostgresReader({ ...options, writers: findRenewablePool(source) }),

  toQuery,

  keepsOrder: false,
  selectsBeforeSorting: false,

  emitScalar,

  emitObject: (entries) => emitObject(entries, emitConcat),

  emitArray(element, { condition, order } = {}) {
    // Where the rows come in this order already, PostgreSQL sees that and does not sort them again.
    const ordered = order ? sql` ORDER BY ${order.terms}` : empty;
    const filter = condition ? sql` FILTER (WHERE ${condition})` : empty;
    return sql`('[' || coalesce(string_agg(${element}, ','${ordered})${filter}, '') || ']')`;
  },

  emitCursor(signature, columns) {
    const values = columns.map((column) => sql`',' || ${emitQuoted(column)} || `);
    const start = literal(`[${JSON.stringify(signature)}`);
    return sql`encode(convert_to(${start} || ${join(values, "")}']', 'UTF8'), 'hex')`;
  },

  emitList: (json) =>
    sql`SELECT ordinal, value FROM jsonb_array_elements_text(${json}::jsonb) WITH ORDINALITY AS list (value, ordinal)`,

  loadRows: (manager, target, rows) => loadRows(postgresDialect, manager, { ...target, rows }),

  // A role that imports need not own the tables; without the right to change them rows are deleted one by one.
  async replaceRows(manager, table, load) {
    await manager.query(`DELETE FROM "${table}"`);
    await load();
  },

  search: postgresSearch,

  emitJsonRows(json, columns) {
    const values = columns.map(({ name, isInteger }, place) => {
      const value = sql`value ->> ${raw(String(place))}`;
      return sql`${isInteger ? sql`(${value})::integer` : value} AS ${raw(`"${name}"`)}`;
    });
    return sql`SELECT ${join(values, ", ")}, ordinal FROM jsonb_array_elements(${json}::jsonb) WITH ORDINALITY AS list (value, ordinal)`;
  },

  // The driver makes a string of whatever it gets; of bytes it would have twice as many digits to read.
  emitBytes: (text) => sql`CAST(${text} AS text)`,

  // Counted rows, and what is said of them, are what PostgreSQL chooses an index by.
  emitUnindexed: (column) => column,

  // An expression has no index: PostgreSQL would read all that hangs on the row that is asked for, taking it for few.
  emitLeadingKey: (column) => sql`(${column} + 0)`,

  emitPlaces({ table, alias, window: { west, east, south, north } }) {
    const place = raw(`point("${alias}"."longitude", "${alias}"."latitude")`);
    return sql`${raw(`"${table}" AS "${alias}"`)} ON ${place} <@ box(point(${west}, ${south}), point(${east}, ${north}))`;
  },

  // The index is one of the table's own columns, which PostgreSQL keeps.
  reindexPlaces: async () => undefined,
  selectMisplaced: () => undefined,

  // PostgreSQL takes a recursive SELECT for hundreds of keys, and would read all rows; an array it takes for ten.
  emitOneOfFew: (column, select) => sql`${column} = ANY (ARRAY(${select}))`,

  // OFFSET keeps PostgreSQL from making a join of it, which reads and sorts all rows before the first page is cut.
  emitExists: (select) => sql`EXISTS (${select} OFFSET 0)`,

  emitOrderedJoin: (first, second) => sql`${first} JOIN ${second}`,

  explainOpenFailure: explainPostgresFailure,
};

/** Text is compared by its bytes, as SQLite does, whatever the collation of the database is. */
const textTypes = new Set<unknown>(["text", "simple-json"]);

/** Keys of advisory locks, which are those of one database; any numbers that no other program there uses. */
const locks = { schema: 7_305_001, writing: 7_305_002, copying: 7_305_003 };

/** Writes come one after the other; the others are for what reads between them. */
const writers = 4;

/** By table, the column whose keys the database gives; classes that share a table have one counter. */
function listKeyColumns({ entityMetadatas }: DataSource): Map<string, string> {
  const keys = new Map<string, string>();
  for (const { tableName, columns } of entityMetadatas) {
    const column = columns.find(({ isGenerated }) => isGenerated)?.databaseName;
    if (column !== undefined) keys.set(tableName, column);
  }
  return keys;
}

/** A transaction for a lock: behind a pooler nothing else keeps its connection, and with it what it has locked. */
async function beginClaim(source: DataSource, lock: string, key: number) {
  const runner = source.createQueryRunner();
  const release = async () => {
    // With a connection that was lost its locks are gone.
    if (runner.isReleased) return;
    if (runner.isTransactionActive) await runner.commitTransaction();
    await runner.release();
  };
  try {
    await runner.startTransaction();
    // However long the work takes.
    await runner.query("SET LOCAL idle_in_transaction_session_timeout = 0");
    await runner.query("SET LOCAL lock_timeout = 0");
    await liftLimit(runner);
    const [answer] = await runner.query(lock, [key]);
    return { answer, release };
  } catch (error) {
    // A connection goes back as it came, if it is there still.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    await runner.release();
    throw error;
  }
}

/** The same object bound in several places is one parameter: the request's instant stands in every condition of visibility. */
function toQuery(statement: Sql): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const numbers = new Map<unknown, number>();
  const bind = (value: unknown) => {
    const known = numbers.get(value);
    if (known !== undefined) return known;
    values.push(value);
    if (typeof value === "object" && value !== null) numbers.set(value, values.length);
    return values.length;
  };
  const text = statement.strings.reduce((before, after, index) => {
    return `${before}$${bind(statement.values[index - 1])}${after}`;
  });
  return { text, values };
}

function emitScalar(column: Sql, kind: ScalarKind): Sql {
  switch (kind) {
    case "string":
      return emitQuoted(column);
    case "integer":
      return sql`coalesce(CAST(${column} AS text), 'null')`;
    case "float":
      return emitNumber(column);
    case "boolean":
      return sql`CASE WHEN ${column} THEN 'true' WHEN NOT ${column} THEN 'false' ELSE 'null' END`;
    case "json":
      return sql`coalesce(${column}, 'null')`;
  }
}

function emitQuoted(column: Sql): Sql {
  return sql`coalesce(CAST(to_json(${column}) AS text), 'null')`;
}

/**
 * PostgreSQL prints 0.00001 as `1e-05` and 1e15 as `1e+15`; an answer has the text that JSON.stringify gives:
 * plain digits from 1e-6 to 1e21, else an exponent without leading zeros (ECMA-262, Number::toString).
 */
function emitNumber(column: Sql): Sql {
  const text = sql`CAST(${column} AS text)`;
  return sql`CASE WHEN ${column} = 0 THEN '0'
    WHEN abs(${column}) >= 1e21 THEN ${text}
    WHEN abs(${column}) < 1e-6 THEN replace(${text}, 'e-0', 'e-')
    ELSE coalesce(CAST(CAST(${text} AS numeric) AS text), 'null') END`;
}

/** Brackets in brackets: PostgreSQL walks an expression of a thousand operators in a row as deep as it is long. */
function emitConcat(parts: readonly Sql[]): Sql {
  const most = 16;
  if (parts.length <= most) return sql`(${join([...parts], " || ")})`;
  const size = Math.max(most, Math.ceil(parts.length / most));
  const groups: Sql[] = [];
  for (let start = 0; start < parts.length; start += size)
    groups.push(emitConcat(parts.slice(start, start + size)));
  return emitConcat(groups);
}
