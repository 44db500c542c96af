import {
  type DocumentedNoun,
  documentedNouns,
  nodesPerBatch,
  readDocumentRows,
} from "../content/search/document-rows.js";
import { SearchDocument } from "../content/search/search-document.entity.js";
import { type Row, selectRows, toChanges } from "../writing/rows.js";
import { addFaultyRows } from "./add-faulty-rows.js";
import type { Examination } from "./examination.js";
import { readPages } from "./read-pages.js";
import { reindexHint } from "./reindex-hint.js";

const check = "search documents";

type StoredRow = Record<string, unknown> & { id: string };

/** Whatever can be found has a document with what this version makes of it, and nothing else has one. */
export async function checkDocuments(examination: Examination): Promise<void> {
  for (const noun of documentedNouns) {
    await compareDocuments(examination, noun);
    await addOrphans(examination, noun);
  }
}

async function compareDocuments(examination: Examination, noun: DocumentedNoun): Promise<void> {
  const table = examination.manager.connection.getMetadata(noun);
  for await (const nodes of readPages(examination, table, { paths: ["id"], size: nodesPerBatch })) {
    const keys = nodes.map(({ key }) => key);
    for await (const made of makeDocuments(examination, noun, keys))
      await comparePage(examination, noun, made);
  }
}

/** Some nodes, and the documents that they give. */
interface MadeDocuments {
  keys: readonly number[];
  wanted: readonly Row[];
}

/** Without the nodes of which none can be made, since a list is no list: the check of lists tells of these. */
async function* makeDocuments(
  examination: Examination,
  noun: DocumentedNoun,
  keys: readonly number[],
): AsyncGenerator<MadeDocuments> {
  try {
    yield { keys, wanted: await readDocumentRows(examination, noun, keys) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (keys.length > 1) for (const key of keys) yield* makeDocuments(examination, noun, [key]);
  }
}

async function comparePage(
  { manager, found }: Examination,
  noun: DocumentedNoun,
  { keys, wanted }: MadeDocuments,
): Promise<void> {
  const stored = await selectRows<StoredRow>(manager, SearchDocument, { where: { [`${noun}.rowId`]: keys } });
  const unclaimed = new Map(stored.map((row) => [row.id, row]));
  for (const row of wanted) {
    const id = String(row.id);
    const fault = findFault(row, unclaimed.get(id));
    unclaimed.delete(id);
    if (fault) found.add(check, id, `${fault}; ${reindexHint}`);
  }
  for (const id of unclaimed.keys()) found.add(check, id, `has a document, but is gone; ${reindexHint}`);
}

function findFault(wanted: Row, stored: StoredRow | undefined): string | undefined {
  if (!stored) return "has no document, so that no search finds it";
  const changes = toChanges(wanted, stored);
  return changes && `has a document that is out of date in ${Object.keys(changes).join(", ")}`;
}

/** Those that belong to a node are compared with it. */
async function addOrphans(examination: Examination, noun: DocumentedNoun): Promise<void> {
  const nouns = noun === "post" ? "'POST', 'CONTRIBUTION'" : `'${noun.toUpperCase()}'`;
  await addFaultyRows<{ id: string }>(examination, {
    check,
    statement: `SELECT id FROM search_document AS document WHERE noun IN (${nouns})
      AND NOT EXISTS (SELECT 1 FROM ${noun} AS node WHERE node.row_id = document.${noun}_row_id) ORDER BY id`,
    describe: ({ id }) => ({
      subject: id,
      message: `has a document, but there is no such ${noun}; ${reindexHint}`,
    }),
  });
}
