import type { Sql } from "sql-template-tag";
import type { DataSource, DataSourceOptions, EntityManager, EntityMetadata } from "typeorm";
import type { StatementReader } from "../reading/statement-reader.js";
import type { SearchDialect } from "./search-dialect.js";

/** TypeORM does not publish it by name. */
export type ColumnMetadata = EntityMetadata["columns"][number];

/** What a value is in JSON, and so how its text is written. */
export type ScalarKind = "string" | "integer" | "float" | "boolean" | "json";

/** How the reads of requests are spread, where the database is a server. */
export interface PoolOptions {
  /** The most connections to each server at once. */
  size: number;
  /** Whether statements stay prepared on their connection; not behind a pooler that changes it between statements. */
  keepsPrepared: boolean;
  /** Servers that follow the primary, and read for it. */
  replicaUrls: readonly string[];
  /** How far behind the primary a replica may be and still read. */
  maximumLagMilliseconds: number;
}

/** News of a server that the database is spread over, for the operator. */
export interface ServerNotice {
  level: "warn" | "info";
  role: "primary" | "replica";
  /** Host and port. */
  server: string;
  message: string;
}

export interface ReaderOptions {
  url: string;
  /** The open database at the URL; where nobody else can reach it, its connection is the one that reads. */
  source: DataSource;
  /** Told of every statement before it runs. */
  onStatement?: ((statement: string) => void) | undefined;
  /** How long a statement may take where it can be stopped. */
  limitMilliseconds?: number | undefined;
  pool?: Partial<PoolOptions> | undefined;
  /** Told when a server goes out of reach, is left out or returns: once for each change. */
  onNotice?: ((notice: ServerNotice) => void) | undefined;
}

/** The rows that an aggregate takes, and their order. */
export interface ArrayRows {
  condition?: Sql;
  /** Terms of ORDER BY; without them rows are taken as they come. */
  order?: {
    terms: Sql;
    /** Whether the subquery that the rows come from has them in this order. */
    isAsRead: boolean;
  };
}

/** A column of texts or integers, by its database name. */
export interface JsonColumn {
  name: string;
  isInteger: boolean;
}

/** A table that very many rows are loaded into. */
export interface LoadTarget {
  table: string;
  columns: readonly JsonColumn[];
}

export type LoadedRow = readonly (string | number | boolean | null)[];

/** The SQL and the driver options of one engine; nothing else in the program knows which engine runs. */
export interface Dialect {
  /** Driver options for a URL of this engine with its migrations, without the parts that all engines share. */
  toDriverOptions(url: string, pool?: Partial<PoolOptions>): DataSourceOptions;

  /** Adds to the entities' columns what only this engine's tables have. */
  refineColumns(columns: readonly ColumnMetadata[]): void;

  /** The URL as people may see it: without a password. */
  describe(url: string): string;

  /** Whether there is a database at the URL already; opening it would create it otherwise. */
  exists(url: string): boolean;

  /** What keeps any content from the database, whatever is in it, in words; undefined when nothing does. */
  findUnfitness(source: DataSource): Promise<string | undefined>;

  /** Waits until no other process migrates the database; what it gives lets the next one begin. */
  claimSchema(source: DataSource): Promise<() => Promise<void>>;

  /** Waits, at the start of a transaction that will write, until no other one writes; it ends with the transaction. */
  claimWriting(manager: EntityManager): Promise<void>;

  /** Keeps the next copy out of a database until what it gives is called, or the process ends; undefined where one is in. */
  claimCopy(source: DataSource): Promise<(() => Promise<void>) | undefined>;

  /** The place of an open database in words, the same however its URL is spelt. */
  identify(source: DataSource): Promise<string>;

  /** Empties a table that is derived as a whole, and lets `load` fill it anew; within the transaction, which others do not see into. */
  replaceRows(manager: EntityManager, table: string, load: () => Promise<void>): Promise<void>;

  /** Inserts rows of values in the order of the columns, as quickly as the engine can take them. */
  loadRows(manager: EntityManager, target: LoadTarget, rows: readonly LoadedRow[]): Promise<void>;

  /** Lets a transaction, at its start, read one state of the database to its end, however long and whoever writes. */
  holdState(manager: EntityManager): Promise<void>;

