import { setTimeout } from "node:timers/promises";
import { DataSource, type DataSourceOptions, type Logger } from "typeorm";
import { invariant, StartupError } from "../errors.js";
import type { EntityClass } from "../graph/plan-rules.js";
import type { Dialect, PoolOptions, ServerNotice } from "./dialects/dialect.js";
import { findDialect } from "./dialects/find-dialect.js";
import { compareMigrations } from "./migration-comparison.js";
import type { StatementReader } from "./reading/statement-reader.js";
import { SnakeCaseNaming } from "./snake-case-naming.js";
import { StatementLogger } from "./statement-logger.js";
import { listStoredTables } from "./stored-tables.js";
import { findUnfinishedCopy, unfinishedCopyFault } from "./unfinished-copy.js";

/** An open database: TypeORM's data source, the dialect of its engine, and what runs the reads of requests. */
export interface Database {
  source: DataSource;
  dialect: Dialect;
  reader: StatementReader;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** The part that changes the schema. */
type Schema = Pick<Database, "source" | "dialect">;

export interface DatabaseOptions {
  /** `sqlite:path`, `sqlite::memory:` or `postgres://user:password@host:port/database`. */
  url: string;
  entities: readonly EntityClass[];
  /** Told of every statement before it runs; tests count by it. */
  onStatement?: (statement: string) => void;
  /** How long a read statement may take where it can be stopped; 10 seconds unless told. */
  limitMilliseconds?: number;
  /** How the reads are spread, where the database is a server. */
  pool?: Partial<PoolOptions>;
  /** Told when a server of the database goes out of reach, is left out or returns: once for each change. */
  onNotice?: (notice: ServerNotice) => void;
}

/**
 * Opens a database without changing its schema.
 *
 * @throws {StartupError} when the file cannot be opened, or a newer version has changed its schema so that this one cannot work beside it.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const dialect = findDialect(options.url);
  invariant(dialect, "config accepts only URLs of known engines");
  const source = createSource(dialect, options);
  try {
    await initialize(source, dialect);
    await refuseNewerSchema(source);
    const reader = dialect.openReader({ ...options, source });
    return { source, dialect, reader, close: () => closeDatabase(source, reader) };
  } catch (error) {
    await abandon(source);
    const reason = dialect.explainOpenFailure(error);
    if (reason === undefined) throw error;
    throw new StartupError(`Cannot open the database ${dialect.describe(options.url)}: ${reason}.`, {
      cause: error,
    });
  }
}

/** A database that lives and dies with the process that opens it. */
export const scratchDatabaseUrl = "sqlite::memory:";

/** Whether there is a database at the URL; opening one that is not there creates it. */
export function databaseExists(url: string): boolean {
  return url === scratchDatabaseUrl || (findDialect(url)?.exists(url) ?? false);
}

/**
 * Brings the schema up to date, each migration in a transaction of its own; gives the names of those that ran.
 *
 * @throws {StartupError} when the tables there are of another program, an unfinished copy, or cannot be written.
 */
export async function migrateDatabase(
  { source, dialect }: Schema,
  { allowsUnfinishedCopy = false } = {},
): Promise<string[]> {
  try {
    if (!allowsUnfinishedCopy && (await findUnfinishedCopy(source)))
      throw new StartupError(unfinishedCopyFault);
    const unfitness = await dialect.findUnfitness(source);
    if (unfitness !== undefined) throw new StartupError(`The database cannot hold content: ${unfitness}.`);
    const release = await dialect.claimSchema(source);
    try {
      await refuseForeignTables(source);
      return await runMigrations(source, dialect);
    } finally {
      await release();
    }
  } catch (error) {
    const reason = dialect.explainOpenFailure(error);
    if (reason === undefined) throw error;
    throw new StartupError(`Cannot migrate the database: ${reason}.`, { cause: error });
  }
}

const maximumMigrationAttempts = 20;

/** Others go on reading and writing meanwhile, and may hold what a migration needs. */
async function runMigrations(source: DataSource, dialect: Dialect): Promise<string[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const ran = await source.runMigrations({ transaction: "each" });
      return ran.map((migration) => migration.name);
    } catch (error) {
      if (attempt === maximumMigrationAttempts || !dialect.isContention(error)) throw error;
      await setTimeout(1_000);
    }
  }
}

