import { type ErrorCode, GraphError, invariant } from "../../../errors.js";
import type { PoolOptions, ReaderOptions } from "../../dialects/dialect.js";
import type { PostgresPool } from "../../dialects/postgres-connection.js";
import { findCode } from "../../dialects/postgres-failures.js";
import type { TimedRows } from "../revision-reading.js";
import type { Revisions } from "../revisions.js";
import type { ReadOptions, ReadStatement, StatementReader, StatementValue } from "../statement-reader.js";
import { Replica } from "./replica.js";
import { RevisionWatch } from "./revision-watch.js";
import { ServerPool } from "./server-pool.js";
import { StateNotices } from "./state-notices.js";

export interface PostgresReaderOptions extends Omit<ReaderOptions, "source"> {
  /** Connections to the primary beside those of this reader, which are lost with them. */
  writers?: Pick<PostgresPool, "renew"> | undefined;
}

const defaultPool: PoolOptions = {
  size: 10,
  keepsPrepared: true,
  replicaUrls: [],
  maximumLagMilliseconds: 10_000,
};

/**
 * Runs read statements on pools of connections; each can be stopped, and none holds up another.
 *
 * Replicas take turns with those reads for which they have all that is known to have been written; whatever they do
 * not have yet is read from the primary.
 */
export class PostgresReader implements StatementReader {
  readonly #primary: ServerPool;
  readonly #replicas: readonly Replica[];
  readonly #notices: StateNotices;
  readonly #onStatement: ((statement: string) => void) | undefined;
  #watch: RevisionWatch | undefined;
  #turn = 0;
  #isClosed = false;

  constructor(options: PostgresReaderOptions) {
    const { url, onStatement, limitMilliseconds = 10_000, pool = {}, writers, onNotice } = options;
    const { size, keepsPrepared, replicaUrls, maximumLagMilliseconds } = { ...defaultPool, ...pool };
    const open = (server: string, notices: StateNotices, onRenewal = () => {}) => {
      const onShortage = notices.tellShortage.bind(notices);
      return new ServerPool({ url: server, size, limitMilliseconds, keepsPrepared, onRenewal, onShortage });
    };
    this.#notices = new StateNotices({ url, role: "primary", onNotice });
    this.#primary = open(url, this.#notices, () => writers?.renew());
    // All of them before the first is connected to: one may have an address that cannot be read.
    const replicas = replicaUrls.map((replica) => {
      const notices = new StateNotices({ url: replica, role: "replica", onNotice });
      return { pool: open(replica, notices), maximumLagMilliseconds, notices };
    });
    this.#replicas = replicas.map((parts) => new Replica(parts));
    this.#onStatement = onStatement;
  }

  async read(
    { text }: ReadStatement,
    values: readonly StatementValue[],
    options: ReadOptions = {},
  ): Promise<Buffer | null> {
    invariant(!this.#isClosed, "nothing is read once the reader is closed");
    this.#onStatement?.(text);
    const { signal } = options;
    const tellWork = (milliseconds: number) => options.tellWork?.(milliseconds);
    const [row] = await this.#list({ text, values, signal, tellWork });
    const json = row?.[0] as string | null | undefined;
    return json == null ? null : Buffer.from(json);
  }

  async explain(text: string, values: readonly StatementValue[]): Promise<string[]> {
    const rows = await this.#primary.list({ text: `EXPLAIN (COSTS OFF) ${text}`, values });
    return rows.map(([line]) => String(line));
  }

  watchRevisions(timedRows: readonly TimedRows[]): Revisions {
    this.#watch ??= new RevisionWatch({
      pool: this.#primary,
      timedRows,
      notices: this.#notices,
      onPosition: (position, history) => {
        for (const replica of this.#replicas) replica.expect(position, history);
      },
    });
    return this.#watch;
  }

  get isReachable(): boolean {
    return !this.#primary.isDown;
  }

  get hasReplica(): boolean {
    return this.#listReplicas().length > 0;
  }

  async settle(): Promise<void> {
    // Of a server that is lost in between nothing is known, and nothing kept.
    await this.#watch?.settle().catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#watch?.close();
    await Promise.all([this.#primary.close(), ...this.#replicas.map((replica) => replica.close())]);
  }

  /**
   * Whatever a replica cannot answer, another one or the primary can: it may have been stopped, or have cancelled what
   * held it up. A connection is waited for at one server at the most.
   */
  async #list(question: Parameters<ServerPool["list"]>[0]): Promise<unknown[][]> {
    for (const { pool } of this.#replicasInTurn()) {
      try {
        return await pool.list(question);
      } catch (error) {
        if (question.signal?.aborted || this.#isFinal(error)) throw error;
        if (hasWaited(error)) break;
      }
    }
    return await this.#primary.list(question);
  }

  /** Whether what a replica failed with is no better elsewhere. */
  #isFinal(error: unknown): boolean {
    return hasCode(error, "TIMEOUT") || (hasWaited(error) && !this.#primary.hasRoom);
  }

  /** Those that may read; none before it is known what they must have. */
  #listReplicas(): Replica[] {
    const { isDown } = this.#primary;
    const position = this.#watch?.changedAt;
    if (position === undefined || (!isDown && this.#watch?.isCurrent === false)) return [];
    return this.#replicas.filter((replica) => replica.canRead(position, isDown));
  }

  /** Those that may read, the next in turn first and full ones last. */
  #replicasInTurn(): readonly Replica[] {
    const able = this.#listReplicas();
    if (able.length === 0) return able;
    this.#turn = (this.#turn + 1) % able.length;
    const inTurn = [...able.slice(this.#turn), ...able.slice(0, this.#turn)];
    return inTurn.sort((one, other) => Number(other.pool.hasRoom) - Number(one.pool.hasRoom));
  }
}

/** Whether something was waited for in vain; a server that has no free connection says so at once. */
function hasWaited(error: unknown): boolean {
  return hasCode(error, "SERVER_BUSY") && findCode((error as GraphError).originalError) !== "53300";
}

function hasCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof GraphError && error.extensions.code === code;
}
