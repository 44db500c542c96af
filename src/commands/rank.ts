import { readConfig } from "../config.js";
import { rankAfresh } from "../content/related-posts/rank-afresh.js";
import { assertDatabaseExists } from "./assert-database-exists.js";
import { print } from "./output.js";
import { Progress } from "./progress.js";
import { withDatabase } from "./with-database.js";

/** Ranks all related posts anew, in one transaction. */
export async function rankCommand(): Promise<void> {
  const config = readConfig();
  assertDatabaseExists(config.databaseUrl, "to rank; set DATABASE_URL");
  const progress = new Progress("related posts");
  await withDatabase(config, async (database) => {
    try {
      const posts = await rankAfresh(database, {
        now: new Date().toISOString(),
        onProgress: (count) => progress.update(count),
      });
      progress.end();
      print(`Ranked what is related to each of ${posts} posts.`);
    } finally {
      progress.end();
    }
  });
}
