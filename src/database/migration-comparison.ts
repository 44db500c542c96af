import type { DataSource } from "typeorm";
import { findOldestMigration } from "./migrations/schema-compatibility.js";

/** What this version knows beside what has run. */
export interface MigrationComparison {
  /** True when none has run. */
  isEmpty: boolean;
  /** True when some have run and this version knows none of them: the table is another program's. */
  isForeign: boolean;
  hasPending: boolean;
  /** Those of a newer version that have run. */
  newer: string[];
  /** Of those, what this version cannot work beside. */
  incompatible: string[];
}

/** Compares the migrations of this version with those that have run; it changes nothing. */
export async function compareMigrations(source: DataSource): Promise<MigrationComparison> {
  const executed = await listExecutedMigrations(source);
  const known = source.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const newer = executed.filter((name) => !known.includes(name));
  return {
    isEmpty: executed.length === 0,
    isForeign: executed.length > 0 && newer.length === executed.length,
    hasPending: known.some((name) => !executed.includes(name)),
    newer,
    incompatible: await listIncompatible(source, { newer, known }),
  };
}

/** What newer versions have added is no hindrance, as long as they say that nothing is gone that this one needs. */
async function listIncompatible(
  source: DataSource,
  { newer, known }: { newer: string[]; known: readonly string[] },
): Promise<string[]> {
  if (newer.length === 0) return [];
  const oldest = await findOldestMigration(source);
  return oldest !== undefined && known.includes(oldest) ? [] : newer;
}

async function listExecutedMigrations(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner();
  try {
    if (!(await runner.hasTable("migrations"))) return [];
    // Of another program's table no column is known.
    const executed: { id?: number; name?: string }[] = await runner.query("SELECT * FROM migrations");
    executed.sort((one, other) => Number(one.id) - Number(other.id));
    return executed.map(({ name }) => String(name));
  } finally {
    await runner.release();
  }
}
