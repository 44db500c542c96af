import { RevisionState } from "./revision-state.js";

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

/** Of timed rows: what has come of them, and what will. */
export interface Times {
  /** The latest time that has come. */
  since: string | null;
  /** The first that will come. */
  next: string | null;
}

/** What a database says of its content at one moment. */
export interface RevisionReading {
  /** Tells apart databases whose counts may be the same. */
  identity: string;
  /** Of each table, how often it has changed. */
  numbers: readonly (readonly [table: string, number: number])[];
  /** Of each of the timed rows, in their order. */
  times: readonly Times[];
  /** Sequence of the newest change in the log; 0 when there is none. */
  change: number;
}

/** The state that a reading shows. */
export function toRevisionState(
  { identity, numbers, times, change }: RevisionReading,
  timedRows: readonly TimedRows[],
  { isVerified = true } = {},
): RevisionState {
  const revisions = new Map(numbers.map(([table, number]) => [table, String(number)]));
  for (const [index, { table, dependents = [] }] of timedRows.entries()) {
    const since = times[index]?.since;
    if (since == null) continue;
    for (const name of [table, ...dependents]) revisions.set(name, `${revisions.get(name)}@${since}`);
  }
  const horizon = times.flatMap(({ next }) => next ?? []).sort()[0];
  const timedTables = new Set(timedRows.flatMap(({ table, dependents = [] }) => [table, ...dependents]));
  return new RevisionState({
    identity,
    revisions,
    horizon,
    timedTables,
    change,
    isSettled: true,
    isVerified,
  });
}

/** One row: the latest time that has come and the first that has not, each by a look at one entry of an index. */
export function emitTimes({ table, column, where = "TRUE" }: TimedRows, now = "?"): string {
  return `SELECT (SELECT max(${column}) FROM ${table} WHERE ${where} AND ${column} <= ${now}),
    (SELECT min(${column}) FROM ${table} WHERE ${where} AND ${column} > ${now})`;
}

/** The latest time that has come of all; empty when none has. */
export function latestSince(times: readonly Times[]): string {
  return times.map(({ since }) => since ?? "").reduce((one, other) => (one < other ? other : one), "");
}

/** Makes states that are like no other, so that nothing is found or kept under them. */
export class UnsettledStates {
  #count = 0;

  create(identity: string, now: string): RevisionState {
    this.#count += 1;
    const name = `${identity}-unsettled-${this.#count}`;
    return new RevisionState({ identity: name, revisions: new Map(), horizon: now, isSettled: false });
  }
}
