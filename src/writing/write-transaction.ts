import type { EntityManager } from "typeorm";
import { Lookups } from "./lookups.js";

/** What every write is handed down: the open transaction, its time, and what it has looked up already. */
export interface WriteTransaction {
  manager: EntityManager;
  /** The time of all changes, as DateTime columns are written. */
  now: string;
  lookups: Lookups;
  /** Titles by slug of posts that will be written later in this transaction; a link may name them already. */
  announcedTitles: Map<string, string>;
}

/** Begins a series of writes; `manager` must be inside a transaction that its owner commits or rolls back. */
export function beginWriting(manager: EntityManager, now: string): WriteTransaction {
  return { manager, now, lookups: new Lookups(manager), announcedTitles: new Map() };
}
