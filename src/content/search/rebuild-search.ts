import { listKeys } from "../../writing/list-keys.js";
import { loadRows } from "../../writing/load-rows.js";
import type { SqlSession } from "../../writing/run-statement.js";
import { documentedNouns, nodesPerBatch, readDocumentRows } from "./document-rows.js";
import { SearchDocument } from "./search-document.entity.js";

/** Makes all documents anew and indexes them, whatever there was; readers see the old ones until the commit. */
export async function rebuildSearch(session: SqlSession): Promise<void> {
  const { manager, dialect } = session;
  await dialect.replaceRows(manager, "search_document", () => loadDocuments(session));
  await dialect.search.rebuildIndex(manager);
}

async function loadDocuments(session: SqlSession): Promise<void> {
  for (const noun of documentedNouns) {
    const keys = await listKeys(session, noun);
    for (let start = 0; start < keys.length; start += nodesPerBatch) {
      const batch = keys.slice(start, start + nodesPerBatch);
      await loadRows(session, SearchDocument, await readDocumentRows(session, noun, batch));
    }
  }
}
