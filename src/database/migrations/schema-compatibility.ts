import type { DataSource, QueryRunner } from "typeorm";

const table = "schema_compatibility";

/**
 * States which programs may work with the schema from here on: those that know the named migration. An older one
 * refuses to open the database, however it is asked.
 *
 * A migration that only adds does not call it: programs that do not know it go on. One that takes away what it
 * replaced calls it with the migration that brought the replacement.
 */
export async function requireMigration(runner: QueryRunner, name: string): Promise<void> {
  await runner.query(
    `CREATE TABLE IF NOT EXISTS "${table}" ("row_id" integer PRIMARY KEY CHECK ("row_id" = 1), "oldest_migration" text NOT NULL)`,
  );
  await runner.query(`DELETE FROM "${table}"`);
  await runner.query(`INSERT INTO "${table}" ("row_id", "oldest_migration") VALUES (1, '${name}')`);
}

/** The migration that a program must know to work with the schema; undefined when the schema does not say: all of them. */
export async function findOldestMigration(source: DataSource): Promise<string | undefined> {
  const runner = source.createQueryRunner();
  try {
    if (!(await runner.hasTable(table))) return undefined;
    const [row] = await runner.query(`SELECT "oldest_migration" FROM "${table}"`);
    return row?.oldest_migration;
  } finally {
    await runner.release();
  }
}
