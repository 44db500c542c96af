import type { GraphQLSchema } from "graphql";
import { KeyRing } from "./access/key-ring.js";
import type { Config } from "./config.js";
import { readChangelog } from "./content/changelog.js";
import { lacksDerived } from "./content/lacks-derived.js";
import { entities } from "./content/nouns.js";
import { createSchema } from "./content/schema.js";
import { type Database, migrateDatabase, openDatabase } from "./database/database.js";
import { createReadinessCheck } from "./database/readiness.js";
import { maximumSitemapSize } from "./feeds/sitemap-operations.js";
import type { GraphContext } from "./graph/context.js";
import type { PerspectiveKind } from "./graph/perspective.js";
import { seedIfEmpty } from "./importing/seed-if-empty.js";
import { createRootReader, ObjectExit, readByResponseKey } from "./planner/object-exit.js";
import { Planner } from "./planner/planner.js";
import { readOperations } from "./playground/read-operations.js";
import { tellOfKeys } from "./server/access/tell-of-keys.js";
import { openBudgetStore } from "./server/budgets/budget-store.js";
import { Budgets } from "./server/budgets/budgets.js";
import { toRateLimit } from "./server/budgets/to-rate-limit.js";
import { warnOfStore } from "./server/budgets/warn-of-store.js";
import { createServer, type ServerParts } from "./server/create-server.js";
import type { FeedSource } from "./server/feeds/sitemap-routes.js";
import { listen, printListening } from "./server/listen.js";
import { createLogger, type Logger } from "./server/logger.js";
import { stopOnSignals } from "./server/shutdown.js";
import { openTrustedDocuments } from "./server/trusted-documents/trusted-documents.js";
import { superviseWorkers } from "./server/workers/supervise-workers.js";
import { findWorkerNumber, reportListening, startWorker } from "./server/workers/worker-process.js";
import { programVersion } from "./version.js";

/**
 * Serves until a signal comes: opens, migrates and, when it is empty, fills the database, then listens. The log says
 * when that holds nodes from which nothing was derived.
 *
 * With several workers this process prepares the database, and each of them opens it and listens.
 * The composition root: nothing else puts database, schema and server together.
 * @throws {StartupError} when one of these steps fails; the database is closed then.
 */
export async function serve(config: Config): Promise<void> {
  const worker = findWorkerNumber(config);
  if (worker !== undefined) {
    await startWorker(() => withDatabase(config, (database) => listenOver(database, config, worker)));
  } else if (config.workers > 1) {
    await withDatabase(config, (database) => prepare(database, config).then(database.close));
    printListening(await superviseWorkers({ ...config, log: createLogger(config) }));
  } else {
    await withDatabase(config, (database) =>
      prepare(database, config).then(() => listenOver(database, config)),
    );
  }
}

/** Closes the database when the work fails. */
async function withDatabase(config: Config, work: (database: Database) => Promise<void>): Promise<void> {
  const { databaseUrl, limits, pool } = config;
  const log = createLogger({ ...config, worker: findWorkerNumber(config) });
  const database = await openDatabase({
    url: databaseUrl,
    entities,
    limitMilliseconds: limits.requestMilliseconds,
    pool,
    onNotice: ({ level, message, ...server }) => log[level](server, message),
  });
  try {
    await work(database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function prepare(database: Database, config: Config): Promise<void> {
  await migrateDatabase(database);
  if (config.seeds !== undefined) await seedIfEmpty(database, config.seeds);
  // To derive takes minutes where there is much: nobody waits for that.
  if (await lacksDerived(database)) createLogger(config).warn(underivedNotice);
}

const underivedNotice =
  "The search does not find all nodes, and posts have no related ones: an older version wrote them. Run `colloquy reindex`.";

async function listenOver(database: Database, config: Config, worker?: number): Promise<void> {
  const app = await composeServer(database, config, worker);
  const isWorker = worker !== undefined;
  stopOnSignals({ app, close: database.close, ignoresSecondSignal: isWorker });
  await listen(app, config, isWorker ? reportListening : printListening);
}

async function composeServer(database: Database, config: Config, worker?: number) {
  const log = createLogger({ ...config, worker });
  const parts = await composeParts(database, config, log);
  const store = await openBudgetStore(config.budgetFile, (error) => log.warn({ err: error }, unopenedNotice));
  const budgets = new Budgets({ store, onFault: warnOfStore(log) });
  const access = { ...parts.access, budgets };
  return await createServer({ ...parts, access, worker });
}

const unopenedNotice =
  "BUDGET_FILE cannot be opened; what is spent is counted in each process, and forgotten when it ends.";

/** What this program's server is made of, over an open database. */
export async function composeParts(
  database: Database,
  config: Pick<
    Config,
    | "anonymousPoints"
    | "cacheMaxBytes"
    | "corsOrigins"
    | "isExplainOn"
    | "limits"
    | "logLevel"
    | "previewSecret"
    | "siteUrl"
    | "trustedDocuments"
    | "trustedProxies"
  >,
  log: Logger,
): Promise<ServerParts<GraphContext>> {
  const schema = await createSchema();
  const trusted = await openTrustedDocuments(config.trustedDocuments, schema);
  const { reader } = database;
  const plan = (perspective: PerspectiveKind) => new Planner(schema, database, { ...config, perspective });
  const planners = { published: plan("published"), post: plan("post"), preview: plan("preview") };
  const { published: planner, ...previewPlanners } = planners;
  const read = createRootReader(planner, reader);
  const readers = {
    published: read,
    post: createRootReader(planners.post, reader),
    preview: createRootReader(planners.preview, reader),
  };
  const revisions = reader.watchRevisions(planner.timedRows);
  // So that the first answers can be kept.
  await reader.settle();
  return {
    schema,
    fieldResolver: readByResponseKey,
    createContext: ({ caller }, reading) => ({
      read: (info) => readers[caller?.perspective.kind ?? "published"](info, reading),
      readRateLimit: async () => caller?.budget && toRateLimit(await caller.budget.read()),
    }),
    access: {
      keys: new KeyRing({ database, revisions, onChange: tellOfKeys(log) }),
      anonymousPoints: config.anonymousPoints,
      origins: config.corsOrigins,
      previewSecret: config.previewSecret,
    },
    trustedProxies: config.trustedProxies,
    answers: {
      planner,
      previewPlanners,
      reader,
      objectExit: new ObjectExit(schema, read),
      revisions,
      cacheMaxBytes: config.cacheMaxBytes,
      version: `${programVersion} ${config.siteUrl}`,
    },
    feeds: toFeedSource(schema, database, config),
    isExplainOn: config.isExplainOn,
    checkReadiness: createReadinessCheck(database),
    operations: await readOperations(),
    changelog: await readChangelog(),
    logLevel: config.logLevel,
    limits: config.limits,
    trusted,
  };
}

/** What feeds and sitemap are made from, over an open database. */
export function toFeedSource(
  schema: GraphQLSchema,
  database: Database,
  { siteUrl, sitemapSize = maximumSitemapSize }: { siteUrl: string; sitemapSize?: number },
): FeedSource {
  const planner = new Planner(schema, database, { siteUrl, maximumPageSize: sitemapSize });
  return { siteUrl, sitemapSize, planner };
}
