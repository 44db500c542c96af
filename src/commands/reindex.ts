import { readConfig } from "../config.js";
import { rebuildDerived } from "../content/rebuild-derived.js";
import { assertDatabaseExists } from "./assert-database-exists.js";
import { print } from "./output.js";
import { Progress } from "./progress.js";
import { withDatabase } from "./with-database.js";

/** Makes the index of the search and the lists of related posts anew, in one transaction. */
export async function reindexCommand(): Promise<void> {
  const config = readConfig();
  assertDatabaseExists(config.databaseUrl, "to index; set DATABASE_URL");
  const progress = new Progress("related posts");
  await withDatabase(config, async (database) => {
    try {
      const posts = await rebuildDerived(database, {
        now: new Date().toISOString(),
        onRanking: (count) => progress.update(count),
      });
      progress.end();
      print(`Indexed all nodes, and ranked what is related to each of ${posts} posts.`);
    } finally {
      progress.end();
    }
  });
}
