import type { EntityManager } from "typeorm";
import { Lookups } from "./lookups.js";

/** What every write is handed down: the open transaction, its time, and what it has looked up already. */
export interface WriteTransaction {
  manager: EntityManager;
  /** The time of all changes, as DateTime columns are written. */
  now: string;
  lookups: Lookups;
  /** Sequence of the last change in the log, this transaction's own included; undefined until it is asked for. */
  lastSequence: number | undefined;
  /** Titles by slug of posts that will be written later in this transaction; a link may name them already. */
  announcedTitles: Map<string, string>;
  /** Keys of posts that were written, or whose links were: what is derived from them is not up to date. */
  changedPosts: Set<number>;
  /** Whether the owner rolls everything back when a write throws. */
  isGivenUpOnFailure: boolean;
}

/** Runs a write that leaves nothing behind when it fails; the transaction around it goes on. */
export async function writeWhole<T>(transaction: WriteTransaction, write: () => Promise<T>): Promise<T> {
  const { manager, lookups, isGivenUpOnFailure } = transaction;
  // A savepoint costs a copy of each page that is touched.
  if (isGivenUpOnFailure) return await write();
  try {
    // A transaction within a transaction is a savepoint.
    return await manager.transaction(write);
  } catch (error) {
    lookups.forget();
    transaction.lastSequence = undefined;
    throw error;
  }
}

/** Begins a series of writes; `manager` must be inside a transaction that its owner commits or rolls back. */
export function beginWriting(
  manager: EntityManager,
  now: string,
  { isGivenUpOnFailure = false } = {},
): WriteTransaction {
  const lookups = new Lookups(manager);
  return {
    manager,
    now,
    lookups,
    lastSequence: undefined,
    announcedTitles: new Map(),
    changedPosts: new Set(),
    isGivenUpOnFailure,
  };
}
