import { readConfig } from "../config.js";
import { print } from "./output.js";
import { withDatabase } from "./with-database.js";

export async function migrateCommand(): Promise<void> {
  await withDatabase(readConfig(), async (_database, migrations) => {
    for (const name of migrations) print(`ran ${name}`);
    print("The schema is up to date.");
  });
}
