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
import { Heartbeat, SilenceError } from "./heartbeat.js";
import {
  emitIdentity,
  type History,
  type LogPosition,
  type ServerIdentity,
  toIdentity,
} from "./server-identity.js";
import type { ServerPool } from "./server-pool.js";
import type { StateNotices } from "./state-notices.js";

export interface RevisionWatchParts {
  /** Connections to the primary; marked down when it does not answer. */
  pool: ServerPool;
  timedRows: readonly TimedRows[];
  notices: StateNotices;
  /** Told how far the primary has come, each time that it is asked, and along which history. */
  onPosition(position: LogPosition, history: History): void;
}

/** For how long what the server has said counts as known; it is asked far sooner unless this process stood still. */
const knownMilliseconds = 2_000;

/** How long what was last known of a server that is out of reach is still served. */
const trustMilliseconds = 5 * 60_000;

/**
 * Learns of commits by notification, and twice a second by looking: one that is lost delays nothing for longer.
 *
 * So an answer is stale for 2 seconds at the most: half a second until the server is asked, one until it counts as
 * lost, and half a second more where only its connection ended. While it is out of reach what was last known stays,
 * unverified, for five minutes.
 */
export class RevisionWatch implements Revisions {
  readonly #parts: RevisionWatchParts;
  readonly #heartbeat: Heartbeat;
  readonly #unsettled = new UnsettledStates();
  #identity = "";
  /** Which start of the server was asked last. */
  #instance: string | undefined;
  /** Whether the server followed another one when it was greeted. */
  #wasFollowing = false;
  /** When the server was asked for what is known of it. */
  #askedAt = 0;
  #since = "";
  #written = "";
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
      onLoss: (error) => this.#lose(error),
    });
  }

  /** A position of the primary's log by which all content was written that the current state tells of. */
  get changedAt(): LogPosition | undefined {
    return this.#changedAt;
  }

  current(now: string): RevisionState {
    const state = this.#lostAt === undefined ? this.#known(now) : this.#lastKnown(this.#lostAt);
    return state ?? this.#unsettled.create(this.#identity, now);
  }

  /** Whether the state is that of the primary; else nobody knows what has been written since. */
  get isCurrent(): boolean {
    return this.#lostAt === undefined;
  }

  async settle(): Promise<void> {
    await this.#heartbeat.ask();
  }

  async close(): Promise<void> {
    await this.#heartbeat.close();
  }

  /** Undefined when something should have come in sight since, or this process stood still: then it is asked anew. */
  #known(now: string): RevisionState | undefined {
    if (this.#state && this.#isWithin(this.#state, now) && isRecent(this.#askedAt, knownMilliseconds))
      return this.#state;
    this.#heartbeat.nudge();
    return undefined;
  }

  #isWithin({ horizon }: RevisionState, now: string): boolean {
    return this.#since <= now && (horizon === undefined || now < horizon);
  }

  /** Also when something should have come in sight since: nobody can tell what. */
  #lastKnown(lostAt: number): RevisionState | undefined {
    return isRecent(lostAt, trustMilliseconds) ? this.#unverified : undefined;
  }

  /** A server that follows another takes no listeners, and a pooler has none: there the look twice a second is all. */
  async #greet(client: PostgresClient): Promise<void> {
    if (!this.#parts.pool.keepsPrepared) return;
    const { rows } = await client.query("SELECT pg_is_in_recovery() AS follows");
    this.#wasFollowing = rows[0].follows;
    if (!this.#wasFollowing) await client.query(`LISTEN ${revisionChannel}`);
  }

  async #look(client: PostgresClient): Promise<void> {
    const now = new Date();
    const { timedRows, pool, notices, onPosition } = this.#parts;
    const { server, ...content } = await readRevisions(client, this.#parts, now.toISOString());
    if (this.#wasFollowing && !server.isFollowing && pool.keepsPrepared)
      throw new Error("The server was promoted: from now on it tells of changes on a new connection.");
    this.#identity = `${server.cluster}-${server.timeline}`;
    this.#askedAt = now.getTime();
    this.#lostAt = undefined;
    if (this.#instance !== undefined && this.#instance !== server.instance) pool.renew();
    this.#instance = server.instance;
    pool.markUp();
    notices.tell("well");
    onPosition(server.position, server);
    const reading = { identity: this.#identity, ...content };
    const { times, ...rest } = reading;
    const written = JSON.stringify(rest);
    // What only comes in sight was written before.
    if (written !== this.#written) this.#changedAt = server.position;
    this.#written = written;
    const signature = `${written} ${JSON.stringify(times)}`;
    if (signature === this.#signature) return;
    this.#signature = signature;
    this.#since = latestSince(times);
    this.#state = toRevisionState(reading, timedRows);
    this.#unverified = toRevisionState(reading, timedRows, { isVerified: false });
  }

  /** One that is silent here and still answers reads is slow: what it says is read on, and nothing new is known. */
  #lose(error: unknown): void {
    const { pool, notices } = this.#parts;
    this.#lostAt ??= Date.now();
    if (!(error instanceof SilenceError) || !pool.isAnswering) pool.markDown();
    notices.tell(pool.isDown ? "lost" : "slow", error);
  }
}

interface LookRow extends ServerIdentity {
  numbers: [string, number][] | null;
  times: [string | null, string | null][];
  change: number | null;
}

async function readRevisions(
  client: PostgresClient,
  { timedRows, pool }: Pick<RevisionWatchParts, "timedRows" | "pool">,
  now: string,
): Promise<Omit<RevisionReading, "identity"> & { server: ServerIdentity }> {
  const times = timedRows.map(
    (rows) => `(SELECT json_build_array(since, next) FROM (${emitTimes(rows, "$1")}) AS times (since, next))`,
  );
  const { rows } = await client.query({
    ...(pool.keepsPrepared && { name: "look" }),
    // The place comes first: to look at tables can write to the log as well.
    text: `SELECT ${emitIdentity},
      (SELECT json_agg(json_build_array(table_name, number) ORDER BY table_name) FROM revision) AS numbers,
      json_build_array(${times.join(", ")}) AS times,
      (SELECT max(sequence) FROM change_log) AS change`,
    values: [now],
  });
  const [row] = rows as LookRow[];
  invariant(row, "a select without FROM gives a row");
  return {
    numbers: row.numbers ?? [],
    times: row.times.map(([since, next]): Times => ({ since, next })),
    change: row.change ?? 0,
    server: toIdentity(row),
  };
}

/** Whether a time is no longer ago than so many milliseconds; not when the clock was set back since. */
function isRecent(time: number, milliseconds: number): boolean {
  const elapsed = Date.now() - time;
  return elapsed >= 0 && elapsed < milliseconds;
}
