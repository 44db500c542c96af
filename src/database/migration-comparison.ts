import type { DataSource } from "typeorm";

/** What this version knows beside what has run. */
export interface MigrationComparison {
  /** True when none has run. */
  isEmpty: boolean;
  hasPending: boolean;
  /** Those that have run and that this version does not know. */
  unknown: string[];
}

/** Compares the migrations of this version with those that have run; it changes nothing. */
export async function compareMigrations(source: DataSource): Promise<MigrationComparison> {
  const executed = await listExecutedMigrations(source);
  const known = source.migrations.map((migration) => migration.name ?? migration.constructor.name);
  return {
    isEmpty: executed.length === 0,
    hasPending: known.some((name) => !executed.includes(name)),
    unknown: executed.filter((name) => !known.includes(name)),
  };
}

async function listExecutedMigrations(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner();
  try {
    if (!(await runner.hasTable("migrations"))) return [];
    const executed: { name: string }[] = await runner.query("SELECT name FROM migrations ORDER BY id");
    return executed.map(({ name }) => name);
  } finally {
    await runner.release();
  }
}
