import sql, { join, raw } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import type { Dialect, LoadedRow, LoadTarget } from "./dialect.js";

/** So many rows travel as one JSON text. */
const rowsPerStatement = 5_000;

/** One parameter carries thousands of rows, where an INSERT has one for each value, and at most 65,535. */
export async function loadRows(
  dialect: Pick<Dialect, "emitJsonRows" | "toQuery">,
  manager: EntityManager,
  { table, columns, rows }: LoadTarget & { rows: readonly LoadedRow[] },
): Promise<void> {
  const names = join(columns.map(({ name }) => raw(`"${name}"`)));
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const json = JSON.stringify(rows.slice(start, start + rowsPerStatement));
    const loaded = dialect.emitJsonRows(sql`${json}`, columns);
    const { text, values } = dialect.toQuery(
      sql`INSERT INTO ${raw(`"${table}"`)} (${names}) SELECT ${names} FROM (${loaded}) AS loaded ORDER BY ordinal`,
    );
    await manager.query(text, values);
  }
}
