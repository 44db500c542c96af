import type { Sql } from "sql-template-tag";
import type { DataSource, DataSourceOptions } from "typeorm";
import type { StatementReader } from "../reading/statement-reader.js";

/** What a value is in JSON, and so how its text is written. */
export type ScalarKind = "string" | "number" | "boolean" | "json";

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

  /** Aggregate: JSON text of the array of all rows' `element` where `condition` holds, in the order of `ordinal`. */
  emitArray(element: Sql, rows: { ordinal: Sql; descending: boolean; condition: Sql }): Sql;

  /** Hexadecimal text of the JSON array of these columns: the body of a cursor. */
  emitCursor(columns: readonly Sql[]): Sql;

  /** Rows (`ordinal`, `value`) of a list of texts that is bound as one parameter. */
  emitTextList(values: readonly string[]): Sql;

  /** A sentence for the operator when opening the database failed; undefined when the fault is not one it knows. */
  explainOpenFailure(error: unknown): string | undefined;
}
