import Sqlite from "better-sqlite3";
import pg from "pg";

/** How many rows a table has, by a connection that leaves nothing behind; undefined where there is no such table yet. */
export async function countRows(url: string, table: string): Promise<number | undefined> {
  const statement = `SELECT count(*) AS count FROM ${table}`;
  try {
    if (url.startsWith("sqlite:")) return countInFile(url.slice("sqlite:".length), statement);
    return await countOnServer(url, statement);
  } catch {
    return undefined;
  }
}

function countInFile(path: string, statement: string): number {
  const connection = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    return (connection.prepare(statement).get() as { count: number }).count;
  } finally {
    connection.close();
  }
}

async function countOnServer(url: string, statement: string): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>(statement);
    return Number(rows[0]?.count);
  } finally {
    await client.end();
  }
}
