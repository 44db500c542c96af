import "reflect-metadata";
// A process around the built program that is there to be killed: it loads everything, says so, and begins when told.
import { withDatabase } from "../../../dist/commands/with-database.js";
import { importContent } from "../../../dist/importing/import-content.js";
import { openPath } from "../../../dist/importing/open-source.js";

const databaseUrl = process.env.DATABASE_URL;

process.on("message", async ({ path, hasSmallCache }) => {
  if (path === undefined) {
    const { serveCommand } = await import("../../../dist/commands/serve.js");
    return await serveCommand();
  }
  process.send(await importAs({ path, hasSmallCache }));
});

/** As the command does it. */
async function importAs({ path, hasSmallCache }) {
  try {
    return await withDatabase({ databaseUrl, pool: { keepsPrepared: true } }, async (database) => {
      // SQLite writes to its log as soon as its cache is full, as it does in an import of millions of lines.
      if (hasSmallCache) await database.source.query("PRAGMA cache_size = 10");
      const open = (manager) => openPath(manager, path, "jsonl");
      const report = await importContent({ database, open, now: new Date().toISOString() });
      const [problem] = report.problems;
      if (problem) return { end: "failed", message: JSON.stringify(problem), isExplained: false };
      return { end: "done", sequence: await readSequence(database) };
    });
  } catch (error) {
    const isExplained = error.name === "StartupError";
    return { end: "failed", message: isExplained ? error.message : error.stack, isExplained };
  }
}

/** Of the newest change, which is the import's; undefined when the database was killed after it. */
async function readSequence({ source }) {
  try {
    const [{ last }] = await source.query("SELECT max(sequence) AS last FROM change_log");
    return last;
  } catch {
    return undefined;
  }
}

process.send("ready");
