import { LRUCache } from "lru-cache";
import { invariant } from "../../errors.js";
import type { SqliteConnection } from "../dialects/sqlite-connection.js";
import type { ReadStatement, StatementReader, StatementValue } from "./statement-reader.js";

export interface SqliteReaderOptions {
  /** Connects; called once, when the first statement comes. */
  open(): SqliteConnection;
  /** True when the connection is someone else's, who also closes it. */
  isShared: boolean;
  /** Told of every statement before it runs. */
  onStatement?: ((statement: string) => void) | undefined;
  /** How many statements stay prepared; the one that was used longest ago goes first. */
  maximumPrepared?: number | undefined;
}

/** What `prepare` gives; `get` answers with the one column of the first row. */
type Prepared = ReturnType<SqliteConnection["prepare"]>;

/** Enough for every operation of a few front ends; a prepared statement takes some tens of kilobytes. */
const defaultMaximumPrepared = 500;

/**
 * Runs statements on a connection of its own, at once and in this thread.
 *
 * A database in memory has one connection only, TypeORM's: it also shows what a running transaction has written.
 */
export class SqliteReader implements StatementReader {
  readonly #options: SqliteReaderOptions;
  readonly #prepared: LRUCache<string, Prepared>;
  #connection: SqliteConnection | undefined;
  #isClosed = false;

  constructor(options: SqliteReaderOptions) {
    this.#options = options;
    this.#prepared = new LRUCache({ max: options.maximumPrepared ?? defaultMaximumPrepared });
  }

  read({ text }: ReadStatement, values: readonly StatementValue[]): Buffer | null {
    this.#options.onStatement?.(text);
    return (this.#prepare(text).get(values) as Buffer | null | undefined) ?? null;
  }

  close(): void {
    this.#isClosed = true;
    this.#prepared.clear();
    if (!this.#options.isShared) this.#connection?.close();
  }

  #prepare(text: string): Prepared {
    const known = this.#prepared.get(text);
    if (known !== undefined) return known;
    invariant(!this.#isClosed, "nothing is read once the reader is closed");
    this.#connection ??= this.#options.open();
    const prepared = this.#connection.prepare(text).pluck();
    this.#prepared.set(text, prepared);
    return prepared;
  }
}
