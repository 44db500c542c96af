import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { until } from "../../database/postgres/support/until.js";
import type { PostgresServer } from "../../support/postgres/postgres-server.js";

/** Which process of PostgreSQL is killed: the one that starts all others, or the one that writes for the import. */
export type CrashTarget = "postmaster" | "backend";

const patienceMilliseconds = 60_000;

/** Settings of a server that is to be killed: what it has acknowledged is with the system, which is not killed. */
export const crashSettings = { synchronous_commit: "on", max_connections: "50", shared_buffers: "16MB" };

/** Kills a process of the server by SIGKILL; resolves when the server has recovered. */
export async function crash(server: PostgresServer, target: CrashTarget): Promise<void> {
  if (target === "postmaster") await crashPostmaster(server);
  else await crashBackend(server);
}

async function crashPostmaster(server: PostgresServer): Promise<void> {
  await server.stop("SIGKILL");
  const deadline = performance.now() + patienceMilliseconds;
  while (true) {
    try {
      return await server.start();
    } catch (error) {
      // Those that it had started end when they notice; until then their memory is in use.
      if (performance.now() > deadline) throw error;
      await sleep(50);
    }
  }
}

/** The server ends all other connections then, and recovers by itself. */
async function crashBackend(server: PostgresServer): Promise<void> {
  const countStarts = () => server.log.split("database system is ready to accept connections").length;
  const before = countStarts();
  const client = new pg.Client(server.url());
  // It is ended with all others.
  client.on("error", () => undefined);
  await client.connect();
  process.kill(await findWriter(client), "SIGKILL");
  await client.end();
  await until(() => countStarts() > before, patienceMilliseconds);
}

/** The connection whose transaction is the oldest; where the program has none, the one that asks. */
async function findWriter(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'
     ORDER BY application_name = 'colloquy' DESC, xact_start NULLS LAST LIMIT 1`,
  );
  const [first] = rows;
  if (!first) throw new Error("A connection that asks for connections finds itself.");
  return first.pid;
}
