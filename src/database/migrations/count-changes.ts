import type { QueryRunner } from "typeorm";
import { emitRevisionTriggers } from "../dialects/revision-triggers.js";

/** Begins to count the changes of a table; the last step of a migration that makes a content table. */
export async function countChanges(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`INSERT INTO "revision" ("table_name", "number") VALUES ('${table}', 0)`);
  const { type } = runner.dataSource.options;
  for (const statement of emitRevisionTriggers(type, table)) await runner.query(statement);
}
