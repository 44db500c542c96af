import type { PostgresServer } from "../../support/postgres/postgres-server.js";
import { compareValues, measureSize } from "../compare-answers.js";
import type { Contender } from "../contenders/contenders.js";
import { listAble, measureOperation, type Rounds, type Running, warmBodies } from "../measure-operation.js";
import { type Operation, readOperations, type WeightedValue } from "../operations.js";
import { readFamilyCpu, startServer } from "../server-process.js";
import { contenders } from "./contenders.js";
import { ensurePostgresDatabase, type Making, readMaking } from "./databases.js";
import type { PostgresBenchOptions } from "./options.js";
import { pin, queryOnce } from "./postgres.js";

/** Of the two cores, one is the server's under test; PostgreSQL and the load share the other. */
export const cores = { server: "0", rest: "1" };

/** Different requests per operation; then they come again. */
export const bodiesPerOperation = 20_000;

/** Where PostgreSQL is what limits, few requests a second reach a server: it takes so long until V8 has compiled what runs. */
export const warmSeconds = 6;
/** And again, for what it has dropped while the others were measured. */
export const leadSeconds = 2;

/** Everything that a run has measured at one size. */
export interface PostgresSizeResult {
  posts: number;
  making: Making | undefined;
  bytesOnDisk: number;
  /** By the operation's name; `bytes` is the mean size of an answer of the first contender. */
  operations: Map<string, { rounds: Rounds; bytes: number }>;
}

/** Measures all chosen contenders over the database of one size. */
export async function runContenders(
  postgres: PostgresServer,
  posts: number,
  options: PostgresBenchOptions,
): Promise<PostgresSizeResult> {
  const url = await ensurePostgresDatabase(postgres, { ...options, posts });
  await warmDatabase(url);
  const operations = await readPostgresOperations(url, options.operations);
  const chosen = contenders.filter(({ letter }) => options.contenders.includes(letter));
  const running = await startContenders(chosen, url);
  const results: PostgresSizeResult["operations"] = new Map();
  try {
    const readDatabaseCpu = () => readFamilyCpu(postgres.pid ?? 0);
    for (const operation of operations) {
      const able = listAble(operation, running);
      await compareValues(operation, able);
      process.stderr.write(`${posts} posts: ${operation.name}\n`);
      const bytes = running[0] ? await measureSize(operation, running[0], warmBodies) : 0;
      const rounds = await measureOperation(operation, able, {
        ...options,
        readDatabaseCpu,
        warmSeconds,
        leadSeconds,
      });
      results.set(operation.name, { rounds, bytes });
    }
  } finally {
    for (const { server } of running) await server.stop();
  }
  return { posts, making: await readMaking(url), bytesOnDisk: await readSize(url), operations: results };
}

export async function readPostgresOperations(
  url: string,
  names: readonly string[] = [],
): Promise<Operation[]> {
  const listRows = async (text: string) =>
    (await queryOnce(url, text)).map(({ value, weight }): WeightedValue => ({ value, weight }));
  return await readOperations(listRows, { names, bodies: bodiesPerOperation });
}

/** One after the other, each on the server's core. */
export async function startContenders(chosen: readonly Contender[], url: string): Promise<Running[]> {
  const running: Running[] = [];
  for (const contender of chosen) {
    const server = await startServer(
      contender.args,
      { DATABASE_URL: url, SEEDS: "none", LOG_LEVEL: "warn", ...contender.environment },
      contender.node,
    );
    pin(server.pid, cores.server);
    running.push({ contender, server });
  }
  return running;
}

/** Reads all tables once, so that the first contender does not wait for the disk on behalf of the others. */
async function warmDatabase(url: string): Promise<void> {
  const tables = await queryOnce(
    url,
    "SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
  );
  for (const { name } of tables) await queryOnce(url, `SELECT count(*) FROM ${name}`);
}

async function readSize(url: string): Promise<number> {
  const [row] = await queryOnce(url, "SELECT pg_database_size(current_database())::float8 AS bytes");
  return row?.bytes ?? 0;
}
