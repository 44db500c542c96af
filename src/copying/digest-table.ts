import { createHash } from "node:crypto";
import { type Queryable, readRows } from "./read-rows.js";
import type { CopiedTable } from "./tables.js";

export interface TableDigest {
  rows: number;
  /** SHA-256 of the JSON of each row in the order of the keys: the same on both engines for the same content. */
  sha256: string;
}

/** Tells after each batch how many rows it had. */
export async function digestTable(
  source: Queryable,
  table: CopiedTable,
  onRows: (count: number) => void,
): Promise<TableDigest> {
  const hash = createHash("sha256");
  let count = 0;
  for await (const batch of readRows(source, table)) {
    for (const row of batch) hash.update(`${JSON.stringify(row)}\n`);
    count += batch.length;
    onRows(batch.length);
  }
  return { rows: count, sha256: hash.digest("hex") };
}
