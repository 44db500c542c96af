import type { QueryRunner } from "typeorm";

/**
 * Begins to count the changes of a table; the last step of a migration that makes a content table.
 *
 * SQLite has triggers for rows only; each counts one row.
 */
export async function countChanges(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`INSERT INTO "revision" ("table_name", "number") VALUES ('${table}', 0)`);
  for (const event of ["INSERT", "UPDATE", "DELETE"]) {
    await runner.query(
      `CREATE TRIGGER "${table}_revision_${event.toLowerCase()}" AFTER ${event} ON "${table}"
          BEGIN UPDATE "revision" SET "number" = "number" + 1 WHERE "table_name" = '${table}'; END`,
    );
  }
}
