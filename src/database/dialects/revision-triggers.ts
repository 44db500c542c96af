import { invariant } from "../../errors.js";

type TriggerStatements = (table: string) => string[];

/** What each engine writes so that every change of a table is counted, by TypeORM's name of the engine. */
const engines: Readonly<Record<string, TriggerStatements>> = {
  // SQLite has triggers for rows only; each counts one row.
  "better-sqlite3": (table) =>
    ["INSERT", "UPDATE", "DELETE"].map(
      (event) =>
        `CREATE TRIGGER "${table}_revision_${event.toLowerCase()}" AFTER ${event} ON "${table}"
          BEGIN UPDATE "revision" SET "number" = "number" + 1 WHERE "table_name" = '${table}'; END`,
    ),
};

/**
 * Statements that make every insert, update and delete of the table raise its number in `revision`.
 *
 * Migrations that have run depend on this text: another one is another migration.
 */
export function emitRevisionTriggers(engine: string, table: string): string[] {
  const statements = engines[engine]?.(table);
  invariant(statements, `${engine} counts revisions`);
  return statements;
}
