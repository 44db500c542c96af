import "reflect-metadata";
// A process around the built program that is there to be killed: it loads everything, says so, and begins when told.
import { serveCommand } from "../../../dist/commands/serve.js";
import { entities } from "../../../dist/content/nouns.js";
import { openDatabase } from "../../../dist/database/database.js";
import { importContent } from "../../../dist/importing/import-content.js";
import { openPath } from "../../../dist/importing/open-source.js";

process.once("message", async ({ path, hasSmallCache }) => {
  if (path === undefined) return await serveCommand();
  try {
    const database = await openDatabase({ url: process.env.DATABASE_URL, entities });
    // SQLite writes to its log as soon as its cache is full, as it does in an import of millions of lines.
    if (hasSmallCache) await database.source.query("PRAGMA cache_size = 20");
    const open = (manager) => openPath(manager, path, "jsonl");
    const { problems } = await importContent({ database, open, now: new Date().toISOString() });
    await database.close();
    process.send({ ended: problems.length === 0 ? "done" : `failed: ${JSON.stringify(problems[0])}` });
  } catch (error) {
    process.send({ ended: `failed: ${error.message}` });
  }
  process.disconnect();
});

process.send("ready");