/** What keeps this database from being served, in words; empty when nothing does. It changes nothing. */
export async function checkDatabase({
  source,
  reader,
}: Pick<Database, "source" | "reader">): Promise<string[]> {
  if (!reader.isReachable) return [noAnswer];
  return await Promise.race([examine(source), setTimeout(checkMilliseconds, [noAnswer], { ref: false })]);
}

/** A server that stands still keeps its connections, and answers on none of them. */
const checkMilliseconds = 1_500;
/** What `checkDatabase` finds where nothing can be asked. */
export const noAnswer = "The database does not answer.";

async function examine(source: DataSource): Promise<string[]> {
  try {
    // It has migrations to run, or not, as the copy will see to when it goes on.
    if (await findUnfinishedCopy(source)) return [unfinishedCopyFault];
    const { hasPending, incompatible } = await compareMigrations(source);
    if (hasPending) return ["The database has migrations that have not run yet."];
    if (incompatible.length > 0)
      return ["A newer version of Colloquy changed the database in a way that this one cannot work beside."];
  } catch {
    return [noAnswer];
  }
  return await listUnreadableTables(source);
}

async function listUnreadableTables(source: DataSource): Promise<string[]> {
  const faults: string[] = [];
  for (const table of tableNames(source)) {
    try {
      await source.createQueryBuilder().select("1").from(table, "row").limit(1).getRawMany();
    } catch {
      faults.push(`The table ${table} is missing or cannot be read.`);
    }
  }
  return faults;
}

function createSource(dialect: Dialect, options: DatabaseOptions): DataSource {
  const { onStatement = () => undefined } = options;
  // Without one TypeORM prints migrations that failed, also those that are tried again.
  const logger: Logger = new StatementLogger(onStatement);
  return new DataSource({
    ...dialect.toDriverOptions(options.url, options.pool),
    entities: [...options.entities],
    namingStrategy: new SnakeCaseNaming(),
    logger,
  } as DataSourceOptions);
}

async function initialize(source: DataSource, dialect: Dialect): Promise<void> {
  await source.initialize();
  for (const { columns } of source.entityMetadatas) dialect.refineColumns(columns);
}

/** Ends every connection of a database that could not be opened, however far that had come. */
async function abandon(source: DataSource): Promise<void> {
  if (source.isInitialized) await source.destroy();
  // There may be no connection yet; what went wrong first is what is told.
  else await source.driver.disconnect().catch(() => undefined);
}

async function closeDatabase(source: DataSource, reader: StatementReader): Promise<void> {
  await reader.close();
  await source.destroy();
}

async function refuseNewerSchema(source: DataSource): Promise<void> {
  const { incompatible, isForeign } = await compareMigrations(source);
  if (isForeign) throw toForeignError("migrations");
  if (incompatible.length === 0) return;
  throw new StartupError(
    `A newer version of Colloquy changed the database in a way that this one cannot work beside (migration ${incompatible.join(", ")}). Start that version, or restore a copy made before the upgrade.`,
  );
}

/** Tables of this program's names, although none of its migrations has run, are not its own. */
async function refuseForeignTables(source: DataSource): Promise<void> {
  if (!(await compareMigrations(source)).isEmpty) return;
  const runner = source.createQueryRunner();
  try {
    for (const table of tableNames(source)) {
      if (!(await runner.hasTable(table))) continue;
      throw toForeignError(table);
    }
  } finally {
    await runner.release();
  }
}

function toForeignError(table: string): StartupError {
  return new StartupError(
    `The database belongs to another program: it has a table ${table} that Colloquy did not make. Set DATABASE_URL to a database of its own.`,
  );
}

/** Without the doubles of classes that share a table. */
function tableNames(source: DataSource): Set<string> {
  return new Set(listStoredTables(source).map(({ tableName }) => tableName));
}
