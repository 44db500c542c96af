import { addFaultyRows } from "./add-faulty-rows.js";
import type { Examination } from "./examination.js";
import { reindexHint } from "./reindex-hint.js";

const check = "search index";

/** The full-text index has an entry for each document, with its words, and no other. */
export async function checkSearchIndex(examination: Examination): Promise<void> {
  const { manager, dialect, found } = examination;
  const { indexedKeys } = dialect.search;
  await addFaultyRows<{ id: string }>(examination, {
    check,
    statement: `SELECT id FROM search_document WHERE row_id NOT IN (${indexedKeys}) ORDER BY id`,
    describe: ({ id }) => ({
      subject: id,
      message: `has a document that is not in the index, so that no search finds it; ${reindexHint}`,
    }),
  });
  await addFaultyRows<{ row_id: number }>(examination, {
    check,
    statement: `SELECT row_id FROM (${indexedKeys}) AS entry
      WHERE NOT EXISTS (SELECT 1 FROM search_document AS document WHERE document.row_id = entry.row_id) ORDER BY row_id`,
    describe: ({ row_id }) => ({
      subject: `entry ${row_id}`,
      message: `is of no document; ${reindexHint}`,
    }),
  });
  for await (const { id, message } of dialect.search.listIndexFaults(manager)) {
    found.add(check, id ?? "database", `${message}; ${reindexHint}`);
  }
}
