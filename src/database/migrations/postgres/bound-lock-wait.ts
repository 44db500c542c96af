import type { QueryRunner } from "typeorm";

/** Long enough for a request's statements; whoever reads longer is an export, a copy or `doctor`. */
const lockWait = "2s";

/**
 * Ends what is left of a migration that would wait for longer; it is undone, and tried again a bounded number of times.
 *
 * Behind a statement that waits to have a table alone, all that come later wait too, reads included.
 */
export async function boundLockWait(runner: QueryRunner): Promise<void> {
  await runner.query(`SET LOCAL lock_timeout = '${lockWait}'`);
}
