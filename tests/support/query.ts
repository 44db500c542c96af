import type { Sql } from "sql-template-tag";
import type { Database } from "../../src/database/database.js";

/** Rows of a statement whose values travel as each engine takes them. */
export async function query<Row = Record<string, unknown>>(
  { source, dialect }: Pick<Database, "source" | "dialect">,
  statement: Sql,
): Promise<Row[]> {
  const { text, values } = dialect.toQuery(statement);
  return await source.query(text, values);
}
