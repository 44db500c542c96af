import type { EntityManager } from "typeorm";
import { refreshDerived } from "../content/refresh-derived.js";
import type { RankingProgress } from "../content/related-posts/rank-all.js";

import type { Database } from "../database/database.js";
import { writeInTransaction } from "../writing/write-in-transaction.js";
import type { WriteTransaction } from "../writing/write-transaction.js";
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
  /** Told how many of how many lists of related posts are ranked, at the end. */
  onRanking?: RankingProgress;
}

/**
 * Imports one source in one transaction: a process that dies on the way leaves the database as it was.
 *
 * @throws {StartupError} when the database cannot be written: a full disk, a read-only file, a server that was lost.
 */
export async function importContent(options: ImportOptions): Promise<ImportReport> {
  const { database, now } = options;
  const report = await writeInTransaction({
    database,
    now,
    subject: "The import",
    write: (transaction) => runImport(transaction, options),
    isRolledBack: ({ isRolledBack }) => isRolledBack,
  });
  if (report.isRolledBack || countWritten(report) < muchWritten) return report;
  // It is written, whatever becomes of the database now; the engine counts by itself too, only later.
  await database.dialect.gatherStatistics(database.source).catch(() => undefined);
  return report;
}

/** From so many nodes on, what is known of the number of rows is not what it was. */
const muchWritten = 1_000;

function countWritten({ counts }: ImportReport): number {
  return [...counts.values()].reduce(
    (sum, { created, updated, deleted }) => sum + created + updated + deleted,
    0,
  );
}

async function runImport(
  transaction: WriteTransaction,
  {
    database,
    open,
    isDryRun = false,
    isAllOrNothing = false,
    onProgress = () => undefined,
    onRanking = () => undefined,
  }: ImportOptions,
): Promise<ImportReport> {
  const report = emptyReport();
  const opened = await open(transaction.manager);
  if ("problems" in opened) addProblems(report, opened.problems);
  else {
    Object.assign(report, opened.report);
    await importItems({ transaction, source: opened.source, report, onProgress });
    if (!isDryRun) await refreshDerived(transaction, { dialect: database.dialect, onRanking });
    Object.assign(report, await readUnresolvedLinks(transaction.manager, report));
  }
  report.isRolledBack = isDryRun || (isAllOrNothing && report.problemCount > 0);
  return report;
}
