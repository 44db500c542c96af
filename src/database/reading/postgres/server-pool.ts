import { LRUCache } from "lru-cache";
import { timeoutError } from "../../../errors.js";
import {
  type ConnectionOptions,
  createPool,
  type PoolClient,
  type PostgresPool,
  type QueryArrayConfig,
  type Queryable,
  toConnectionOptions,
} from "../../dialects/postgres-connection.js";
import { findCode, isWaitOver } from "../../dialects/postgres-failures.js";
import {
  busyError,
  isConnectionLost,
  isOfStatement,
  isRefusal,
  toShortageError,
  unavailableError,
} from "./connection-loss.js";
import { Ending } from "./ending.js";
import { findInstance } from "./server-identity.js";

export interface ServerPoolOptions {
  url: string;
  /** The most connections at once. */
  size: number;
  /** How long a statement may take. */
  limitMilliseconds: number;
  /** Whether statements stay prepared on their connection; not behind a pooler that changes it between statements. */
  keepsPrepared: boolean;
  /** Called when other connections to the server are as doubtful as those that were thrown away. */
  onRenewal?(): void;
  /** Told when the server refuses a statement for what it lacks for a while. */
  onShortage?(error: unknown): void;
}

/** A statement and what it is bound with. */
export interface Question {
  text: string;
  values: readonly unknown[];
  signal?: AbortSignal | undefined;
  tellWork?: ((milliseconds: number) => void) | undefined;
}

/** Statements of more texts than this are prepared anew; each takes some 100 kB of the server for each connection. */
const maximumPrepared = 500;

const recentMilliseconds = 500;

/** How long after its time a statement is given up by this side. */
const graceMilliseconds = 1_000;

/**
 * Connections to one server, on which read statements run.
 *
 * A statement whose connection is lost on the way is tried once more on a new one, in what is left of its time: it reads
 * only.
 */
export class ServerPool {
  readonly #pool: PostgresPool;
  readonly #options: ServerPoolOptions;
  readonly #connection: ConnectionOptions;
  readonly #names = new LRUCache<string, string>({ max: maximumPrepared });
  readonly #prepared = new WeakMap<PoolClient, Set<string>>();
  /** The start of a server that connections must lead to, where it matters; an address can lead to several. */
  instance: string | undefined;
  /** Whoever waits for an answer, or for a connection. */
  readonly #waits = new Set<Ending>();
  #lastName = 0;
  #isDown = false;
  #answeredAt = Number.NEGATIVE_INFINITY;

