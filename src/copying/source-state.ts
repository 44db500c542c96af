import type { EntityManager } from "typeorm";
import type { Database } from "../database/database.js";

type Source = Pick<Database, "source" | "dialect">;

/** Reads one state of the database, whatever others write meanwhile; on SQLite its log of writes grows until the end. */
export async function onOneState<T>(
  { source, dialect }: Source,
  read: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return await source.transaction(async (manager) => {
    await dialect.holdState(manager);
    return await read(manager);
  });
}

/** Waits until a write that is under way has ended, and keeps the next one waiting; it sees what was written. */
export async function whileNobodyWrites<T>(
  { source, dialect }: Source,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return await source.transaction(async (manager) => {
    await dialect.claimWriting(manager);
    return await work(manager);
  });
}
