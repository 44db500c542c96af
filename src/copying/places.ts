import type { EntityManager } from "typeorm";
import { checkDatabase, type Database } from "../database/database.js";
import { compareMigrations } from "../database/migration-comparison.js";
import { findUnfinishedCopy } from "../database/unfinished-copy.js";
import { StartupError } from "../errors.js";
import type { CopiedTable } from "./tables.js";

/** @throws {StartupError} when a database is none that can be copied: another program's, an old or a newer one, a part of a copy. */
export async function assertCopyable(from: Database): Promise<void> {
  const { isEmpty, hasPending, newer } = await compareMigrations(from.source);
  if (isEmpty) throw new StartupError("The source is not a database of Colloquy: it has none of its tables.");
  if (hasPending) {
    throw new StartupError(
      "The source has migrations that have not run yet. Run `colloquy migrate` on it first, with DATABASE_URL set to its URL.",
    );
  }
  assertNoneNewer("source", newer);
  const faults = await checkDatabase(from);
  if (faults.length > 0) throw new StartupError(`The source cannot be copied: ${faults.join(" ")}`);
  await assertKeysReadable(from);
}

/** They are what is read last, after all rows; who may read tables need not be one who may read counters. */
async function assertKeysReadable({ source, dialect }: Database): Promise<void> {
  try {
    await dialect.readLastKeys(source.manager);
  } catch (error) {
    if (dialect.isConnectionLost(error)) throw error;
    throw new StartupError(
      `The source cannot be copied: the counters of its keys cannot be read (${(error as Error).message}).`,
      { cause: error },
    );
  }
}

/** What newer versions have added would be left behind, and nobody told. */
function assertNoneNewer(what: "source" | "target", newer: readonly string[]): void {
  if (newer.length === 0) return;
  throw new StartupError(
    `The ${what} has the schema of a newer version of Colloquy (migration ${newer.join(", ")}). Copy with that version.`,
  );
}

interface Places {
  /** The source's place, in words. */
  place: string;
  to: Database;
  tables: readonly CopiedTable[];
}

/**
 * Changes nothing: the target may be anything yet, even a database of another program.
 *
 * @throws {StartupError} when the target is the source, is of a newer version, holds a part of another one, or has content of its own.
 */
export async function assertFree({ place, to, tables }: Places): Promise<void> {
  if ((await to.dialect.identify(to.source)) === place) {
    throw new StartupError(`The source and the target are the same database: ${place}.`);
  }
  assertNoneNewer("target", (await compareMigrations(to.source)).newer);
  const begun = await findUnfinishedCopy(to.source);
  if (begun !== undefined && begun.source !== place) {
    throw new StartupError(
      `The target holds a part of a copy of ${begun.source}. Complete that, or copy ${place} into a new, empty database.`,
    );
  }
  if (begun === undefined) await assertEmpty(to.source.manager, tables);
}

/** @throws {StartupError} when one of the tables is there and has rows. */
export async function assertEmpty(manager: EntityManager, tables: readonly CopiedTable[]): Promise<void> {
  const runner = manager.queryRunner ?? manager.connection.createQueryRunner();
  try {
    for (const { name } of tables) {
      if (!(await runner.hasTable(name))) continue;
      const rows: unknown[] = await runner.query(`SELECT 1 FROM "${name}" LIMIT 1`);
      if (rows.length === 0) continue;
      throw new StartupError(
        `The target already has content (in the table ${name}). Copy into a new, empty database.`,
      );
    }
  } finally {
    if (manager.queryRunner === undefined) await runner.release();
  }
}
