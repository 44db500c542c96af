import type { Config } from "./config.js";
import { entities } from "./content/nouns.js";
import { createSchema } from "./content/schema.js";
import { checkDatabase, type Database, migrateDatabase, openDatabase } from "./database/database.js";
import type { GraphContext } from "./graph/context.js";
import { seedIfEmpty } from "./importing/seed-if-empty.js";
import { createRootReader, readByResponseKey } from "./planner/object-exit.js";
import { Planner } from "./planner/planner.js";
import { ReadRequest } from "./planner/read-request.js";
import { readOperations } from "./playground/read-operations.js";
import { createServer } from "./server/create-server.js";
import { listen } from "./server/listen.js";
import { stopOnSignals } from "./server/shutdown.js";

/**
 * Serves until a signal comes: opens, migrates and, when it is empty, fills the database, then listens.
 *
 * The composition root: nothing else puts database, schema and server together.
 * @throws {StartupError} when one of these steps fails; the database is closed then.
 */
export async function serve(config: Config): Promise<void> {
  const database = await openDatabase({ url: config.databaseUrl, entities });
  const { close } = database;
  try {
    await migrateDatabase(database);
    if (config.seeds !== undefined) await seedIfEmpty(database, config.seeds);
    const app = await composeServer(config, database);
    stopOnSignals({ app, close });
    await listen(app, config);
  } catch (error) {
    await close();
    throw error;
  }
}

async function composeServer(config: Config, database: Database) {
  const schema = await createSchema();
  const read = createRootReader(new Planner(schema, database), database.reader);
  return await createServer<GraphContext>({
    schema,
    fieldResolver: readByResponseKey,
    createContext() {
      const request = new ReadRequest({ now: new Date().toISOString(), maximumCost: 10_000 });
      return { read: (info) => read(info, request) };
    },
    checkReadiness: () => checkDatabase(database),
    operations: await readOperations(),
    logLevel: config.logLevel,
    limits: config.limits,
  });
}
