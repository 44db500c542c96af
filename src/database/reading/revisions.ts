import { RevisionState } from "./revision-state.js";
import type { StatementValue } from "./statement-reader.js";

/** Rows of a table that come in sight when a time comes, without any write. */
export interface TimedRows {
  table: string;
  /** Holds the time, in the format of `now`. */
  column: string;
  /** SQL that holds of the rows that wait; with `column` behind it an index should have it. */
  where?: string;
  /** Other tables whose rows come in sight with these. */
  dependents?: readonly string[];
}

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
 * Tells cheaply whether what was read before is still so.
 *
 * The numbers of the table `revision` grow with every write of a content table; they are read again only when
 * something was committed. Rows that wait for their time count as changed when it comes: of those the latest time
 * that has come is part of the revision, and the next one is the horizon.
 */
export class Revisions {
  readonly #source: CommitSource;
  readonly #timedRows: readonly TimedRows[];
  #version: number | undefined;
  /** The latest time that has come. */
  #since = "";
  #signature = "";
  #state: RevisionState;
  #unsettledStates = 0;

  constructor(source: CommitSource, timedRows: readonly TimedRows[]) {
    this.#source = source;
    this.#timedRows = timedRows;
    this.#state = this.#createUnsettled("");
  }

  /**
   * The state for a request that sees what is in sight at `now`.
   *
   * Asked before the request's reads, so that these are at least as new as what they are remembered under. It costs
   * 1.4 µs on a file and 0.1 µs in memory when nothing was committed, else some 70 µs with 100,000 posts.
   */
  current(now: string): RevisionState {
    const version = this.#source.version();
    if (version === undefined) return this.#createUnsettled(now);
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
    const signature = JSON.stringify([numbers, times]);
    this.#version = version;
    if (signature === this.#signature) return;
    this.#signature = signature;
    this.#since = times.map(({ since }) => since ?? "").reduce(latest, "");
    this.#state = this.#createState(new Map(numbers), times);
  }

  #createState(numbers: ReadonlyMap<string, number>, times: readonly Times[]): RevisionState {
    const revisions = new Map([...numbers].map(([table, number]) => [table, String(number)]));
    for (const [index, { table, dependents = [] }] of this.#timedRows.entries()) {
      const since = times[index]?.since;
      if (since == null) continue;
      for (const name of [table, ...dependents]) revisions.set(name, `${revisions.get(name)}@${since}`);
    }
    const horizon = times.flatMap(({ next }) => next ?? []).sort()[0];
    const timedTables = new Set(
      this.#timedRows.flatMap(({ table, dependents = [] }) => [table, ...dependents]),
    );
    const { identity } = this.#source;
    return new RevisionState({ identity, revisions, horizon, timedTables, isSettled: true });
  }

  /** Like no other, so that nothing is found or kept under it. */
  #createUnsettled(now: string): RevisionState {
    this.#unsettledStates += 1;
    const identity = `${this.#source.identity}-unsettled-${this.#unsettledStates}`;
    return new RevisionState({ identity, revisions: new Map(), horizon: now, isSettled: false });
  }

  #readTimes(rows: TimedRows, now: string): Times {
    const [row] = this.#source.list(emitTimes(rows), [now, now]);
    const [since, next] = row as [string | null, string | null];
    return { since, next };
  }
}

/** One row: the latest time that has come and the first that has not, each by a look at one entry of an index. */
export function emitTimes({ table, column, where = "TRUE" }: TimedRows): string {
  return `SELECT (SELECT max(${column}) FROM ${table} WHERE ${where} AND ${column} <= ?),
    (SELECT min(${column}) FROM ${table} WHERE ${where} AND ${column} > ?)`;
}

interface Times {
  /** The latest that has come. */
  since: string | null;
  /** The first that will come. */
  next: string | null;
}

function latest(one: string, other: string): string {
  return one < other ? other : one;
}