  /** By table, the last key that it has given to a new row, which need not be there any more; 0 before the first one. */
  readLastKeys(manager: EntityManager): Promise<ReadonlyMap<string, number>>;

  /** Lets new rows get keys behind these and behind those that are there, after rows came in with keys of their own. */
  restartKeys(source: DataSource, lastKeys: ReadonlyMap<string, number>): Promise<void>;

  /** Counts what plans are chosen by, after much was written; where the engine plans by counts. */
  gatherStatistics(source: DataSource): Promise<void>;

  /** Whether a write failed only because of others at the same time, so that it may be tried again as a whole. */
  isContention(error: unknown): boolean;

  /** Whether the way to the database was lost; what became of a statement on it, a commit say, is not known then. */
  isConnectionLost(error: unknown): boolean;

  /** What runs the read statements; it connects when the first one comes. */
  openReader(options: ReaderOptions): StatementReader;

  /** The SQL text and the values as the driver takes them. */
  toQuery(statement: Sql): { text: string; values: unknown[] };

  /** Whether rows reach an aggregate in the order of the subquery that they come from, however they are joined. */
  readonly keepsOrder: boolean;

  /** Whether the select list of a row is made before it is known whether a LIMIT leaves it. */
  readonly selectsBeforeSorting: boolean;

  /** JSON text of a column: `null` for NULL. */
  emitScalar(column: Sql, kind: ScalarKind): Sql;

  /** JSON text of an object whose values are JSON text. */
  emitObject(entries: readonly { key: string; value: Sql }[]): Sql;

  /** Aggregate: JSON text of the array of `element` of the rows; an empty array without one. */
  emitArray(element: Sql, rows?: ArrayRows): Sql;

  /** Hexadecimal text of the JSON array of the signature and these columns: a cursor. */
  emitCursor(signature: string, columns: readonly Sql[]): Sql;

  /** Rows (`ordinal`, `value`) of a list that is bound as one parameter: JSON text, or what stands for it. */
  emitList(json: unknown): Sql;

  /** How texts are found. */
  readonly search: SearchDialect;

  /** Rows of a JSON column that holds an array of arrays: the elements of each as these columns, and its `ordinal`. */
  emitJsonRows(json: Sql, columns: readonly JsonColumn[]): Sql;

  /** The bytes of a text, so that the driver need not make a string of it. */
  emitBytes(text: Sql): Sql;

  /** A column whose index is not to be used, because the row is better found by another condition. */
  emitUnindexed(column: Sql): Sql;

  /** A key that names the row to read next, and is never what its own row is looked for by. */
  emitLeadingKey(column: Sql): Sql;

  /** Whether a column holds one of the keys that a SELECT gives: a few, which rows are looked up by. */
  emitOneOfFew(column: Sql, select: Sql): Sql;

  /** Whether a SELECT gives any row, found for each row around it by itself. */
  emitExists(select: Sql): Sql;

  /**
   * `FROM`: one row for each place of a table that lies in the window, by the table's index of places; the key of
   * the table's row is its column `row_id`.
   */
  emitPlaces(places: PlacesInWindow): Sql;

  /** Makes the index of the places of a table's rows anew, where it is a table of its own. */
  reindexPlaces(manager: EntityManager, table: string): Promise<void>;

  /**
   * SELECT of the rows (`row_id`, `slug`) of a table whose place in the index is not where they lie, and of places
   * (without `slug`) that are none of its; undefined where the index cannot differ.
   */
  selectMisplaced(table: string): string | undefined;

  /** `FROM`: rows of `first`, each joined to the rows of `second` for which `on` holds; in order where that is kept. */
  emitOrderedJoin(first: Sql, second: Sql): Sql;

  /** A sentence for the operator when opening the database failed; undefined when the fault is not one it knows. */
  explainOpenFailure(error: unknown): string | undefined;
}

/** A table whose rows lie at a latitude and a longitude, and the bounds of a window in degrees, as expressions. */
export interface PlacesInWindow {
  table: string;
  alias: string;
  window: Readonly<Record<"west" | "east" | "south" | "north", Sql>>;
}
