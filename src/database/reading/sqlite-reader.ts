import { LRUCache } from "lru-cache";
import { invariant } from "../../errors.js";
import type { SqliteConnection } from "../dialects/sqlite-connection.js";
import type { Question } from "./reader-messages.js";
import type { ReaderPool } from "./reader-pool.js";
import type { TimedRows } from "./revision-reading.js";
import { fileCommits, memoryCommits } from "./sqlite-commits.js";
import { SqliteRevisions } from "./sqlite-revisions.js";
import { StatementPace } from "./statement-pace.js";
import type { ReadOptions, ReadStatement, StatementReader, StatementValue } from "./statement-reader.js";

export interface SqliteReaderOptions {
  /** Connects; called once, when the first statement comes. */
  open(): SqliteConnection;
  /** Tells this database apart from others. */
  identity: string;
  /** The processes that can open the same file; none when the connection is the only one, and someone else's. */
  pool?: ReaderPool;
  /** Told of every statement before it runs. */
  onStatement?: ((statement: string) => void) | undefined;
  /** How many statements stay prepared; the one that was used longest ago goes first. */
  maximumPrepared?: number;
}

/** What is remembered of a statement: how it has run, and its prepared form once it has run here. */
interface KnownStatement {
  pace: StatementPace;
  prepared: ReturnType<SqliteConnection["prepare"]> | undefined;
}

/** A row of `EXPLAIN QUERY PLAN`. */
interface PlanStep {
  id: number;
  parent: number;
  detail: string;
}

/** Enough for every operation of a few front ends; a prepared statement takes some tens of kilobytes. */
const defaultMaximumPrepared = 500;

/**
 * Runs quick statements on a connection of its own, at once and in this thread, and slow ones in other processes.
 *
 * A database in memory has one connection only, TypeORM's: every statement runs there, cannot be stopped, and
 * also sees what a running transaction has written.
 */
export class SqliteReader implements StatementReader {
  readonly #options: SqliteReaderOptions;
  readonly #known: LRUCache<string, KnownStatement>;
  #connection: SqliteConnection | undefined;
  #isClosed = false;

  constructor(options: SqliteReaderOptions) {
    this.#options = options;
    this.#known = new LRUCache({ max: options.maximumPrepared ?? defaultMaximumPrepared });
  }

  read(
    statement: ReadStatement,
    values: readonly StatementValue[],
    options?: ReadOptions,
  ): Buffer | null | Promise<Buffer | null> {
    const { pool, onStatement } = this.#options;
    const known = this.#known.get(statement.text) ?? this.#learn(statement);
    onStatement?.(statement.text);
    const question = { text: statement.text, values };
    if (pool === undefined || known.pace.runsHere) return this.#readHere(known, question, options);
    return readElsewhere({ pool, pace: known.pace }, question, options);
  }

  async explain(text: string, values: readonly StatementValue[]): Promise<string[]> {
    const steps = this.#connect().prepare(`EXPLAIN QUERY PLAN ${text}`).all(values) as PlanStep[];
    const depths = new Map<number, number>();
    return steps.map(({ id, parent, detail }) => {
      const depth = parent === 0 ? 0 : (depths.get(parent) ?? 0) + 1;
      depths.set(id, depth);
      return `${"  ".repeat(depth)}${detail}`;
    });
  }

  watchRevisions(timedRows: readonly TimedRows[]): SqliteRevisions {
    const { pool, identity } = this.#options;
    const connect = () => this.#connect();
    const commits = pool ? fileCommits(identity, connect) : memoryCommits(identity, connect);
    return new SqliteRevisions(commits, timedRows);
  }

  readonly isReachable = true;
  readonly hasReplica = false;

  /** What was committed is seen by the next statement. */
  async settle(): Promise<void> {}

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#known.clear();
    if (this.#options.pool === undefined) return;
    this.#options.pool.close();
    this.#connection?.close();
  }

  #learn(statement: ReadStatement): KnownStatement {
    const known = { pace: new StatementPace(statement), prepared: undefined };
    this.#known.set(statement.text, known);
    return known;
  }

  #readHere(known: KnownStatement, { text, values }: Question, options?: ReadOptions): Buffer | null {
    known.prepared ??= this.#connect().prepare(text).pluck();
    const start = performance.now();
    const bytes = (known.prepared.get(values) as Buffer | null | undefined) ?? null;
    const milliseconds = performance.now() - start;
    known.pace.ranHere(milliseconds);
    options?.tellWork?.(milliseconds);
    return bytes;
  }

  #connect(): SqliteConnection {
    invariant(!this.#isClosed, "nothing is read once the reader is closed");
    this.#connection ??= this.#options.open();
    return this.#connection;
  }
}

async function readElsewhere(
  { pool, pace }: { pool: ReaderPool; pace: StatementPace },
  question: Question,
  options: ReadOptions = {},
): Promise<Buffer | null> {
  const { bytes, milliseconds } = await pool.read(question, options);
  pace.ranElsewhere(milliseconds);
  return bytes;
}
