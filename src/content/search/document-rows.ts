import type { Row } from "../../writing/rows.js";
import type { SqlSession } from "../../writing/run-statement.js";
import { type DocumentDraft, documentReaders } from "./read-documents.js";

/** The nouns whose documents are made together; those of contributions are made with their posts. */
export type DocumentedNoun = keyof typeof documentReaders;

export const documentedNouns = Object.keys(documentReaders) as DocumentedNoun[];

/** So many nodes are read together, and their documents written. */
export const nodesPerBatch = 200;

/** Longer texts are found by their beginning: beyond 16,383 words PostgreSQL knows no places. */
const mostCharacters = 60_000;

/** The documents of these nodes as they are to be stored; nodes that readers never see have none. */
export async function readDocumentRows(
  session: SqlSession,
  noun: DocumentedNoun,
  keys: readonly number[],
): Promise<Row[]> {
  return (await documentReaders[noun](session, keys)).filter(isEverSeen).map(toRow);
}

/** How rare a word is counts all documents; those of drafts would show in the scores of the others. */
function isEverSeen({ visibleFrom }: DocumentDraft): boolean {
  return visibleFrom !== null;
}

function toRow({ noun, id, name, summary, body, keywords, visibleFrom, owners }: DocumentDraft): Row {
  return {
    id,
    noun,
    name: toText([name], " "),
    summary: toText(summary, " · "),
    body: toText(body, "\n"),
    keywords: toText(keywords, " · "),
    visibleFrom,
    "post.rowId": owners.post ?? null,
    "contribution.rowId": owners.contribution ?? null,
    "expert.rowId": owners.expert ?? null,
    "clinic.rowId": owners.clinic ?? null,
    "tag.rowId": owners.tag ?? null,
  };
}

/** Control characters are what highlights are marked by, until they become elements. */
function toText(parts: readonly (string | null)[], separator: string): string {
  const text = parts.filter((part) => part !== null && part !== "").join(separator);
  return text.slice(0, mostCharacters).replace(/[^\P{Cc}\n]|\p{Cs}/gu, " ");
}
