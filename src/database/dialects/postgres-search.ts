import { createHash } from "node:crypto";
import sql, { raw } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import type { SearchTerm } from "../../search/parse-query.js";
import { BackgroundWork } from "../background-work.js";
import { emitHighlightRows, emitMarkedHtml, type Marks } from "./emit-marked-html.js";
import { rememberMatches } from "./remember-matches.js";
import { fieldWeights, type SearchDialect, type SearchTexts, searchFields } from "./search-dialect.js";
import { canBegin, getTextAnalyzer } from "./text-analyzer.js";

/** PostgreSQL's labels of positions; each of the texts has one. */
const labels = ["A", "B", "D", "C"] as const;

/** Weights of the labels D, C, B and A, as ts_rank takes them: at most 1. */
const weights = `{${[fieldWeights.body, fieldWeights.keywords, fieldWeights.summary, fieldWeights.name].map((weight) => weight / 10).join(",")}}`;

/** Positions of a tsvector end here (https://www.postgresql.org/docs/current/textsearch-limitations.html). */
const mostPositions = 16_383;

/** More places of one lexeme a tsvector forgets: the next ones are those of another lexeme, the first one's sequel. */
const placesPerLexeme = 255;

/** Characters; 2,046 bytes are the most that PostgreSQL takes. A digest stands for what is longer. */
const longestLexeme = 500;

/** Between a lexeme and the number of a sequel; no word has it. */
const sequelMark = "\u0001";

/** Between the texts, so that no phrase reaches from one into the next. */
const gap = 2;

const marks: Marks = { start: raw("chr(1)"), end: raw("chr(2)") };

const documentsPerBatch = 200;
const beforeFirstKey = 0;

interface StoredDocument extends SearchTexts {
  rowId: number;
}

/** Rows (`row_id`, `vector`) of the entries that are bound as one parameter. */
const boundEntries = `SELECT (entry ->> 0)::integer AS "row_id", (entry ->> 1)::tsvector AS "vector" FROM jsonb_array_elements($1::jsonb) AS entry`;

/** tsvector with GIN: lexemes are those of SQLite's index, so that both engines find the same. */
export const postgresSearch: SearchDialect = {
  async indexDocuments(manager) {
    // Documents get ascending keys and are indexed in the transaction that writes them: none before the last is left.
    const [{ last }] = await manager.query(`SELECT coalesce(max("row_id"), 0) AS "last" FROM "search_index"`);
    const inserting = new BackgroundWork();
    for await (const entries of makeEntries(manager, last, () => inserting.end())) {
      await inserting.begin(() =>
        manager.query(`INSERT INTO "search_index" ("row_id", "vector") ${boundEntries}`, [entries]),
      );
    }
    await inserting.end();
  },

  async rebuildIndex(manager) {
    await manager.query(`DELETE FROM "search_index"`);
    await postgresSearch.indexDocuments(manager);
  },

  indexedKeys: `SELECT "row_id" FROM "search_index"`,

  async *listIndexFaults(manager) {
    for await (const entries of makeEntries(manager, beforeFirstKey)) {
      const stale: { id: string }[] = await manager.query(
        `SELECT document."id" FROM (${boundEntries}) AS made
          JOIN "search_index" AS stored ON stored."row_id" = made."row_id" AND stored."vector" <> made."vector"
          JOIN "search_document" AS document ON document."row_id" = made."row_id" ORDER BY made."row_id"`,
        [entries],
      );
      for (const { id } of stale) yield { id, message: "is indexed with other words than its document has" };
    }
  },

  toMatch: rememberMatches((terms) => {
    const expressions = terms.flatMap(toExpression);
    return expressions.length === 0 ? null : expressions.join(" & ");
  }),

  emitMatch(match, key, alias) {
    const vector = sql`${alias}."vector"`;
    const query = sql`CAST(${match} AS tsquery)`;
    // A long phrase would be looked for again at each of its words: seconds for one document.
    const words = sql`CAST(replace(${match}, '<->', '&') AS tsquery)`;
    return {
      table: sql`"search_index" AS ${alias}`,
      on: sql`${key} = ${alias}."row_id"`,
      condition: sql`${vector} @@ ${query}`,
      score: sql`CAST(1000000 * ts_rank_cd(${raw(`'${weights}'`)}, ${vector}, ${words}, 1) AS integer)`,
    };
  },

  emitHighlights(match, key) {
    const selectors = sql`'StartSel=' || ${marks.start} || ', StopSel=' || ${marks.end}`;
    const headline = (field: string, options: string) =>
      sql`ts_headline('colloquy_search', ${raw(field)}, CAST(${match} AS tsquery), ${selectors} || ${raw(`', ${options}'`)}) AS ${raw(field)}`;
    const found = sql`SELECT ${headline("name", "HighlightAll=true")}, ${headline("summary", "HighlightAll=true")},
      ${headline("body", "MaxWords=24, MinWords=12")} FROM "search_document" WHERE row_id = ${key}`;
    return emitHighlightRows(found, (text) => ({
      fragments: sql`CAST(json_build_array(${emitMarkedHtml(text, marks)}) AS text)`,
      isMarked: sql`strpos(${text}, ${marks.start}) > 0`,
    }));
  },
};

