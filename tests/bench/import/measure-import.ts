import { join } from "node:path";
import { ensureDatabase, ensureLines, folder, importLines, removeDatabase } from "../databases.js";
import { runProgram } from "../programs.js";

export interface ImportResult {
  posts: number;
  importSeconds: number;
  /** RssAnon of the importing process at its highest. */
  peakMegabytes: number;
  /** A prepared-statement loop over the same rows. */
  bareSeconds: number;
}

/** Imports into an empty database, then inserts the rows that this made into another by a bare loop. */
export async function measureImport(posts: number, seed: number): Promise<ImportResult> {
  const wanted = { posts, seed, isFresh: false };
  const lines = await ensureLines(wanted);
  const imported = await ensureDatabase(wanted);
  const target = join(folder, "import.sqlite");
  await removeDatabase(target);
  const run = await importLines(lines, target);
  await removeDatabase(target);
  await runProgram(["dist/cli.js", "migrate"], { DATABASE_URL: `sqlite:${target}` });
  const bare = await runProgram(["--import", "tsx", "tests/bench/import/bare-inserts.ts", imported, target]);
  await removeDatabase(target);
  return {
    posts,
    importSeconds: run.seconds,
    peakMegabytes: run.peakMegabytes,
    bareSeconds: Number(bare.stdout),
  };
}
