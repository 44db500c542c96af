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

/** Appends what really changed, in the order given. */
export async function recordChanges(
  { manager, now }: WriteTransaction,
  records: readonly ChangeRecord[],
): Promise<void> {
  const rows = records
    .filter(({ change }) => change !== "unchanged")
    .map(({ noun, id, change }) => ({ at: now, noun, nodeId: id, kind: change.toUpperCase() }));
  await insertRows(manager, ChangeLog, rows);
}
