import type { EntityMetadata } from "typeorm";
import { invariant } from "../errors.js";
import type { Examination } from "./examination.js";

/** Column values by TypeORM property path. */
export interface ReadRow extends Record<string, unknown> {
  /** The primary key. */
  key: number;
}

const rowsPerPage = 500;
/** Keys are integers of four bytes on every engine. */
const beforeFirstKey = -(2 ** 31);

/** All rows of a table in the order of its key, a page in memory at a time; its key must be one number. */
export async function* readRows(
  { manager, onRow }: Examination,
  table: EntityMetadata,
  paths: readonly string[],
): AsyncGenerator<ReadRow> {
  const { tableName, primaryColumns, columns } = table;
  const key = primaryColumns[0]?.databaseName;
  const selection = paths.map((path) => {
    const name = columns.find(({ propertyPath }) => propertyPath === path)?.databaseName;
    invariant(name, `${tableName} has a column for ${path}`);
    return `, "${name}" AS "${path}"`;
  });
  const after = manager.connection.driver.createParameter("", 0);
  const statement = `SELECT "${key}" AS "key"${selection.join("")} FROM "${tableName}"
    WHERE "${key}" > ${after} ORDER BY "${key}" LIMIT ${rowsPerPage}`;
  for (let last = beforeFirstKey; ; ) {
    const page: ReadRow[] = await manager.query(statement, [last]);
    for (const row of page) {
      onRow();
      yield row;
    }
    if (page.length < rowsPerPage) return;
    last = page.at(-1)?.key ?? last;
  }
}
