import type { Database } from "../database/database.js";
import { StartupError } from "../errors.js";
import { ChangeLog } from "../writing/change-log.entity.js";
import type { ImportReport } from "./import-report.js";
import { toProblemLine } from "./problem.js";

const longestList = 50;

/**
 * Fills a database that never had any content from a folder of content files; undefined when there was content.
 *
 * @throws {StartupError} with every problem of the folder; the database stays empty then.
 */
export async function seedIfEmpty(
  database: Database,
  folder: string,
  now = new Date().toISOString(),
): Promise<ImportReport | undefined> {
  // Nothing is ever written without a record in the change log.
  if (await database.source.manager.exists(ChangeLog)) return undefined;
  // A server that has content, and each of its workers, starts without what reads and parses files.
  const { importContent } = await import("./import-content.js");
  const { openPath } = await import("./open-source.js");
  const report = await importContent({
    database,
    open: (manager) => openPath(manager, folder, "markdown"),
    now,
    isAllOrNothing: true,
  });
  if (report.problemCount > 0) throw new StartupError(describe(folder, report));
  return report;
}

function describe(folder: string, { problems, problemCount }: ImportReport): string {
  const lines = problems.slice(0, longestList).map((problem) => `  ${toProblemLine(problem)}`);
  if (problemCount > lines.length) lines.push(`  and ${problemCount - lines.length} more`);
  const hint = "Set SEEDS to a folder of content files, or to none to start empty.";
  return [`The empty database cannot be filled from the folder ${folder} (SEEDS):`, ...lines, hint].join(
    "\n",
  );
}
