import type { EntityManager } from "typeorm";
import { Lookups } from "./lookups.js";

/** Keys of nodes that were created or changed, by noun; of a post also when only its links were. */
export type ChangedRows = Record<"post" | "expert" | "clinic" | "tag" | "region" | "author", Set<number>>;

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
  /** What was written: what is derived from these rows is not up to date. */
  changed: ChangedRows;
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
    changed: {
      post: new Set(),
      expert: new Set(),
      clinic: new Set(),
      tag: new Set(),
      region: new Set(),
      author: new Set(),
    },
    isGivenUpOnFailure,
  };
}
