import type { EntityManager } from "typeorm";

/**
 * Lets a transaction's statements on PostgreSQL wait and work for as long as they need.
 *
 * A role can have a limit for its statements. It is meant for those of requests, which set their own except behind a pooler.
 */
export async function liftLimit(transaction: Pick<EntityManager, "query">): Promise<void> {
  await transaction.query("SET LOCAL statement_timeout = 0");
}
