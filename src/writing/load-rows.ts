import sql, { join, raw } from "sql-template-tag";
import { isIntegerColumn } from "../database/integer-column.js";
import { invariant } from "../errors.js";
import type { EntityClass } from "../graph/plan-rules.js";
import type { Row } from "./rows.js";
import { runStatement, type SqlSession } from "./run-statement.js";

/** So many rows travel as one JSON text. */
const rowsPerStatement = 5_000;

/**
 * Inserts very many rows that all have the same columns, texts and integers, each by its database name.
 *
 * One parameter carries thousands of rows, where `insertRows` has one for each value.
 */
export async function loadRows(session: SqlSession, table: EntityClass, rows: readonly Row[]): Promise<void> {
  const { tableName, columns } = session.manager.connection.getMetadata(table);
  const [first] = rows;
  if (!first) return;
  const paths = Object.keys(first);
  const targets = paths.map((path) => {
    const column = columns.find(({ propertyPath }) => propertyPath === path);
    invariant(column, `${tableName} has a column for ${path}`);
    return { name: column.databaseName, isInteger: isIntegerColumn(column) };
  });
  const names = join(targets.map(({ name }) => raw(`"${name}"`)));
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const values = rows
      .slice(start, start + rowsPerStatement)
      .map((row) => paths.map((path) => row[path] ?? null));
    const loaded = session.dialect.emitJsonRows(sql`${JSON.stringify(values)}`, targets);
    await runStatement(
      session,
      sql`INSERT INTO ${raw(`"${tableName}"`)} (${names}) SELECT ${names} FROM (${loaded}) AS loaded ORDER BY ordinal`,
    );
  }
}
