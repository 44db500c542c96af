import type { QueryRunner } from "typeorm";

/**
 * Long enough for nearly all statements of requests; whoever reads longer is an export, a copy or `doctor`.
 *
 * And less than a server waits for the look at its tables that tells it whether the database is there: a second.
 */
const lockWait = "500ms";

/**
 * Ends what is left of a migration that would wait for longer; it is undone, and tried again a bounded number of times.
 *
 * Behind a statement that waits to have a table alone, all that come later wait too, reads included. A vacuum gives way
 * only to those who wait for a second: before this, a migration must have got a lock that no vacuum is beside, as that of
 * an index that it builds.
 */
export async function boundLockWait(runner: QueryRunner): Promise<void> {
  await runner.query(`SET LOCAL lock_timeout = '${lockWait}'`);
}
