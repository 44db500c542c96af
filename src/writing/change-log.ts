import type { EntityManager } from "typeorm";
import { ChangeLog } from "./change-log.entity.js";
import { insertRows } from "./rows.js";
import type { Change } from "./write-result.js";
import type { WriteTransaction } from "./write-transaction.js";

export interface ChangeRecord {
  /** Id prefix of the noun. */
  noun: string;
  id: string;
  change: Change;
}

/**
 * Appends what really changed, in the order given.
 *
 * Sequences are given here, not by the database: PostgreSQL's would leave a gap for each transaction that is undone.
 */
export async function recordChanges(
  transaction: WriteTransaction,
  records: readonly ChangeRecord[],
): Promise<void> {
  const { manager, now } = transaction;
  const changes = records.filter(({ change }) => change !== "unchanged");
  if (changes.length === 0) return;
  const last = transaction.lastSequence ?? (await readLastSequence(manager));
  const rows = changes.map(({ noun, id, change }, index) => ({
    sequence: last + index + 1,
    at: now,
    noun,
    nodeId: id,
    kind: change.toUpperCase(),
  }));
  transaction.lastSequence = last + rows.length;
  await insertRows(manager, ChangeLog, rows);
}

/** Sequence of the newest change; 0 for a log without one. */
async function readLastSequence(manager: EntityManager): Promise<number> {
  return (await manager.maximum(ChangeLog, "sequence")) ?? 0;
}
