import type { Config } from "../config.js";
import { entities } from "../content/nouns.js";
import { type Database, migrateDatabase, openDatabase } from "../database/database.js";

/** Opens the database, brings its schema up to date, and closes it when the work is done or has failed. */
export async function withDatabase<T>(
  { databaseUrl, pool: { keepsPrepared } }: Pick<Config, "databaseUrl" | "pool">,
  work: (database: Database, migrations: string[]) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ url: databaseUrl, entities, pool: { keepsPrepared } });
  try {
    return await work(database, await migrateDatabase(database));
  } finally {
    await database.close();
  }
}