/**
 * The entries of all documents behind a key, as JSON of pairs of key and vector; two batches in memory at a time.
 *
 * The next batch is read, once the connection is free, before the one at hand is given out.
 */
async function* makeEntries(
  manager: EntityManager,
  after: number,
  untilFree = async () => {},
): AsyncGenerator<string> {
  let documents = await readDocuments(manager, after);
  while (documents.length > 0) {
    const entries = JSON.stringify(documents.map((document) => [document.rowId, toVector(document)]));
    await untilFree();
    documents = await readDocuments(manager, documents.at(-1)?.rowId ?? after);
    yield entries;
  }
}

async function readDocuments(manager: EntityManager, after: number): Promise<StoredDocument[]> {
  return await manager.query(
    `SELECT document."row_id" AS "rowId", "name", "summary", "body", "keywords" FROM "search_document" AS document
      WHERE document."row_id" > $1 ORDER BY document."row_id" LIMIT ${documentsPerBatch}`,
    [after],
  );
}

/** As a tsvector is written: each lexeme in quotes with its positions and their labels. */
function toVector(document: SearchTexts): string {
  const positions = new Map<string, string[]>();
  const lexemes = getTextAnalyzer().analyze(searchFields.map((field) => document[field]));
  const starts = toStarts(lexemes);
  for (const { term, field, position } of lexemes) {
    const word = shorten(term);
    const known = positions.get(word) ?? [];
    positions.set(word, known);
    const place = Math.min(mostPositions, (starts[field] ?? 0) + position + 1);
    known.push(`${place}${labels[field] ?? "D"}`);
  }
  return [...positions].flatMap(toEntries).join(" ");
}

/** A lexeme with its places, and sequels with those that it has no room for. */
function toEntries([word, places]: readonly [string, readonly string[]]): string[] {
  const entries: string[] = [];
  for (let start = 0; start < places.length; start += placesPerLexeme) {
    const name = start === 0 ? word : `${word}${sequelMark}${start}`;
    entries.push(`${quote(name)}:${places.slice(start, start + placesPerLexeme).join(",")}`);
  }
  return entries;
}

/** Where each text begins, when they stand one behind the other: the long one last. */
function toStarts(lexemes: readonly { field: number; position: number }[]): number[] {
  const lengths = searchFields.map(() => 0);
  for (const { field, position } of lexemes) {
    lengths[field] = Math.max(lengths[field] ?? 0, position + 1);
  }
  const [name = 0, summary = 0, , keywords = 0] = lengths;
  const afterName = name + gap;
  const afterSummary = afterName + summary + gap;
  return [0, afterName, afterSummary + keywords + gap, afterSummary];
}

/** Several lexemes of one term stand one behind the other; none where it has neither letter nor digit. */
function toExpression({ text, isPhrase }: SearchTerm): string[] {
  const lexemes = getTextAnalyzer().analyze([text]);
  if (lexemes.length === 0) return [];
  const words = lexemes.map(({ term }) => shorten(term));
  const terms = words.map(quote);
  const phrase = words.length === 1 ? terms.join() : words.map(toAnyPlace).join(" <-> ");
  if (isPhrase || !canBegin(lexemes)) return [`(${phrase})`];
  const beginning = terms.map((term, place) => `${term}:${place === terms.length - 1 ? "*" : ""}A`);
  return [`(${phrase} | (${beginning.join(" <-> ")}))`];
}

/** Where a word stands matters in a phrase alone. */
function toAnyPlace(word: string): string {
  return `(${quote(word)} | ${quote(`${word}${sequelMark}`)}:*)`;
}

function shorten(term: string): string {
  return term.length <= longestLexeme ? term : createHash("sha256").update(term).digest("hex");
}

function quote(term: string): string {
  return `'${term.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
