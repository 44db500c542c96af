import { rebuildDerived } from "../content/rebuild-derived.js";
import type { Database } from "../database/database.js";
import { print } from "./output.js";
import { Progress } from "./progress.js";

/** Makes all that is derived anew, and shows how far it is. */
export async function reindexNodes(database: Database): Promise<void> {
  const progress = new Progress("related posts");
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
}
