import { readConfig } from "../config.js";
import { entities } from "../content/nouns.js";
import { type CopiedTableReport, copyDatabase, isSame } from "../copying/copy-database.js";
import { assertCopyable } from "../copying/places.js";
import { type Database, openDatabase } from "../database/database.js";
import { findDatabaseUrlFault } from "../database/database-url.js";
import { assertDatabaseExists } from "./assert-database-exists.js";
import { print, printError } from "./output.js";
import { Progress } from "./progress.js";

interface CopyCommandOptions {
  from: string;
  to: string;
}

const differs =
  "The copy differs from its source. Run it again, which begins anew; if it differs again, run `colloquy doctor` on the source.";

/** Copies one database into another; the exit code is 1 when they differ afterwards, 2 when an option is no database. */
export async function copyCommand({ from, to }: CopyCommandOptions): Promise<void> {
  const fault = findFault({ from, to });
  if (fault !== undefined) {
    printError(`error: ${fault}`);
    process.exitCode = 2;
    return;
  }
  const { keepsPrepared } = readConfig().pool;
  assertDatabaseExists(from, "to copy");
  const source = await openDatabase({ url: from, entities, pool: { keepsPrepared } });
  try {
    // Opening the target can create it.
    await assertCopyable(source);
    const target = await openDatabase({ url: to, entities, pool: { keepsPrepared } });
    await copyAndTell(source, target).finally(target.close);
  } finally {
    await source.close();
  }
}

async function copyAndTell(from: Database, to: Database): Promise<void> {
  const copied = new Progress("rows copied");
  const compared = new Progress("rows compared");
  const reports = await copyDatabase({
    from,
    to,
    onProgress: (rows) => copied.update(rows),
    onCompared: (rows) => compared.update(rows),
  }).finally(() => compared.end());
  for (const report of reports) print(describe(report));
  if (reports.every(isSame)) {
    print("Copied; every row is the same.");
  } else {
    print(differs);
    process.exitCode = 1;
  }
}

function findFault(options: CopyCommandOptions): string | undefined {
  for (const [name, url] of Object.entries(options)) {
    const fault = findDatabaseUrlFault(url);
    if (fault !== undefined) return `--${name} ${fault}`;
    if (url === "sqlite::memory:") return `--${name} must outlive the command; a database in memory does not`;
  }
  return options.from === options.to ? "--from and --to are the same database" : undefined;
}

function describe({ table, from, to }: CopiedTableReport): string {
  const rows = `${from.rows} ${from.rows === 1 ? "row" : "rows"}`;
  if (isSame({ table, from, to })) return `${table}: ${rows}, the same (sha256 ${from.sha256.slice(0, 12)})`;
  return `${table}: ${rows} (sha256 ${from.sha256.slice(0, 12)}), but ${to.rows} in the copy (${to.sha256.slice(0, 12)})`;
}
