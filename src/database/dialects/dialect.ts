import type { Sql } from "sql-template-tag";
import type { DataSource, DataSourceOptions } from "typeorm";
import type { StatementReader } from "../reading/statement-reader.js";

/** What a value is in JSON, and so how its text is written. */
export type ScalarKind = "string" | "integer" | "float" | "boolean" | "json";

export interface ReaderOptions {
  url: string;
  /** The open database at the URL; where nobody else can reach it, its connection is the one that reads. */
  source: DataSource;
  /** Told of every statement before it runs. */
  onStatement?: ((statement: string) => void) | undefined;
  /** How long a statement may take where it can be stopped. */
  limitMilliseconds?: number | undefined;
}

/** The SQL and the driver options of one engine; nothing else in the program knows which engine runs. */
export interface Dialect {
  /** Driver options for a URL of this engine, without the parts that all engines share. */
  toDriverOptions(url: string): DataSourceOptions;

  /** Whether there is a database at the URL already; opening it would create it otherwise. */
  exists(url: string): boolean;

  /** What runs the read statements; it connects when the first one comes. */
  openReader(options: ReaderOptions): StatementReader;

  /** The SQL text and the values as TypeORM's driver takes them. */
  toQuery(statement: Sql): { text: string; values: unknown[] };

  /** JSON text of a column: `null` for NULL. */
  emitScalar(column: Sql, kind: ScalarKind): Sql;

  /** JSON text of an object whose values are JSON text. */
  emitObject(entries: readonly { key: string; value: Sql }[]): Sql;

  /**
   * Aggregate: JSON text of the array of `element` of the rows where `condition` holds, all without one.
   *
   * The order is that of the rows as they come, or with `descendingBy` the reverse order of that column.
   */
  emitArray(element: Sql, rows?: { condition?: Sql; descendingBy?: Sql | undefined }): Sql;

  /** Hexadecimal text of the JSON array of these columns: the body of a cursor. */
  emitCursor(columns: readonly Sql[]): Sql;

  /** Rows (`ordinal`, `value`) of a list that is bound as one parameter: JSON text, or what stands for it. */
  emitList(json: unknown): Sql;

  /** The bytes of a text, so that the driver need not make a string of it. */
  emitBytes(text: Sql): Sql;

  /** A column whose index is not to be used, because the row is better found by another condition. */
  emitUnindexed(column: Sql): Sql;

  /** `FROM`: rows of `first` in their order, each joined to the rows of `second` for which `on` holds. */
  emitOrderedJoin(first: Sql, second: Sql): Sql;

  /** A sentence for the operator when opening the database failed; undefined when the fault is not one it knows. */
  explainOpenFailure(error: unknown): string | undefined;
}
