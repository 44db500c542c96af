import { readConfig } from "../config.js";
import { exportContent } from "../exporting/export-content.js";
import { assertDatabaseExists } from "./assert-database-exists.js";
import { print } from "./output.js";
import { Progress } from "./progress.js";
import { withDatabase } from "./with-database.js";

export async function exportCommand(folder: string): Promise<void> {
  const config = readConfig();
  assertDatabaseExists(config.databaseUrl, "to export; set DATABASE_URL");
  const progress = new Progress(folder);
  const count = await withDatabase(config, async (database) => {
    try {
      return await exportContent({ database, folder, onProgress: (files) => progress.update(files) });
    } finally {
      progress.end();
    }
  });
  print(`${folder}: ${count} ${count === 1 ? "file" : "files"} written.`);
}
