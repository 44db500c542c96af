import { invariant } from "../../../errors.js";
import type { PostgresClient } from "../../dialects/postgres-connection.js";
import { revisionChannel } from "../../migrations/postgres/count-changes.js";
import {
  emitTimes,
  latestSince,
  type RevisionReading,
  type TimedRows,
  type Times,
  toRevisionState,
  UnsettledStates,
} from "../revision-reading.js";
import type { RevisionState } from "../revision-state.js";
import type { Revisions } from "../revisions.js";
import { Heartbeat } from "./heartbeat.js";
import type { LogPosition } from "./replica.js";
import type { ServerPool } from "./server-pool.js";

export interface RevisionWatchParts {
  /** Connections to the primary; marked down when it does not answer. */
  pool: ServerPool;
  timedRows: readonly TimedRows[];
  /** Told how far the primary has come, each time that it is asked. */
  onPosition(position: LogPosition): void;
}

/** How long what was last known of a server that is out of reach is still served. */
const trustMilliseconds = 5 * 60_000;

/**
 * Learns of commits by notification, and twice a second by looking: one that is lost delays nothing for longer.
 *
 * So an answer is stale for 1.5 seconds at the most while the server answers: half a second until it is asked, one
 * until it counts as lost. While it is out of reach what was last known stays, unverified, for five minutes.
 */
export class RevisionWatch implements Revisions {
  readonly #parts: RevisionWatchParts;
  readonly #heartbeat: Heartbeat;
  readonly #unsettled = new UnsettledStates();
  #identity = "";
  #since = "";
  #signature = "";
  #state: RevisionState | undefined;
  /** The same content while the server is out of reach. */
  #unverified: RevisionState | undefined;
  #changedAt: LogPosition | undefined;
  /** When the server was lost; undefined while it is there. */
  #lostAt: number | undefined;

  constructor(parts: RevisionWatchParts) {
    this.#parts = parts;
    this.#heartbeat = new Heartbeat({
      connection: parts.pool.connection,
      greet: (client) => this.#greet(client),
      ask: (client) => this.#look(client),
      onLoss: () => this.#lose(),
    });
  }

  /** A position of the primary's log by which all content was written that the current state tells of. */
  get changedAt(): LogPosition | undefined {
    return this.#changedAt;
  }

  current(now: string): RevisionState {
    const state = this.#lostAt === undefined ? this.#state : this.#unverified;
    if (state && this.#isWithin(state, now) && this.#isTrusted()) return state;
    if (state && this.#lostAt === undefined) this.#heartbeat.nudge();
    return this.#unsettled.create(this.#identity, now);
  }

  async settle(): Promise<void> {
    await this.#heartbeat.ask();
  }

  async close(): Promise<void> {
    await this.#heartbeat.close();
  }

  #isWithin({ horizon }: RevisionState, now: string): boolean {
    return this.#since <= now && (horizon === undefined || now < horizon);
  }

  #isTrusted(): boolean {
    return this.#lostAt === undefined || Date.now() - this.#lostAt < trustMilliseconds;
  }

  /** A server that follows another takes no listeners: there the look twice a second is all. */
  async #greet(client: PostgresClient): Promise<void> {
    const { rows } = await client.query(
      `SELECT pg_is_in_recovery() AS follows, concat((SELECT system_identifier FROM pg_control_system()), '-',
        (SELECT oid FROM pg_database WHERE datname = current_database())) AS identity`,
    );
    // The same for all servers of a cluster, and another one for a database that was restored elsewhere.
    this.#identity = rows[0].identity;
    if (!rows[0].follows) await client.query(`LISTEN ${revisionChannel}`);
  }

  async #look(client: PostgresClient): Promise<void> {
    const now = new Date().toISOString();
    const { timedRows, pool, onPosition } = this.#parts;
    const { position, ...content } = await readRevisions(client, timedRows, now);
    this.#lostAt = undefined;
    pool.markUp();
    onPosition(position);
    const reading = { identity: this.#identity, ...content };
    const signature = JSON.stringify(reading);
    if (signature === this.#signature) return;
    this.#signature = signature;
    this.#changedAt = position;
    this.#since = latestSince(reading.times);
    this.#state = toRevisionState(reading, timedRows);
    this.#unverified = toRevisionState(reading, timedRows, { isVerified: false });
  }

  #lose(): void {
    this.#lostAt ??= Date.now();
    this.#parts.pool.markDown();
  }
}

interface LookRow {
  numbers: [string, number][] | null;
  times: [string | null, string | null][];
  change: number | null;
  /** Asked after the rest was seen, so that all of it was written before. */
  position: string;
}

async function readRevisions(
  client: PostgresClient,
  timedRows: readonly TimedRows[],
  now: string,
): Promise<Omit<RevisionReading, "identity"> & { position: LogPosition }> {
  const times = timedRows.map(
    (rows) => `(SELECT json_build_array(since, next) FROM (${emitTimes(rows, "$1")}) AS times (since, next))`,
  );
  const { rows } = await client.query({
    name: "look",
    text: `SELECT (SELECT json_agg(json_build_array(table_name, number) ORDER BY table_name) FROM revision) AS numbers,
      json_build_array(${times.join(", ")}) AS times,
      (SELECT max(sequence) FROM change_log) AS change,
      pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
        ELSE pg_current_wal_insert_lsn() END, '0/0') AS position`,
    values: [now],
  });
  const [row] = rows as LookRow[];
  invariant(row, "a select without FROM gives a row");
  return {
    numbers: row.numbers ?? [],
    times: row.times.map(([since, next]): Times => ({ since, next })),
    change: row.change ?? 0,
    position: Number(row.position),
  };
}
