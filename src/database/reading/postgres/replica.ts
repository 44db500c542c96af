import type { PostgresClient } from "../../dialects/postgres-connection.js";
import { Heartbeat } from "./heartbeat.js";
import { emitPosition, identifyServer, type LogPosition } from "./server-identity.js";
import type { ServerPool } from "./server-pool.js";

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
  /** Which cluster this server holds a copy of, and which one it should. */
  #cluster = "";
  #expectedCluster: string | undefined;

  constructor(pool: ServerPool, maximumLagMilliseconds: number) {
    this.pool = pool;
    this.#maximumLagMilliseconds = maximumLagMilliseconds;
    this.#heartbeat = new Heartbeat({
      connection: pool.connection,
      greet: async (client) => {
        this.#cluster = (await identifyServer(client)).cluster;
      },
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
   * While the primary is down nobody knows how far it has come, and what is known to have changed must do. A server
   * that was promoted reads only then: beside a primary it would be another database.
   */
  canRead(position: LogPosition, isPrimaryDown: boolean): boolean {
    if (this.#position === undefined || this.pool.isDown || this.#position < position) return false;
    if (this.#cluster !== this.#expectedCluster) return false;
    return isPrimaryDown || (this.#isFollowing && this.lagMilliseconds <= this.#maximumLagMilliseconds);
  }

  /** For how long it has not had all that the primary had written then. */
  get lagMilliseconds(): number {
    const [oldest] = this.#ahead;
    return oldest ? Date.now() - oldest.at : 0;
  }

  /** The primary, which is of this cluster, has come so far. */
  expect(position: LogPosition, cluster: string): void {
    this.#expectedCluster = cluster;
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
      ...(this.pool.keepsPrepared && { name: "look" }),
      text: `SELECT pg_is_in_recovery() AS follows, ${emitPosition} AS position`,
    });
    this.#isFollowing = rows[0].follows;
    this.#position = Number(rows[0].position);
    const reached = this.#position;
    this.#ahead = this.#ahead.filter(({ position }) => position > reached);
    this.pool.markUp();
  }
}
