import { QueryFailedError } from "typeorm";
import type { Database } from "../database/database.js";
import type { Dialect } from "../database/dialects/dialect.js";
import { StartupError } from "../errors.js";
import { beginWriting, type WriteTransaction } from "./write-transaction.js";

interface Writing<Outcome> {
  database: Pick<Database, "source" | "dialect" | "reader">;
  /** The time of all changes, as DateTime columns are written. */
  now: string;
  /** What is written, as the subject of a sentence: "The import". */
  subject: string;
  write: (transaction: WriteTransaction) => Promise<Outcome>;
  /** Whether nothing of it is to stay. */
  isRolledBack?: (outcome: Outcome) => boolean;
}

/** How often a write is begun that others, writing at the same time, stop. */
const maximumAttempts = 3;

/**
 * Writes whole or not at all: a process that dies on the way leaves the database as it was.
 *
 * @throws {StartupError} when the database cannot be written: a full disk, a read-only file, a server that was lost.
 */
export async function writeInTransaction<Outcome>(writing: Writing<Outcome>): Promise<Outcome> {
  const { dialect, reader } = writing.database;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const outcome = await writeOnce(writing);
      if (!writing.isRolledBack?.(outcome)) await reader.settle();
      return outcome;
    } catch (error) {
      const cause = error instanceof StartupError ? error.cause : error;
      if (attempt === maximumAttempts || !dialect.isContention(cause)) throw error;
    }
  }
}

type Stage = "beginning" | "writing" | "committing";

async function writeOnce<Outcome>(writing: Writing<Outcome>): Promise<Outcome> {
  const { source, dialect } = writing.database;
  const runner = source.createQueryRunner();
  let stage: Stage = "beginning";
  try {
    await runner.startTransaction();
    await dialect.claimWriting(runner.manager);
    stage = "writing";
    const outcome = await writing.write(
      beginWriting(runner.manager, writing.now, { isGivenUpOnFailure: true }),
    );
    if (writing.isRolledBack?.(outcome)) await runner.rollbackTransaction();
    else {
      stage = "committing";
      await runner.commitTransaction();
    }
    return outcome;
  } catch (error) {
    // A full disk ends the transaction by itself; what matters is the first fault.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    // What is written may come from a source that has faults of its own.
    const isOfDatabase = stage !== "writing" || error instanceof QueryFailedError || runner.isReleased;
    throw isOfDatabase ? explainStop(error, stage, { subject: writing.subject, dialect }) : error;
  } finally {
    await runner.release();
  }
}

/** What is left in the database, and why; the error itself where the engine does not know it. */
function explainStop(
  error: unknown,
  stage: Stage,
  { subject, dialect }: { subject: string; dialect: Dialect },
): unknown {
  const reason = dialect.explainOpenFailure(error);
  if (reason === undefined) return error;
  const outcome =
    stage === "committing" && dialect.isConnectionLost(error)
      ? `The database was lost as ${subject.charAt(0).toLowerCase()}${subject.slice(1)} was committed, and nobody knows whether it was written; do the same again, which changes nothing if it was`
      : `${subject} was stopped and the database is as it was before`;
  return new StartupError(`${outcome}: ${reason}.`, { cause: error });
}
