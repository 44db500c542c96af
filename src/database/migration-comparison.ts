import type { DataSource } from "typeorm";
import { findOldestMigration } from "./migrations/schema-compatibility.js";

/** What this version knows beside what has run. */
export interface MigrationComparison {
  /** True when none has run. */
  isEmpty: boolean;
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
    const executed: { name: string }[] = await runner.query("SELECT name FROM migrations ORDER BY id");
    return executed.map(({ name }) => name);
  } finally {
    await runner.release();
  }
}
