import type { Database } from "../database/database.js";
import { checkDatabase } from "../database/database.js";
import { StartupError } from "../errors.js";
import { digestTable, type TableDigest } from "./digest-table.js";
import { countRows, readLastKey, readRows, readTree } from "./read-rows.js";
import { type CopiedTable, listTables } from "./tables.js";
import { findUnfinished, mark, readFingerprint, unmark } from "./unfinished-copy.js";
import { clearTables, writeRows } from "./write-rows.js";

export interface CopyOptions {
  from: Database;
  /** Migrated already; empty, or an unfinished copy of the same source. */
  to: Database;
  /** Told how many rows have been written. */
  onProgress?: (rows: number) => void;
}

export interface CopiedTableReport {
  table: string;
  from: TableDigest;
  to: TableDigest;
}

/**
 * Copies all content with its keys, ids and change log, and compares every row; gives what was compared, table by table.
 *
 * One that was interrupted, even by a crash, goes on where it stopped. Until it ends the target is not served.
 * @throws {StartupError} when the target has content of its own, the source cannot be read as it is, or was written to.
 */
export async function copyDatabase({
  from,
  to,
  onProgress = () => undefined,
}: CopyOptions): Promise<CopiedTableReport[]> {
  const faults = await checkDatabase(from);
  if (faults.length > 0) throw new StartupError(`The source cannot be copied: ${faults.join(" ")}`);
  const tables = listTables(from.source);
  const fingerprint = await readFingerprint(from.source);
  await claimTarget(to, tables, fingerprint);
  let rows = 0;
  for (const table of tables) {
    for await (const batch of await openRows({ from, to }, table)) {
      await writeRows(to, table, batch);
      rows += batch.length;
      onProgress(rows);
    }
  }
  await to.dialect.restartKeys(to.source);
  const reports = await compare({ from, to }, tables);
  if ((await readFingerprint(from.source)) !== fingerprint) {
    throw new StartupError(
      "The source was written to meanwhile, so that the copy is not whole. Run it again while nobody writes.",
    );
  }
  if (reports.every(isSame)) {
    await unmark(to.source);
    await to.dialect.gatherStatistics(to.source);
  }
  return reports;
}

export function isSame({ from, to }: CopiedTableReport): boolean {
  return from.rows === to.rows && from.sha256 === to.sha256;
}

/** The rows of a table that the target has not. */
async function openRows({ from, to }: Pick<CopyOptions, "from" | "to">, table: CopiedTable) {
  if (table.parent !== undefined) {
    return readTree(from.source, table, { skip: await countRows(to.source, table) });
  }
  return readRows(from.source, table, await readLastKey(to.source, table));
}

/** Whatever is in the target must come from this source as it is now; of an older state of it nothing is kept. */
async function claimTarget(to: Database, tables: readonly CopiedTable[], fingerprint: string): Promise<void> {
  const begun = await findUnfinished(to.source);
  if (begun === fingerprint) return;
  if (begun === undefined) {
    for (const table of tables) {
      if ((await countRows(to.source, table)) === 0) continue;
      throw new StartupError(
        `The target already has content (in the table ${table.name}). Copy into a new, empty database.`,
      );
    }
  } else await clearTables(to, tables);
  await mark(to.source, fingerprint);
}

async function compare(
  { from, to }: Pick<CopyOptions, "from" | "to">,
  tables: readonly CopiedTable[],
): Promise<CopiedTableReport[]> {
  const reports: CopiedTableReport[] = [];
  for (const table of tables) {
    const digests = { from: await digestTable(from.source, table), to: await digestTable(to.source, table) };
    reports.push({ table: table.name, ...digests });
  }
  return reports;
}
