import { type EntityManager, QueryFailedError } from "typeorm";
import type { Database } from "../database/database.js";
import type { Dialect } from "../database/dialects/dialect.js";
import { StartupError } from "../errors.js";
import { beginWriting, type WriteTransaction } from "../writing/write-transaction.js";
import type { ContentSource } from "./content-source.js";
import { importItems } from "./import-items.js";
import { addProblems, emptyReport, type ImportReport } from "./import-report.js";
import type { Problem } from "./problem.js";
import { readUnresolvedLinks } from "./unresolved-links.js";

/** What a format makes of its input, once it can look into the database. */
export type OpenedSource =
  | { source: ContentSource; report?: Pick<ImportReport, "article"> }
  | { problems: Problem[] };

export interface ImportOptions {
  database: Database;
  open: (manager: EntityManager) => Promise<OpenedSource>;
  /** The time of all changes, as DateTime columns are written. */
  now: string;
  /** Writes nothing, and reports what would be written. */
  isDryRun?: boolean;
  /** Leaves the database as it was when there is any problem; else all that is right is written. */
  isAllOrNothing?: boolean;
  onProgress?: (count: number) => void;
}

/** How often an import is begun that others, writing at the same time, stop. */
const maximumAttempts = 3;

/**
 * Imports one source in one transaction: a process that dies on the way leaves the database as it was.
 *
 * @throws {StartupError} when the database cannot be written: a full disk, a read-only file, a server that was lost.
 */
export async function importContent(options: ImportOptions): Promise<ImportReport> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await importOnce(options);
    } catch (error) {
      const cause = error instanceof StartupError ? error.cause : error;
      if (attempt === maximumAttempts || !options.database.dialect.isContention(cause)) throw error;
    }
  }
}

/** From so many nodes on, what is known of the number of rows is not what it was. */
const muchWritten = 1_000;

function countWritten({ counts }: ImportReport): number {
  return [...counts.values()].reduce(
    (sum, { created, updated, deleted }) => sum + created + updated + deleted,
    0,
  );
}

async function importOnce(options: ImportOptions): Promise<ImportReport> {
  const { source, dialect, reader } = options.database;
  const report = await importInTransaction(options);
  if (report.isRolledBack) return report;
  await reader.settle();
  // It is written, whatever becomes of the database now; the engine counts by itself too, only later.
  if (countWritten(report) >= muchWritten) await dialect.gatherStatistics(source).catch(() => undefined);
  return report;
}

type Stage = "beginning" | "writing" | "committing";

async function importInTransaction(options: ImportOptions): Promise<ImportReport> {
  const { source, dialect } = options.database;
  const runner = source.createQueryRunner();
  let stage: Stage = "beginning";
  try {
    await runner.startTransaction();
    await dialect.claimWriting(runner.manager);
    stage = "writing";
    const transaction = beginWriting(runner.manager, options.now, { isGivenUpOnFailure: true });
    const report = await runImport(transaction, options);
    if (report.isRolledBack) await runner.rollbackTransaction();
    else {
      stage = "committing";
      await runner.commitTransaction();
    }
    return report;
  } catch (error) {
    // A full disk ends the transaction by itself; what matters is the first fault.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    // What a source reads from has faults of its own.
    const isOfDatabase = stage !== "writing" || error instanceof QueryFailedError || runner.isReleased;
    throw isOfDatabase ? explainStop(error, stage, dialect) : error;
  } finally {
    await runner.release();
  }
}

/** What is left in the database, and why; the error itself where the engine does not know it. */
function explainStop(error: unknown, stage: Stage, dialect: Dialect): unknown {
  const reason = dialect.explainOpenFailure(error);
  if (reason === undefined) return error;
  const outcome =
    stage === "committing" && dialect.isConnectionLost(error)
      ? "The database was lost as the import was committed, and nobody knows whether it was written; import the same again, which changes nothing if it was"
      : "The import was stopped and the database is as it was before";
  return new StartupError(`${outcome}: ${reason}.`, { cause: error });
}

async function runImport(
  transaction: WriteTransaction,
  { open, isDryRun = false, isAllOrNothing = false, onProgress = () => undefined }: ImportOptions,
): Promise<ImportReport> {
  const report = emptyReport();
  const opened = await open(transaction.manager);
  if ("problems" in opened) addProblems(report, opened.problems);
  else {
    Object.assign(report, opened.report);
    await importItems({ transaction, source: opened.source, report, onProgress });
    Object.assign(report, await readUnresolvedLinks(transaction.manager, report));
  }
  report.isRolledBack = isDryRun || (isAllOrNothing && report.problemCount > 0);
  return report;
}
