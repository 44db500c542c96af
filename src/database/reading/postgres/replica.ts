import type { PostgresClient } from "../../dialects/postgres-connection.js";
import { Heartbeat } from "./heartbeat.js";
import {
  emitIdentity,
  type History,
  isSameHistory,
  type LogPosition,
  type ServerIdentity,
  toIdentity,
} from "./server-identity.js";
import type { ServerPool } from "./server-pool.js";
import type { StateNotices } from "./state-notices.js";

/** What the primary is known to have written, and when that was learned, by the clock that nobody sets. */
interface Mark {
  position: LogPosition;
  at: number;
}

/** Marks are for finding how long a replica has been behind; older ones say no more than that it is far too long. */
const maximumMarks = 1_000;

/** How soon it is looked at again while it has not all that the primary has; each time after twice as long. */
const firstPauseMilliseconds = 25;

export interface ReplicaParts {
  pool: ServerPool;
  maximumLagMilliseconds: number;
  notices: StateNotices;
}

/** A server that follows the primary: how far it has come, and whether it may read for it. */
export class Replica {
  readonly pool: ServerPool;
  readonly #heartbeat: Heartbeat;
  readonly #notices: StateNotices;
  readonly #maximumLagMilliseconds: number;
  /** Positions of the primary that this server has not reached, oldest first. */
  #ahead: Mark[] = [];
  /** What it said last; undefined while it is out of reach. */
  #seen: ServerIdentity | undefined;
  /** The history of the primary. */
  #expected: History | undefined;
  /** How far along that history it has come for certain; undefined while nothing is known of that. */
  #reached: LogPosition | undefined;
  #pauseMilliseconds = firstPauseMilliseconds;

  constructor({ pool, maximumLagMilliseconds, notices }: ReplicaParts) {
    this.pool = pool;
    this.#maximumLagMilliseconds = maximumLagMilliseconds;
    this.#notices = notices;
    this.#heartbeat = new Heartbeat({
      connection: pool.connection,
      ask: (client) => this.#look(client),
      onLoss: (error) => {
        this.#seen = undefined;
        pool.markDown();
        notices.tell("lost", error);
      },
      pauseMilliseconds: () => this.#nextPause(),
    });
  }

  /**
   * Whether it has all that was written up to `position`, and is not further behind than the bound.
   *
   * While the primary is down nobody knows how far it has come, and what is known to have changed must do. A server
   * that was promoted reads only then: beside a primary it would be another database.
   */
  canRead(position: LogPosition, isPrimaryDown: boolean): boolean {
    if (this.#seen === undefined || this.pool.isDown) return false;
    if (this.#reached === undefined || this.#reached < position) return false;
    return isPrimaryDown || (this.#isFollowing && this.lagMilliseconds <= this.#maximumLagMilliseconds);
  }

  /** For how long it has not had all that the primary had written then. */
  get lagMilliseconds(): number {
    const [oldest] = this.#ahead;
    return oldest ? performance.now() - oldest.at : 0;
  }

  /** The primary, which has this history, has come so far. */
  expect(position: LogPosition, history: History): void {
    if (!this.#expected || !isSameHistory(this.#expected, history)) this.#begin(history);
    if (this.#reached !== undefined && this.#reached >= position) return;
    if (this.#ahead.at(-1)?.position === position) return;
    if (this.#ahead.length === 0) this.#pauseMilliseconds = firstPauseMilliseconds;
    if (this.#ahead.length < maximumMarks) this.#ahead.push({ position, at: performance.now() });
    this.#heartbeat.nudge();
    this.#tell();
  }

  async close(): Promise<void> {
    await this.#heartbeat.close();
    await this.pool.close();
  }

  /** What it lacks reaches it within milliseconds, unless it is kept from it. */
  #nextPause(): number {
    if (this.#ahead.length === 0) return Number.POSITIVE_INFINITY;
    const pause = this.#pauseMilliseconds;
    this.#pauseMilliseconds *= 2;
    return pause;
  }

  get #isFollowing(): boolean {
    const isOfPrimary = this.#seen && this.#expected && isSameHistory(this.#seen, this.#expected);
    return isOfPrimary === true && this.#seen?.isFollowing === true;
  }

  /** What was reached or missed of another history says nothing of this one. */
  #begin(history: History): void {
    this.#expected = history;
    this.#reached = undefined;
    this.#ahead = [];
    this.#measure();
  }

  async #look(client: PostgresClient): Promise<void> {
    const { rows } = await client.query({
      ...(this.pool.keepsPrepared && { name: "look" }),
      text: `SELECT ${emitIdentity}`,
    });
    const seen = toIdentity(rows[0]);
    // Its data may have been put back, or be those of another server.
    if (seen.instance !== this.pool.instance) {
      this.#reached = undefined;
      this.pool.instance = seen.instance;
      this.pool.renew();
    }
    this.#seen = seen;
    this.#measure();
    this.pool.markUp();
    this.#tell();
  }

  /** Nothing while it is not known what it should be. */
  #tell(): void {
    if (!this.#seen || !this.#expected) return;
    const isBehind = this.lagMilliseconds > this.#maximumLagMilliseconds;
    this.#notices.tell(!this.#isFollowing ? "strayed" : isBehind ? "behind" : "well");
  }

  /** A server that leaves the primary's history while it runs, as one that is promoted does, keeps what it had. */
  #measure(): void {
    if (!this.#seen || !this.#expected || !isSameHistory(this.#seen, this.#expected)) return;
    const reached = this.#seen.position;
    this.#reached = reached;
    this.#ahead = this.#ahead.filter(({ position }) => position > reached);
  }
}
