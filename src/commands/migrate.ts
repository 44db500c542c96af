import { readConfig } from "../config.js";
import { lacksDerived } from "../content/lacks-derived.js";
import { print } from "./output.js";
import { reindexNodes } from "./reindex-nodes.js";
import { withDatabase } from "./with-database.js";

/** Brings the schema up to date, and derives what an older version could not derive from its nodes. */
export async function migrateCommand(): Promise<void> {
  await withDatabase(readConfig(), async (database, migrations) => {
    for (const name of migrations) print(`ran ${name}`);
    print("The schema is up to date.");
    if (await lacksDerived(database)) await reindexNodes(database);
  });
}
