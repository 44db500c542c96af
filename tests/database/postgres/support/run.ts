import pg from "pg";
import type { PostgresServer } from "../../../support/postgres/postgres-server.js";

/** Runs a statement on a server, on a connection of its own; gives its rows. */
export async function run(on: PostgresServer, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(on.url());
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}
