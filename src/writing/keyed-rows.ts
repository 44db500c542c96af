import sql, { type Sql } from "sql-template-tag";
import type { SqlSession } from "./run-statement.js";

/**
 * For a FROM clause: the rows of a table of which a column has one of these keys.
 *
 * The keys are read first, and their rows found by the column's index: SQLite cannot tell that there are few keys.
 */
export function emitKeyedRows(
  { dialect }: Pick<SqlSession, "dialect">,
  keys: Iterable<number>,
  { table, column }: { table: Sql; column: Sql },
): Sql {
  const list = dialect.emitList(JSON.stringify([...keys]));
  return dialect.emitOrderedJoin(
    sql`(${list}) AS named`,
    sql`${table} ON ${column} = CAST(named.value AS integer)`,
  );
}
