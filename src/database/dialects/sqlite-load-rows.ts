import type { EntityManager } from "typeorm";
import { invariant } from "../../errors.js";
import type { LoadedRow, LoadTarget } from "./dialect.js";
import type { SqliteConnection } from "./sqlite-connection.js";

/** One prepared statement for all rows, past TypeORM, which prepares each statement anew. */
export async function loadRows(
  { queryRunner }: EntityManager,
  { table, columns }: LoadTarget,
  rows: readonly LoadedRow[],
): Promise<void> {
  invariant(queryRunner, "rows are loaded in a transaction");
  const connection: SqliteConnection = await queryRunner.connect();
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const values = columns.map(() => "?").join(", ");
  const insert = connection.prepare(`INSERT INTO "${table}" (${names}) VALUES (${values})`);
  for (const row of rows) insert.run(row);
}
