import sql, { raw } from "sql-template-tag";
import { runStatement, type SqlSession } from "./run-statement.js";

/** The internal keys of all rows of a table, ascending. */
export async function listKeys(session: SqlSession, table: string): Promise<number[]> {
  const rows = await runStatement<{ key: number }>(
    session,
    sql`SELECT row_id AS "key" FROM ${raw(`"${table}"`)} ORDER BY row_id`,
  );
  return rows.map(({ key }) => key);
}
