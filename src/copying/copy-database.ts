import { type EntityManager, QueryFailedError } from "typeorm";
import { type Database, migrateDatabase } from "../database/database.js";
import { findUnfinishedCopy } from "../database/unfinished-copy.js";
import { StartupError } from "../errors.js";
import { digestTable, type TableDigest } from "./digest-table.js";
import { assertCopyable, assertEmpty, assertFree } from "./places.js";
import { type CopiedRow, countRows, readLastKey, readRows, readTree } from "./read-rows.js";
import { onOneState, whileNobodyWrites } from "./source-state.js";
import { type CopiedTable, listTables } from "./tables.js";
import { mark, readFingerprint, spoil, unmark } from "./unfinished-copy.js";
import { clearTables, writeRows } from "./write-rows.js";

export interface CopyOptions {
  from: Database;
  /** Empty, migrated or not, or an unfinished copy of the same source. */
  to: Database;
  /** Told how many rows this run has written. */
  onProgress?: (rows: number) => void;
  /** Told how many rows have been compared, those of the source and of the target. */
  onCompared?: (rows: number) => void;
}

export interface CopiedTableReport {
  table: string;
  from: TableDigest;
  to: TableDigest;
}

/** The source in the one state that is copied, and the target. */
interface Copying {
  state: EntityManager;
  /** The source, in words. */
  place: string;
  to: Database;
  tables: readonly CopiedTable[];
}

/**
 * Copies all content with its keys, ids and change log, and compares every row; gives what was compared, table by table.
 *
 * One that was interrupted, even by a crash, goes on where it stopped; one that went wrong in any other way begins anew.
 * Until it ends well the target is not served.
 * @throws {StartupError} when the source cannot be copied or was written to, the target is not free, or another copy runs.
 */
export async function copyDatabase(options: CopyOptions): Promise<CopiedTableReport[]> {
  const { from, to } = options;
  await assertCopyable(from);
  try {
    const release = await to.dialect.claimCopy(to.source);
    if (release === undefined) {
      throw new StartupError("Another copy into this database runs. Wait until it has ended.");
    }
    return await copyClaimed(options).finally(release);
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

/** With the target for itself alone. */
async function copyClaimed({
  from,
  to,
  onProgress = () => undefined,
  onCompared = () => undefined,
}: CopyOptions): Promise<CopiedTableReport[]> {
  const tables = listTables(from.source);
  const place = await from.dialect.identify(from.source);
  await assertFree({ place, to, tables });
  await migrateDatabase(to, { allowsUnfinishedCopy: true });
  // What is being written now would make all that follows worthless.
  await whileNobodyWrites(from, async () => undefined);
  const { reports, fingerprint } = await onOneState(from, async (state) => {
    const copying: Copying = { state, place, to, tables };
    const fingerprint = await readFingerprint(state);
    await begin(copying, fingerprint);
    await copyRows(copying, onProgress);
    return { reports: await compare(copying, onCompared), fingerprint };
  });
  await whileNobodyWrites(from, (manager) => complete({ manager, from, to, fingerprint, reports }));
  await to.dialect.gatherStatistics(to.source);
  return reports;
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

/** Whatever is in the target must come from the source as it is now; of an older state of it nothing is kept. */
async function begin({ place, to, tables }: Copying, fingerprint: string): Promise<void> {
  const begun = await findUnfinishedCopy(to.source);
  if (begun?.fingerprint === fingerprint) return;
  if (begun !== undefined) await clearTables(to, tables);
  await whileNobodyWrites(to, async (manager) => {
    if (begun === undefined) await assertEmpty(manager, tables);
    await mark(manager, { source: place, fingerprint });
  });
}

async function compare(
  { state, to, tables }: Copying,
  onCompared: (rows: number) => void,
): Promise<CopiedTableReport[]> {
  let compared = 0;
  const onRows = (rows: number) => {
    compared += rows;
    onCompared(compared);
  };
  const reports: CopiedTableReport[] = [];
  for (const table of tables) {
    const from = await digestTable(state, table, onRows);
    reports.push({ table: table.name, from, to: await digestTable(to.source, table, onRows) });
  }
  return reports;
}

interface Completion {
  /** Sees the source as it is now. */
  manager: EntityManager;
  from: Database;
  to: Database;
  /** Of what was copied. */
  fingerprint: string;
  reports: readonly CopiedTableReport[];
}

/** Lets the target be served when it is what the source is, and another run begin anew when it is not. */
async function complete({ manager, from, to, fingerprint, reports }: Completion): Promise<void> {
  if ((await readFingerprint(manager)) !== fingerprint) {
    throw new StartupError(
      "The source was written to meanwhile, so that the copy is not whole. Run it again while nobody writes.",
    );
  }
  if (!reports.every(isSame)) {
    await spoil(to.source);
    return;
  }
  await to.source.transaction((target) => to.dialect.search.indexDocuments(target));
  await to.dialect.restartKeys(to.source, await from.dialect.readLastKeys(manager));
  await unmark(to.source);
}
