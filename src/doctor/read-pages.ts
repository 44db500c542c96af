import type { EntityMetadata } from "typeorm";
import type { Examination } from "./examination.js";
import { type ReadRow, readRows } from "./read-rows.js";

/** All rows of a table by so many together, as `readRows` gives them one by one. */
export async function* readPages(
  examination: Examination,
  table: EntityMetadata,
  { paths, size }: { paths: readonly string[]; size: number },
): AsyncGenerator<ReadRow[]> {
  let page: ReadRow[] = [];
  for await (const row of readRows(examination, table, paths)) {
    page.push(row);
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
