import type { TimedRows } from "./revision-reading.js";
import type { Revisions } from "./revisions.js";

/** A read statement as the planner emits it; it selects one column of bytes. What holds for a text holds each time. */
export interface ReadStatement {
  /** SQL with the engine's mark for each value; the same text is prepared once. */
  readonly text: string;
  /** The most objects that the answer can hold. */
  readonly cost: number;
  /** True when it can look at more rows than `cost` says, as counts and filters do. */
  readonly isUnbounded?: boolean;
}

/** What is bound to a statement, in the order of its marks. */
export type StatementValue = string | number | null;

export interface ReadOptions {
  /**
   * Ends a statement that runs elsewhere; its reason is what the read rejects with, be it a `TIMEOUT` or an abort.
   *
   * It is not looked at when the statement is answered at once, so that it may be a getter that makes the signal.
   */
  readonly signal?: AbortSignal | undefined;
  /** Told how long the database has worked on the statement, also when that failed or was ended. */
  tellWork?(milliseconds: number): void;
}

/** Runs read statements outside any transaction; each sees all that was committed before it began. */
export interface StatementReader {
  /**
   * The bytes of the one column of the first row; null when there is no row, or NULL in it.
   *
   * Answered without a promise where the engine can and the statement is quick: a small answer
   * takes no longer than a few awaits do. A fault is thrown or rejected accordingly.
   * @throws {GraphError} TIMEOUT when it ran longer than the maximum, SERVER_BUSY when too many wait already, UNAVAILABLE when
   * the database is out of reach.
   */
  read(
    statement: ReadStatement,
    values: readonly StatementValue[],
    options?: ReadOptions,
  ): Buffer | null | Promise<Buffer | null>;

  /** Tells whether what was read before is still so; `timedRows` are those whose time can come, the same each time. */
  watchRevisions(timedRows: readonly TimedRows[]): Revisions;

  /** How the database would go about a statement: a line a step, indented by what it is part of. */
  explain(text: string, values: readonly StatementValue[]): Promise<string[]>;

  /** False while the database is known to be out of reach. */
  readonly isReachable: boolean;

  /** Whether another server that has its content reads while it is out of reach. */
  readonly hasReplica: boolean;

  /** Resolves when whatever was committed before, here or elsewhere, is seen by reads and revisions of this reader. */
  settle(): Promise<void>;

  /** Rejects what still runs and lets go of the database; nothing can be read afterwards. */
  close(): Promise<void>;
}
