import { type EntityManager, QueryFailedError } from "typeorm";
import type { Database } from "../database/database.js";
import { checkDatabase } from "../database/database.js";
import { findUnfinishedCopy } from "../database/unfinished-copy.js";
import { StartupError } from "../errors.js";
import { digestTable, type TableDigest } from "./digest-table.js";
import { type CopiedRow, countRows, readLastKey, readRows, readTree } from "./read-rows.js";
import { onOneState, whileNobodyWrites } from "./source-state.js";
import { type CopiedTable, listTables } from "./tables.js";
import { mark, readFingerprint, spoil, unmark } from "./unfinished-copy.js";
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

/** The source in the one state that is copied, and the target. */
interface Copying {
  state: EntityManager;
  to: Database;
  tables: readonly CopiedTable[];
}

/**
 * Copies all content with its keys, ids and change log, and compares every row; gives what was compared, table by table.
 *
 * One that was interrupted, even by a crash, goes on where it stopped; one that went wrong in any other way begins anew.
 * Until it ends well the target is not served.
 * @throws {StartupError} when the target has content of its own, the source cannot be read as it is, or was written to.
 */
export async function copyDatabase(options: CopyOptions): Promise<CopiedTableReport[]> {
  const { from, to } = options;
  const faults = await checkDatabase(from);
  if (faults.length > 0) throw new StartupError(`The source cannot be copied: ${faults.join(" ")}`);
  try {
    // What is being written now would make all that follows worthless.
    await whileNobodyWrites(from, async () => undefined);
    const copied = await onOneState(from, (state) => copyState(state, options));
    await whileNobodyWrites(from, (manager) => complete({ manager, to, ...copied }));
    await to.dialect.gatherStatistics(to.source);
    return copied.reports;
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const reason = from.dialect.explainOpenFailure(error) ?? to.dialect.explainOpenFailure(error);
    if (reason === undefined) throw error;
    throw new StartupError(`The copy was stopped: ${reason}. Run it again to go on.`, { cause: error });
  }
}

export function isSame({ from, to }: CopiedTableReport): boolean {
  return from.rows === to.rows && from.sha256 === to.sha256;
}

async function copyState(
  state: EntityManager,
  { from, to, onProgress = () => undefined }: CopyOptions,
): Promise<{ reports: CopiedTableReport[]; fingerprint: string }> {
  const tables = listTables(from.source);
  const fingerprint = await readFingerprint(state);
  await claimTarget(to, tables, fingerprint);
  const copying = { state, to, tables };
  await copyRows(copying, onProgress);
  return { reports: await compare(copying), fingerprint };
}

async function copyRows({ state, to, tables }: Copying, onProgress: (rows: number) => void): Promise<void> {
  let rows = 0;
  for (const table of tables) {
    for await (const batch of await openRows(state, to, table)) {
      await writeBatch(to, table, batch);
      rows += batch.length;
      onProgress(rows);
    }
  }
}

/** The rows of a table that the target has not. */
async function openRows(state: EntityManager, to: Database, table: CopiedTable) {
  if (table.parent !== undefined) {
    return readTree(state, table, { skip: await countRows(to.source, table) });
  }
  return readRows(state, table, await readLastKey(to.source, table));
}

/** Rows that the target's constraints refuse would be refused at every run that goes on from here. */
async function writeBatch(to: Database, table: CopiedTable, rows: readonly CopiedRow[]): Promise<void> {
  try {
    await writeRows(to, table, rows);
  } catch (error) {
    if (!(error instanceof QueryFailedError) || to.dialect.explainOpenFailure(error) !== undefined)
      throw error;
    await spoil(to.source);
    throw new StartupError(
      `The target refuses rows of the table ${table.name}: ${error.message}. Run the copy again, which begins anew; if they are refused again, run \`colloquy doctor\` on the source.`,
      { cause: error },
    );
  }
}

/** Whatever is in the target must come from this source as it is now; of an older state of it nothing is kept. */
async function claimTarget(to: Database, tables: readonly CopiedTable[], fingerprint: string): Promise<void> {
  const begun = await findUnfinishedCopy(to.source);
  if (begun?.fingerprint === fingerprint) return;
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

async function compare({ state, to, tables }: Copying): Promise<CopiedTableReport[]> {
  const reports: CopiedTableReport[] = [];
  for (const table of tables) {
    const digests = { from: await digestTable(state, table), to: await digestTable(to.source, table) };
    reports.push({ table: table.name, ...digests });
  }
  return reports;
}

interface Completion {
  /** Sees the source as it is now. */
  manager: EntityManager;
  to: Database;
  /** Of what was copied. */
  fingerprint: string;
  reports: readonly CopiedTableReport[];
}

/** Lets the target be served when it is what the source is, and another run begin anew when it is not. */
async function complete({ manager, to, fingerprint, reports }: Completion): Promise<void> {
  if ((await readFingerprint(manager)) !== fingerprint) {
    throw new StartupError(
      "The source was written to meanwhile, so that the copy is not whole. Run it again while nobody writes.",
    );
  }
  if (!reports.every(isSame)) {
    await spoil(to.source);
    return;
  }
  await to.dialect.restartKeys(to.source);
  await unmark(to.source);
}
