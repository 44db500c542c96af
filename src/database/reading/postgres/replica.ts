import type { PostgresClient } from "../../dialects/postgres-connection.js";
import { Heartbeat } from "./heartbeat.js";
import type { ServerPool } from "./server-pool.js";

/** Bytes of the write-ahead log that lie before a point in it; grows with all that is written. */
export type LogPosition = number;

/** What the primary is known to have written, and when that was learned. */
interface Mark {
  position: LogPosition;
  at: number;
}

/** Marks are for finding how long a replica has been behind; older ones say no more than that it is far too long. */
const maximumMarks = 1_000;

/** A server that follows the primary: how far it has come, and whether it may read for it. */
export class Replica {
  readonly pool: ServerPool;
  readonly #heartbeat: Heartbeat;
  readonly #maximumLagMilliseconds: number;
  /** Positions of the primary that this server has not reached, oldest first. */
  #ahead: Mark[] = [];
  #position: LogPosition | undefined;
  #isFollowing = false;

  constructor(pool: ServerPool, maximumLagMilliseconds: number) {
    this.pool = pool;
    this.#maximumLagMilliseconds = maximumLagMilliseconds;
    this.#heartbeat = new Heartbeat({
      connection: pool.connection,
      ask: (client) => this.#look(client),
      onLoss: () => {
        this.#position = undefined;
        pool.markDown();
      },
    });
  }

  /**
   * Whether it has all that was written up to `position`, and is not further behind than the bound.
   *
   * One that was promoted reads only where there is no primary: beside one it would be another database.
   */
  canRead(position: LogPosition, isPrimaryDown: boolean): boolean {
    if (this.#position === undefined || this.pool.isDown || this.#position < position) return false;
    return this.#isFollowing ? this.lagMilliseconds <= this.#maximumLagMilliseconds : isPrimaryDown;
  }

  /** For how long it has not had all that the primary had written then. */
  get lagMilliseconds(): number {
    const [oldest] = this.#ahead;
    return oldest ? Date.now() - oldest.at : 0;
  }

  /** The primary has come so far. */
  expect(position: LogPosition): void {
    if (this.#position !== undefined && this.#position >= position) return;
    if (this.#ahead.at(-1)?.position === position) return;
    if (this.#ahead.length < maximumMarks) this.#ahead.push({ position, at: Date.now() });
    this.#heartbeat.nudge();
  }

  async close(): Promise<void> {
    await this.#heartbeat.close();
    await this.pool.close();
  }

  async #look(client: PostgresClient): Promise<void> {
    const { rows } = await client.query({
      name: "look",
      text: `SELECT pg_is_in_recovery() AS follows, pg_wal_lsn_diff(
        CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END, '0/0') AS position`,
    });
    this.#isFollowing = rows[0].follows;
    this.#position = Number(rows[0].position);
    const reached = this.#position;
    this.#ahead = this.#ahead.filter(({ position }) => position > reached);
    this.pool.markUp();
  }
}
