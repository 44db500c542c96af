import type { EntityManager } from "typeorm";
import { invariant } from "../../errors.js";
import type { SqliteConnection } from "./sqlite-connection.js";

interface Attachment {
  type: "index" | "trigger";
  name: string;
  sql: string;
}

/**
 * Empties a table and lets `load` fill it, without its indexes and triggers meanwhile; all in the open transaction.
 *
 * Triggers are what keeps SQLite from emptying a table at once (https://www.sqlite.org/lang_delete.html, section 4),
 * and they run for each row; indexes are made sooner from all rows than with each.
 */
export async function replaceRows(
  manager: EntityManager,
  table: string,
  load: () => Promise<void>,
): Promise<void> {
  const attachments: Attachment[] = await manager.query(
    "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL",
    [table],
  );
  for (const { type, name } of attachments) await manager.query(`DROP ${type} "${name}"`);
  await manager.query(`DELETE FROM "${table}"`);
  await load();
  await sortInParts(manager, async () => {
    for (const { sql } of attachments) await manager.query(sql);
  });
  // The triggers would have counted each row; once is enough to be told of.
  await manager.query("UPDATE revision SET number = number + 1 WHERE table_name = ?", [table]);
}

/** Memory for what is sorted at once, in KiB and negated; a third of the time that all at once takes. */
const sortingCacheSize = -2_000;

const inFiles = 1;

/** Lets indexes be sorted in parts that the processor's cache holds, the rest in files. */
async function sortInParts({ queryRunner }: EntityManager, sort: () => Promise<void>): Promise<void> {
  invariant(queryRunner, "rows are replaced in a transaction");
  const connection: SqliteConnection = await queryRunner.connect();
  keepTemporaryInFiles(connection);
  const cacheSize = connection.pragma("cache_size", { simple: true });
  connection.pragma(`cache_size = ${sortingCacheSize}`);
  try {
    await sort();
  } finally {
    connection.pragma(`cache_size = ${cacheSize}`);
  }
}

/** SQLite changes the place of what is temporary only as long as the transaction has nothing of it; all is well where it does not. */
function keepTemporaryInFiles(connection: SqliteConnection): void {
  if (connection.pragma("temp_store", { simple: true }) === inFiles) return;
  try {
    connection.pragma(`temp_store = ${inFiles}`);
  } catch (error) {
    if (!String(error).includes("temporary storage")) throw error;
  }
}
