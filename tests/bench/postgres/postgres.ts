import { execFileSync } from "node:child_process";
import { join } from "node:path";
import pg from "pg";
import { PostgresServer } from "../../support/postgres/postgres-server.js";
import { folder } from "../databases.js";

/** What a server of 24 GB of memory would be given, its data safe on the disk. */
export const settings = {
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  shared_buffers: "2GB",
  effective_cache_size: "12GB",
  maintenance_work_mem: "512MB",
  max_wal_size: "8GB",
};

/** What Colloquy asks of each of its connections; all contenders but one read under the same. */
export const readSettings = "-c plan_cache_mode=force_generic_plan -c jit=off -c random_page_cost=1.1";

/** Connections of each contender to the database. */
export const poolSize = 10;

/**
 * Starts the bench's PostgreSQL over what earlier runs have left in its folder.
 *
 * @param name one server at a time may run over each name.
 */
export async function openPostgres(name: string): Promise<PostgresServer> {
  return await PostgresServer.create({ folder: join(folder, name), settings });
}

/** Rows of one statement on a connection of its own. */
export async function queryOnce<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(text);
    return rows;
  } finally {
    await client.end();
  }
}

/** Lets a process with all its threads run on some cores only, `0` or `0,1`; its children inherit that. */
export function pin(pid: number, cores: string): void {
  execFileSync("taskset", ["--all-tasks", "--cpu-list", "--pid", cores, String(pid)], { stdio: "ignore" });
}
