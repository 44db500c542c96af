import type { Config } from "../config.js";
import { entities } from "../content/nouns.js";
import { type Database, migrateDatabase, openDatabase } from "../database/database.js";

/** Opens the database, brings its schema up to date, and closes it when the work is done or has failed. */
export async function withDatabase<T>(
  { databaseUrl }: Pick<Config, "databaseUrl">,
  work: (database: Database, migrations: string[]) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ url: databaseUrl, entities });
  try {
    return await work(database, await migrateDatabase(database));
  } finally {
    await database.close();
  }
}
