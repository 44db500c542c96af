import { readConfig } from "../config.js";
import { entities } from "../content/nouns.js";
import { openDatabase } from "../database/database.js";
import { diagnose } from "../doctor/diagnose.js";
import { assertDatabaseExists } from "./assert-database-exists.js";
import { print } from "./output.js";
import { Progress } from "./progress.js";
import { renderDiagnosis } from "./render-diagnosis.js";

/** Prints what is off in the database; the exit code is 1 when anything is. */
export async function doctorCommand(): Promise<void> {
  const {
    databaseUrl: url,
    pool: { keepsPrepared },
  } = readConfig();
  assertDatabaseExists(url, "to check; set DATABASE_URL");
  const database = await openDatabase({ url, entities, pool: { keepsPrepared } });
  const progress = new Progress("rows checked");
  try {
    const diagnosis = await diagnose(database, (count) => progress.update(count));
    progress.end();
    print(renderDiagnosis(diagnosis));
    if (diagnosis.faults.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
  }
}
