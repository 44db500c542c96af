import { setMaxListeners } from "node:events";
import { LRUCache } from "lru-cache";
import { GraphError, timeoutError } from "../../../errors.js";
import {
  type ConnectionOptions,
  createPool,
  type PoolClient,
  type PostgresPool,
  type QueryArrayConfig,
  toConnectionOptions,
} from "../../dialects/postgres-connection.js";
import { findCode } from "../../dialects/postgres-failures.js";
import { isConnectionLost, unavailableError } from "./connection-loss.js";

export interface ServerPoolOptions {
  url: string;
  /** The most connections at once. */
  size: number;
  /** How long a statement may take. */
  limitMilliseconds: number;
  /** Whether statements stay prepared on their connection; not behind a pooler that changes it between statements. */
  keepsPrepared: boolean;
}

/** A statement and what it is bound with. */
export interface Question {
  text: string;
  values: readonly unknown[];
  signal?: AbortSignal | undefined;
}

/** Statements of more texts than this are prepared anew; each takes some 100 kB of the server for each connection. */
const maximumPrepared = 500;

/**
 * Connections to one server, on which read statements run.
 *
 * A statement whose connection is lost on the way is tried once more on a new one: it reads only.
 */
export class ServerPool {
  readonly #pool: PostgresPool;
  readonly #options: ServerPoolOptions;
  readonly #connection: ConnectionOptions;
  readonly #names = new LRUCache<string, string>({ max: maximumPrepared });
  readonly #prepared = new WeakMap<PoolClient, Set<string>>();
  #lastName = 0;
  #outage: AbortController | undefined;
  #recovery = createRecovery();

  constructor(options: ServerPoolOptions) {
    this.#options = options;
    this.#connection = toConnectionOptions(options.url, options.limitMilliseconds, options.keepsPrepared);
    this.#pool = createPool(this.#connection, options.size);
    // An idle connection that the server ends is replaced when the next statement comes.
    this.#pool.on("error", () => undefined);
  }

  /** How a connection of its own to the same server is made. */
  get connection(): ConnectionOptions {
    return this.#connection;
  }

  get isDown(): boolean {
    return this.#outage !== undefined;
  }

  /** Connections that there are now, and statements that wait for one. */
  get load(): { connections: number; idle: number; waiting: number } {
    const { totalCount: connections, idleCount: idle, waitingCount: waiting } = this.#pool;
    return { connections, idle, waiting };
  }

  /** Rejects what runs and whatever comes, until `markUp`: the server does not answer. */
  markDown(): void {
    if (this.#outage) return;
    this.#outage = this.#recovery;
    this.#outage.abort(unavailableError());
  }

  markUp(): void {
    if (!this.#outage) return;
    this.#outage = undefined;
    this.#recovery = createRecovery();
  }

  /**
   * Rows as arrays of texts.
   *
   * @throws {GraphError} UNAVAILABLE, TIMEOUT, SERVER_BUSY; or the signal's reason.
   */
  async list(question: Question): Promise<unknown[][]> {
    try {
      return await this.#attempt(question);
    } catch (error) {
      if (!isConnectionLost(error) || this.isDown || question.signal?.aborted) throw this.#translate(error);
    }
    try {
      return await this.#attempt(question);
    } catch (error) {
      throw this.#translate(error);
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #attempt({ text, values, signal }: Question): Promise<unknown[][]> {
    const outage = this.#recovery.signal;
    outage.throwIfAborted();
    signal?.throwIfAborted();
    const client = await this.#connect(outage);
    let ended: unknown;
    const end = (event: Event) => {
      ended = (event.target as AbortSignal).reason;
      // The server notices within a second, and ends the statement.
      client.release(true);
    };
    for (const one of [outage, signal]) one?.addEventListener("abort", end, { once: true });
    try {
      const { rows } = await client.query<unknown[]>(this.#toQuery(client, text, values));
      return rows;
    } catch (error) {
      if (ended !== undefined) throw ended;
      if (isConnectionLost(error)) client.release(true);
      else client.release();
      ended = error;
      throw error;
    } finally {
      for (const one of [outage, signal]) one?.removeEventListener("abort", end);
      if (ended === undefined) client.release(this.#isWornOut(client));
    }
  }

  /** A pool hands out connections late when all are busy, and not at all when the server is out of reach. */
  async #connect(outage: AbortSignal): Promise<PoolClient> {
    const asked = this.#pool.connect();
    return await new Promise((resolve, reject) => {
      const leave = () => {
        reject(outage.reason);
        asked.then((client) => client.release()).catch(() => undefined);
      };
      outage.addEventListener("abort", leave, { once: true });
      const settle = () => outage.removeEventListener("abort", leave);
      asked.then(resolve, reject).finally(settle);
    });
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
    if (!(error instanceof Error) || !isConnectionLost(error)) return error;
    const isBusy = error.message.includes("timeout exceeded") && this.#pool.totalCount >= this.#options.size;
    return isBusy && !this.isDown ? busyError() : unavailableError(error);
  }
}

/** Whatever runs on the server listens to it. */
function createRecovery(): AbortController {
  const recovery = new AbortController();
  setMaxListeners(0, recovery.signal);
  return recovery;
}

function busyError(): GraphError {
  return new GraphError(
    "SERVER_BUSY",
    "Too many operations wait for the database already. Try again in a moment.",
  );
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
