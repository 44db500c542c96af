import { isIntegerColumn } from "../database/integer-column.js";
import { invariant } from "../errors.js";
import type { EntityClass } from "../graph/plan-rules.js";
import type { Row } from "./rows.js";
import type { SqlSession } from "./run-statement.js";

/** Inserts very many rows that all have the same columns, texts and integers; sooner than `insertRows`. */
export async function loadRows(
  { manager, dialect }: SqlSession,
  table: EntityClass,
  rows: readonly Row[],
): Promise<void> {
  const { tableName, columns } = manager.connection.getMetadata(table);
  const [first] = rows;
  if (!first) return;
  const paths = Object.keys(first);
  const targets = paths.map((path) => {
    const column = columns.find(({ propertyPath }) => propertyPath === path);
    invariant(column, `${tableName} has a column for ${path}`);
    return { name: column.databaseName, isInteger: isIntegerColumn(column) };
  });
  const values = rows.map((row) => paths.map((path) => row[path] ?? null));
  await dialect.loadRows(manager, { table: tableName, columns: targets }, values);
}