  constructor(options: ServerPoolOptions) {
    this.#options = options;
    this.#connection = toConnectionOptions(options.url, {
      limitMilliseconds: options.limitMilliseconds,
      takesSettings: options.keepsPrepared,
    });
    this.#pool = createPool(this.#connection, options.size, (client) => this.#assertInstance(client));
    // A connection that the server ends is replaced when the next statement comes; one that runs is told as well.
    this.#pool.on("error", () => undefined);
    this.#pool.on("connect", (client) => client.on("error", () => undefined));
  }

  /** How a connection of its own to the same server is made. */
  get connection(): ConnectionOptions {
    return this.#connection;
  }

  /** Whether what is prepared on a connection, or set for it, is there for the next statement too. */
  get keepsPrepared(): boolean {
    return this.#options.keepsPrepared;
  }

  get isDown(): boolean {
    return this.#isDown;
  }

  /** Connections that there are now, and statements that wait for one. */
  get load(): { connections: number; idle: number; waiting: number } {
    const { totalCount: connections, idleCount: idle, waitingCount: waiting } = this.#pool;
    return { connections, idle, waiting };
  }

  /** Whether a statement was answered within the last half second. */
  get isAnswering(): boolean {
    return performance.now() - this.#answeredAt < recentMilliseconds;
  }

  /** Whether a statement would run at once. */
  get hasRoom(): boolean {
    const { connections, idle, waiting } = this.load;
    return !this.isDown && connections - idle + waiting < this.#options.size;
  }

  /** Rejects what runs and whatever comes, until `markUp`: the server does not answer. */
  markDown(): void {
    if (this.#isDown) return;
    this.#isDown = true;
    this.#endWaits();
  }

  /** Connections that were made before the server was lost are not used any more: it may have forgotten them. */
  markUp(): void {
    if (!this.#isDown) return;
    this.renew();
    this.#isDown = false;
  }

  /** Throws away every connection: those on loan when they come back. */
  renew(): void {
    this.#pool.renew();
    this.#options.onRenewal?.();
  }

  /**
   * Rows as arrays of texts.
   *
   * @throws {GraphError} UNAVAILABLE, TIMEOUT, SERVER_BUSY; or the signal's reason.
   */
  async list({ text, values, signal, tellWork }: Question): Promise<unknown[][]> {
    if (this.#isDown) throw unavailableError();
    const { limitMilliseconds } = this.#options;
    const ending = new Ending({
      signal,
      // The server ends the statement by itself, unless a pooler is between or nobody is there any more.
      milliseconds: limitMilliseconds + graceMilliseconds,
      late: () => timeoutError(limitMilliseconds),
    });
    this.#waits.add(ending);
    const attempt = async () => {
      const client = await this.#borrow(ending);
      const begun = performance.now();
      try {
        return await this.#ask(client, this.#toQuery(client, text, values), ending);
      } finally {
        tellWork?.(performance.now() - begun);
      }
    };
    try {
      const rows = await attempt().catch((error) => {
        const canRetry = isConnectionLost(error) && !isWaitOver(error) && !isRefusal(error);
        if (!canRetry || this.isDown || signal?.aborted) throw error;
        // Whoever has ended one connection may have ended all: the next attempt is on a new one.
        this.#pool.discardIdle();
        return attempt();
      });
      this.#answeredAt = performance.now();
      return rows;
    } catch (error) {
      throw this.#translate(error);
    } finally {
      ending.settle();
      this.#waits.delete(ending);
    }
  }

  /** Rejects what runs. */
  async close(): Promise<void> {
    this.#endWaits();
    await this.#pool.end();
  }

  #endWaits(): void {
    for (const wait of this.#waits) wait.end(unavailableError());
  }

  /** A pool hands out connections late when all are busy, and not at all when the server is out of reach. */
  async #borrow(ending: Ending): Promise<PoolClient> {
    const asked = this.#pool.connect();
    try {
      return await Promise.race([asked, ending.reached]);
    } catch (error) {
      asked.then((client) => client.release()).catch(() => undefined);
      throw error;
    }
  }

  /** A connection of which the server has not said that it is free again is ended, and its statement soon after. */
  async #ask(client: PoolClient, query: QueryArrayConfig, ending: Ending): Promise<unknown[][]> {
    try {
      const { rows } = await Promise.race([client.query<unknown[]>(query), ending.reached]);
      client.release(this.#isWornOut(client));
      return rows;
    } catch (error) {
      client.release(!isOfStatement(error));
      throw error;
    }
  }

  async #assertInstance(client: Queryable): Promise<void> {
    if (this.instance === undefined || (await findInstance(client)) === this.instance) return;
    throw new Error("A connection led to another server than the one that is watched.");
  }

  #toQuery(client: PoolClient, text: string, values: readonly unknown[]): QueryArrayConfig {
    const query = { text, values: [...values].map(toStorable), rowMode: "array" as const };
    if (!this.#options.keepsPrepared) return query;
    const name = this.#names.get(text) ?? this.#nameOf(text);
    const prepared = this.#prepared.get(client) ?? new Set();
    this.#prepared.set(client, prepared.add(name));
    return { ...query, name };
  }

  #nameOf(text: string): string {
    this.#lastName += 1;
    const name = `read_${this.#lastName}`;
    this.#names.set(text, name);
    return name;
  }

  /** pg never lets go of what it has prepared; a new connection has nothing. */
  #isWornOut(client: PoolClient): boolean {
    return (this.#prepared.get(client)?.size ?? 0) > maximumPrepared;
  }

  #translate(error: unknown): unknown {
    if (findCode(error) === "57014") return timeoutError(this.#options.limitMilliseconds);
    const shortage = toShortageError(error);
    if (shortage) this.#options.onShortage?.(error);
    if (shortage || !(error instanceof Error) || !isConnectionLost(error)) return shortage ?? error;
    const isBusy = error.message.includes("timeout exceeded") && this.#pool.totalCount >= this.#options.size;
    return isBusy && !this.isDown ? busyError() : unavailableError(error);
  }
}

/**
 * PostgreSQL's text has no NUL. None is stored, so that what is compared with one lies directly behind what comes
 * before it, where the first character after NUL stands as well.
 */
function toStorable(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const end = value.indexOf("\0");
  return end === -1 ? value : `${value.slice(0, end)}\u0001`;
}
