import type { Sql } from "sql-template-tag";
import type { EntityManager } from "typeorm";

/** The texts by which a node is found; what is found in the first weighs most. */
export interface SearchTexts {
  name: string;
  summary: string;
  body: string;
  /** Words that do not stand in the node, but lead to it. */
  keywords: string;
}

/** Names of the texts in the order in which an engine indexes them. */
export const searchFields = ["name", "summary", "body", "keywords"] as const;

/** How much a word weighs by where it stands: ten in a text are worth one in a name. */
export const fieldWeights: Readonly<Record<keyof SearchTexts, number>> = {
  name: 10,
  summary: 4,
  body: 1,
  keywords: 3,
};

/** A match of documents, as a table that is joined to theirs. */
export interface TextMatch {
  table: Sql;
  /** True for the row of the match that belongs to the document. */
  on: Sql;
  condition: Sql;
  /** A whole number, the greater the better; no more than an order within one query. */
  score: Sql;
}

/** What of the index is not as the documents have it. */
export interface IndexFault {
  /** Id of the document; undefined where the fault is one of the index as a whole. */
  id?: string;
  message: string;
}

/** How an engine finds texts: the table `search_index`, which TypeORM knows nothing of. */
export interface SearchDialect {
  /** Makes documents findable that have no entry in the index yet. */
  indexDocuments(manager: EntityManager): Promise<void>;

  /** Makes the index of all documents anew, whatever is in it. */
  rebuildIndex(manager: EntityManager): Promise<void>;

  /** SELECT of the keys (`row_id`) of all documents that have an entry in the index. */
  readonly indexedKeys: string;

  /** Looks into the entries of the index, as far as the engine can tell without writing; it changes nothing. */
  listIndexFaults(manager: EntityManager): AsyncIterable<IndexFault>;

  /** What a match is bound with for a query; null finds nothing. */
  toMatch(query: string): string | null;

  emitMatch(match: unknown, key: Sql, alias: Sql): TextMatch;

  /**
   * Rows (`ordinal`, `field`, `fragments`) of what of a document the match is found in: JSON arrays of HTML in which
   * nothing but `<mark>` is an element.
   */
  emitHighlights(match: unknown, key: Sql): Sql;
}
