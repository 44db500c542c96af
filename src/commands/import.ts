import { type Config, readConfig } from "../config.js";
import { type Database, databaseExists, scratchDatabaseUrl } from "../database/database.js";
import type { Format } from "../importing/formats.js";
import { importContent } from "../importing/import-content.js";
import type { ImportReport } from "../importing/import-report.js";
import { guessFormat, openPath } from "../importing/open-source.js";
import { print, printError } from "./output.js";
import { Progress } from "./progress.js";
import { renderImportReport } from "./render-import-report.js";
import { withDatabase } from "./with-database.js";

interface ImportCommandOptions {
  format?: Format;
  dryRun?: boolean;
}

interface ImportStep {
  path: string;
  format: Format;
  isDryRun: boolean;
}

/** Imports each path by itself; the exit code is 1 when one of them has a problem, 2 when a format is unknown. */
export async function importCommand(paths: string[], options: ImportCommandOptions): Promise<void> {
  const steps: ImportStep[] = [];
  for (const path of paths) {
    const format = options.format ?? (await guessFormat(path));
    if (!format) {
      printError(`error: the name ${path} does not tell its format; give it by --format`);
      process.exitCode = 2;
      return;
    }
    steps.push({ path, format, isDryRun: options.dryRun ?? false });
  }
  await withDatabase(chooseDatabase(readConfig(), options), async (database) => {
    for (const step of steps) {
      const report = await runStep(database, step);
      print(renderImportReport(report, step));
      if (report.problemCount > 0) process.exitCode = 1;
    }
  });
}

/** A dry run over a database that is not there yet must not create it. */
function chooseDatabase(
  { databaseUrl, pool }: Config,
  { dryRun = false }: ImportCommandOptions,
): Pick<Config, "databaseUrl" | "pool"> {
  return { pool, databaseUrl: dryRun && !databaseExists(databaseUrl) ? scratchDatabaseUrl : databaseUrl };
}

async function runStep(database: Database, { path, format, isDryRun }: ImportStep): Promise<ImportReport> {
  const progress = new Progress(path);
  const ranking = new Progress("related posts");
  try {
    return await importContent({
      database,
      open: (manager) => openPath(manager, path, format),
      now: new Date().toISOString(),
      isDryRun,
      isAllOrNothing: format === "article",
      onProgress: (count) => progress.update(count),
      onRanking: (count) => ranking.update(count),
    });
  } finally {
    ranking.end();
  }
}
