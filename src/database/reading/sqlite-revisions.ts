import {
  emitTimes,
  latestSince,
  type TimedRows,
  type Times,
  toRevisionState,
  UnsettledStates,
} from "./revision-reading.js";
import type { RevisionState } from "./revision-state.js";
import type { Revisions } from "./revisions.js";
import type { StatementValue } from "./statement-reader.js";

/** What an engine tells of its commits, at once. */
export interface CommitSource {
  /** Tells apart databases whose counts may be the same. */
  readonly identity: string;
  /** Another number after each commit, of whatever connection and process; undefined while uncommitted writes show. */
  version(): number | undefined;
  /** Rows of a read statement, as arrays. */
  list(text: string, values: readonly StatementValue[]): unknown[][];
}

/**
 * Asks SQLite with each request whether anything was committed.
 *
 * The numbers of the table `revision` grow with every write of a content table; they are read again only when
 * something was committed. Rows that wait for their time count as changed when it comes: of those the latest time
 * that has come is part of the revision, and the next one is the horizon.
 */
export class SqliteRevisions implements Revisions {
  readonly #source: CommitSource;
  readonly #timedRows: readonly TimedRows[];
  readonly #unsettled = new UnsettledStates();
  #version: number | undefined;
  /** The latest time that has come. */
  #since = "";
  #signature = "";
  #state: RevisionState;

  constructor(source: CommitSource, timedRows: readonly TimedRows[]) {
    this.#source = source;
    this.#timedRows = timedRows;
    this.#state = this.#unsettled.create(source.identity, "");
  }

  /** It costs 1.4 µs on a file and 0.1 µs in memory when nothing was committed, else some 70 µs with 100,000 posts. */
  current(now: string): RevisionState {
    const version = this.#source.version();
    if (version === undefined) return this.#unsettled.create(this.#source.identity, now);
    if (version !== this.#version || !this.#isWithin(now)) this.#renew(version, now);
    return this.#state;
  }

  #isWithin(now: string): boolean {
    const { horizon } = this.#state;
    return this.#since <= now && (horizon === undefined || now < horizon);
  }

  #renew(version: number, now: string): void {
    const numbers = this.#source.list("SELECT table_name, number FROM revision", []) as [string, number][];
    const times = this.#timedRows.map((rows) => this.#readTimes(rows, now));
    const change = this.#readLastChange();
    const signature = JSON.stringify([numbers, times, change]);
    this.#version = version;
    if (signature === this.#signature) return;
    this.#signature = signature;
    this.#since = latestSince(times);
    const { identity } = this.#source;
    this.#state = toRevisionState({ identity, numbers, times, change }, this.#timedRows);
  }

  #readLastChange(): number {
    const [row] = this.#source.list("SELECT max(sequence) FROM change_log", []);
    return (row?.[0] as number | null | undefined) ?? 0;
  }

  #readTimes(rows: TimedRows, now: string): Times {
    const [row] = this.#source.list(emitTimes(rows), [now, now]);
    const [since, next] = row as [string | null, string | null];
    return { since, next };
  }
}
