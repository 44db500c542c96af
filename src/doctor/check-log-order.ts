import { addFaultyRows } from "./add-faulty-rows.js";
import type { Examination } from "./examination.js";

interface EntryRow {
  sequence: number;
  node_id: string;
  kind: string;
  before: string | null;
}

/** A node is created first and once, then changed; after it was deleted, it can be created again only. */
export async function checkLogOrder(examination: Examination): Promise<void> {
  await addFaultyRows<EntryRow>(examination, {
    check: "change log",
    statement: `SELECT sequence, node_id, kind, before FROM (
        SELECT sequence, node_id, kind, lag(kind) OVER (PARTITION BY node_id ORDER BY sequence) AS before
        FROM change_log) AS entry
      WHERE (kind = 'CREATED') = (before IS NOT NULL AND before <> 'DELETED') ORDER BY sequence`,
    describe: ({ sequence, node_id, kind, before }) => ({
      subject: `entry ${sequence}`,
      message: `says ${kind} of ${node_id}, ${describeBefore(before)}`,
    }),
  });
}

function describeBefore(kind: string | null): string {
  if (kind === null) return "of which no entry before says CREATED";
  return `of which the entry before says ${kind}`;
}
