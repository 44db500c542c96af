import { type EntityManager, QueryFailedError } from "typeorm";
import { checkDatabase, type Database } from "../database/database.js";
import { StartupError } from "../errors.js";
import { checks } from "./checks.js";
import type { Examination } from "./examination.js";
import { type CheckFindings, Findings } from "./findings.js";
import { listNounTables, type NounTable } from "./noun-tables.js";

export interface Diagnosis {
  /** How many nodes there are of each noun; empty when the tables could not be read. */
  counts: ReadonlyMap<string, number>;
  /** Of each kind of invariant that is broken, how often and where first; empty when the graph is consistent. */
  faults: readonly CheckFindings[];
}

/**
 * Looks for all that is off in a database, as it is at one moment; it changes nothing.
 *
 * `onProgress` is told how many rows have been read.
 * @throws {StartupError} when the database cannot be read to the end: a damaged file, a lost connection.
 */
export async function diagnose(
  database: Database,
  onProgress: (count: number) => void = () => undefined,
): Promise<Diagnosis> {
  const found = new Findings();
  for (const message of await checkDatabase(database)) found.add("schema", "database", message);
  if (found.list().length > 0) return { counts: new Map(), faults: found.list() };
  const { source, dialect } = database;
  const nouns = await listNounTables(source);
  let counts: Diagnosis["counts"] = new Map();
  let rows = 0;
  const onRow = () => {
    rows += 1;
    onProgress(rows);
  };
  try {
    await source.transaction("SERIALIZABLE", async (manager) => {
      counts = await countNodes(manager, nouns);
      await runChecks({ manager, dialect, nouns, found, onRow });
    });
  } catch (error) {
    if (!(error instanceof QueryFailedError)) throw error;
    const reason = dialect.explainOpenFailure(error);
    if (reason) throw new StartupError(`The database cannot be read: ${reason}.`, { cause: error });
    found.add("schema", "database", `cannot be read as this version expects it: ${error.message}`);
  }
  return { counts, faults: found.list() };
}

async function runChecks(examination: Examination): Promise<void> {
  for (const check of checks) await check(examination);
}

async function countNodes(manager: EntityManager, nouns: readonly NounTable[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { prefix, metadata } of nouns) {
    const [all] = await manager.query(`SELECT count(*) AS "count" FROM "${metadata.tableName}"`);
    counts.set(prefix, Number(all.count));
  }
  return counts;
}
