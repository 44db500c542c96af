import type { Config } from "./config.js";
import { entities } from "./content/nouns.js";
import { createSchema } from "./content/schema.js";
import { checkDatabase, type Database, migrateDatabase, openDatabase } from "./database/database.js";
import type { GraphContext } from "./graph/context.js";
import { seedIfEmpty } from "./importing/seed-if-empty.js";
import { createRootReader, readByResponseKey } from "./planner/object-exit.js";
import { Planner } from "./planner/planner.js";
import { readOperations } from "./playground/read-operations.js";
import { createServer } from "./server/create-server.js";
import { listen } from "./server/listen.js";
import { stopOnSignals } from "./server/shutdown.js";
import { programVersion } from "./version.js";

/**
 * Serves until a signal comes: opens, migrates and, when it is empty, fills the database, then listens.
 *
 * The composition root: nothing else puts database, schema and server together.
 * @throws {StartupError} when one of these steps fails; the database is closed then.
 */
export async function serve(config: Config): Promise<void> {
  const database = await openDatabase({
    url: config.databaseUrl,
    entities,
    limitMilliseconds: config.limits.requestMilliseconds,
  });
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
  const planner = new Planner(schema, database);
  const { reader } = database;
  const read = createRootReader(planner, reader);
  return await createServer<GraphContext>({
    schema,
    fieldResolver: readByResponseKey,
    createContext: (_request, reading) => ({ read: (info) => read(info, reading) }),
    answers: {
      planner,
      reader,
      revisions: reader.watchRevisions(planner.timedRows),
      cacheMaxBytes: config.cacheMaxBytes,
      version: programVersion,
    },
    isExplainOn: config.isExplainOn,
    checkReadiness: () => checkDatabase(database),
    operations: await readOperations(),
    logLevel: config.logLevel,
    limits: config.limits,
  });
}
