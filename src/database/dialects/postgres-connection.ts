import pg, { type ClientConfig } from "pg";
import type { DataSource } from "typeorm";
import { RenewablePool } from "./renewable-pool.js";

export type { PoolClient, QueryArrayConfig } from "pg";

/** What the server says is wrong. */
export const { DatabaseError } = pg;

/** A connection of the driver. */
export type PostgresClient = pg.Client;

/** What statements can be asked of. */
export type Queryable = Pick<pg.ClientBase, "query">;

/** Connections that the driver hands out in turn. */
export type PostgresPool = RenewablePool;

/** How long it may take to reach the server before it counts as out of reach. */
const connectMilliseconds = 1_500;

/** How long a transaction may wait for its next statement before the server ends it. */
const idleInTransactionMilliseconds = 60_000;

/** What a connection of this program asks of the server; the text of each setting as `SET` takes it. */
const settings = {
  // Plans are made once for a statement, not for each value that it is bound with: what depends on counts is written out in it.
  plan_cache_mode: "force_generic_plan",
  jit: "off",
  // Content lies in memory or on disks without arms: a row found by its key is no dearer than the next one.
  random_page_cost: "1.1",
  idle_in_transaction_session_timeout: String(idleInTransactionMilliseconds),
  // Ends a statement soon after whoever asked for it has gone.
  client_connection_check_interval: "1000",
};

export interface ConnectionOptions extends ClientConfig {
  connectionString: string;
  connectionTimeoutMillis: number;
}

/** What a connection may ask of its server. */
interface Wishes {
  /** Bounds each statement. */
  limitMilliseconds?: number;
  /** False behind a pooler: a connection is not the client's alone there. */
  takesSettings?: boolean;
}

/** How this program connects to the server that a URL names; settings of the URL itself win. */
export function toConnectionOptions(
  url: string,
  { limitMilliseconds, takesSettings = true }: Wishes = {},
): ConnectionOptions {
  const { connectionString, options } = takeOptions(url);
  const given = { ...settings, ...(limitMilliseconds && { statement_timeout: String(limitMilliseconds) }) };
  const wished = takesSettings ? Object.entries(given).map(([name, value]) => `-c ${name}=${value}`) : [];
  const all = [...wished, ...options].join(" ");
  return {
    connectionString,
    connectionTimeoutMillis: connectMilliseconds,
    application_name: "colloquy",
    keepAlive: true,
    ...(all !== "" && { options: all }),
  };
}

/** The URL's parameter `options` apart: left in it, it would stand for all others. The server heeds the last of two. */
function takeOptions(url: string): { connectionString: string; options: string[] } {
  const parsed = new URL(url);
  const options = parsed.searchParams.getAll("options");
  if (options.length === 0) return { connectionString: url, options };
  parsed.searchParams.delete("options");
  return { connectionString: parsed.href, options };
}

/**
 * A connection whose end ends no process.
 *
 * The server may say farewell in the breath in which it opens a connection, when whoever asked for one does not listen
 * yet; the next statement on it fails and tells.
 */
export class PooledClient extends pg.Client {
  constructor(options?: string | ClientConfig) {
    super(options);
    this.on("error", () => undefined);
  }
}

/** A connection that is not open yet. */
export function createClient(options: ConnectionOptions): PostgresClient {
  return new pg.Client(options);
}

/** A pool that connects when the first statement comes; it keeps no process alive by itself. `assert` may refuse a new connection. */
export function createPool(
  options: ConnectionOptions,
  size: number,
  assert?: (client: Queryable) => Promise<void>,
): PostgresPool {
  const onConnect = assert && ((client: pg.ClientBase) => assert(client));
  return new RenewablePool({ ...options, max: size, allowExitOnIdle: true, ...(onConnect && { onConnect }) });
}

/** The driver for TypeORM, whose pool then is one that can be renewed. */
export const renewableDriver = { ...pg, Pool: RenewablePool };

/** The pool of a data source that was opened with `renewableDriver`. */
export function findRenewablePool(source: DataSource): RenewablePool | undefined {
  const { master } = source.driver as { master?: unknown };
  return master instanceof RenewablePool ? master : undefined;
}

/** Ends a connection without the farewell, for which nobody may be there. */
export function destroyClient(client: PostgresClient): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}

/** The URL without password and parameters, for messages. */
export function withoutPassword(url: string): string {
  const { protocol, username, host, pathname } = new URL(url);
  return `${protocol}//${username === "" ? "" : `${username}@`}${host}${pathname}`;
}
