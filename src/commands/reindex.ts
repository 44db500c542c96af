import { readConfig } from "../config.js";
import { assertDatabaseExists } from "./assert-database-exists.js";
import { reindexNodes } from "./reindex-nodes.js";
import { withDatabase } from "./with-database.js";

/** Makes the index of the search and the lists of related posts anew, in one transaction. */
export async function reindexCommand(): Promise<void> {
  const config = readConfig();
  assertDatabaseExists(config.databaseUrl, "to index; set DATABASE_URL");
  await withDatabase(config, reindexNodes);
}
