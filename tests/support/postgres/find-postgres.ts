import { PostgresServer } from "./postgres-server.js";

/**
 * Starts a PostgreSQL server for this process and those that it starts, unless TEST_POSTGRES_URL names one, or
 * TEST_POSTGRES_ABSENCE says why there shall be none.
 *
 * Where none can be started, the absence is noted there; only a run of CI may not go on without it.
 */
export async function findPostgres(): Promise<PostgresServer | undefined> {
  if (process.env.TEST_POSTGRES_URL || process.env.TEST_POSTGRES_ABSENCE) return undefined;
  try {
    const server = await PostgresServer.create();
    process.env.TEST_POSTGRES_URL = server.url();
    return server;
  } catch (error) {
    if (process.env.CI) throw error;
    const [reason] = String((error as Error).message).split("\n", 1);
    process.env.TEST_POSTGRES_ABSENCE = `it could not be started: ${reason}`;
    return undefined;
  }
}
