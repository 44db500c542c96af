import pg, { type PoolClient, type PoolConfig } from "pg";
import { isWaitOver } from "./postgres-failures.js";
import { afterRunning } from "./running-time.js";

type Connected = (error: Error | undefined, client?: PoolClient, release?: PoolClient["release"]) => void;

/** How long a connection may take to show life after a renewal, and to say farewell at the end. */
const graceMilliseconds = 1_000;

/** Which part of a wait for a connection this process must have run for: the driver counts what it stood still, too. */
const waitedPart = 0.8;

/**
 * A pool that can throw away every connection that it has: the network may have lost them without telling.
 *
 * The driver would hand out such a connection, and whoever asks on it would wait until the system gives it up.
 */
export class RenewablePool extends pg.Pool {
  /** Counts renewals. */
  #era = 0;
  readonly #eras = new WeakMap<PoolClient, number>();
  readonly #all = new Set<PoolClient>();
  readonly #onLoan = new Set<PoolClient>();

  constructor(options: PoolConfig) {
    super(options);
    this.on("connect", (client) => {
      this.#eras.set(client, this.#era);
      this.#all.add(client);
    });
    this.on("acquire", (client) => this.#onLoan.add(client));
    this.on("release", (_error, client) => this.#onLoan.delete(client));
    this.on("remove", (client) => this.#all.delete(client));
  }

  /**
   * Hands out none of the present connections any more.
   *
   * One on which somebody still waits for an answer is left to them if the server sends anything on it soon, and
   * ended otherwise.
   */
  renew(): void {
    this.#era += 1;
    this.discardIdle();
    const heard = [...this.#onLoan].map((client) => ({ client, bytes: streamOf(client).bytesRead }));
    const endSilent = () => {
      for (const { client, bytes } of heard)
        if (this.#onLoan.has(client) && streamOf(client).bytesRead === bytes) streamOf(client).destroy();
    };
    afterRunning(graceMilliseconds, endSilent);
  }

  /** Ends the connections that nobody uses. */
  discardIdle(): void {
    for (let count = this.idleCount; count > 0; count -= 1) super.connect().then(discard, () => undefined);
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<PoolClient> | undefined {
    const taken = this.#take();
    if (!callback) return taken;
    taken.then(
      (client) => callback(undefined, client, client.release),
      (error) => callback(error, undefined, () => undefined),
    );
    return undefined;
  }

  /** Resolves when every connection is gone; those that do not answer the farewell are ended without it. */
  override end(): Promise<void>;
  override end(callback: () => void): void;
  override end(callback?: () => void): Promise<void> | undefined {
    const ended = this.#end();
    if (!callback) return ended;
    ended.then(callback, callback);
    return undefined;
  }

  async #end(): Promise<void> {
    const ended = super.end();
    const timer = setTimeout(() => {
      for (const client of this.#all) streamOf(client).destroy();
    }, graceMilliseconds);
    while (this.#all.size > 0) await new Promise((resolve) => this.once("remove", resolve));
    clearTimeout(timer);
    await ended;
  }

  async #take(): Promise<PoolClient> {
    for (;;) {
      const client = await this.#wait();
      if (this.#eras.get(client) === this.#era) return client;
      discard(client);
    }
  }

  /** Asks again where the driver's time was over because this process stood still. */
  async #wait(): Promise<PoolClient> {
    let isOver = false;
    const stop = afterRunning(waitedPart * (this.options.connectionTimeoutMillis ?? 0), () => {
      isOver = true;
    });
    try {
      for (;;) {
        try {
          return await super.connect();
        } catch (error) {
          if (isOver || !isWaitOver(error)) throw error;
        }
      }
    } finally {
      stop();
    }
  }
}

/** The driver would wait for the farewell to be sent, and the next in line with it. */
function discard(client: PoolClient): void {
  streamOf(client).destroy();
  client.release(true);
}

function streamOf(client: pg.ClientBase): { bytesRead: number; destroy(): void } {
  return (client as unknown as { connection: { stream: { bytesRead: number; destroy(): void } } }).connection
    .stream;
}
