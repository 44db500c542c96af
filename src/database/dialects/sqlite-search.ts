import sql, { raw } from "sql-template-tag";
import type { SearchTerm } from "../../search/parse-query.js";
import { emitHighlightRows, emitMarkedHtml, type Marks } from "./emit-marked-html.js";
import { rememberMatches } from "./remember-matches.js";
import { fieldWeights, type SearchDialect, searchFields } from "./search-dialect.js";
import { canBegin, getTextAnalyzer } from "./text-analyzer.js";

/** How many words a fragment of a long text has. */
const wordsPerFragment = 24;

const marks: Marks = { start: raw("char(1)"), end: raw("char(2)") };

const index = raw('"search_index"."search_index"');

/** FTS5 (https://www.sqlite.org/fts5.html): triggers of `search_document` keep its index. */
export const sqliteSearch: SearchDialect = {
  indexDocuments: async () => undefined,

  async rebuildIndex(manager) {
    await manager.query(`INSERT INTO "search_index" ("search_index") VALUES ('rebuild')`);
  },

  // FTS5 keeps a row for each document that it has indexed (https://www.sqlite.org/fts5.html, 9.4).
  indexedKeys: `SELECT id AS row_id FROM "search_index_docsize"`,

  // The command "integrity-check" also reads the documents again, but it is a write: it would keep others from theirs.
  async *listIndexFaults(manager) {
    const rows: { integrity_check: string }[] = await manager.query("PRAGMA integrity_check(search_index)");
    for (const { integrity_check: message } of rows) if (message !== "ok") yield { message };
  },

  toMatch: rememberMatches((terms) => {
    const expressions = terms.flatMap(toExpression);
    // A phrase without words finds nothing.
    return expressions.length === 0 ? '""' : expressions.join(" AND ");
  }),

  emitMatch(match, key, alias) {
    const document = sql`${alias}.${raw('"search_index"')}`;
    const weights = searchFields.map((field) => fieldWeights[field]).join(", ");
    return {
      table: sql`"search_index" AS ${alias}`,
      on: sql`${key} = ${alias}.rowid`,
      condition: sql`${document} MATCH ${match}`,
      // What more than half of the documents say counts for a millionth of what is rare; its logarithm can still be told.
      score: sql`CAST(1000000 * ln(1 - 1000000 * bm25(${document}, ${raw(weights)})) AS integer)`,
    };
  },

  emitHighlights(match, key) {
    const { start, end } = marks;
    const found = sql`SELECT highlight(${index}, 0, ${start}, ${end}) AS name, highlight(${index}, 1, ${start}, ${end}) AS summary,
      snippet(${index}, 2, ${start}, ${end}, '…', ${raw(String(wordsPerFragment))}) AS body
      FROM "search_index" WHERE rowid = ${key} AND ${index} MATCH ${match}`;
    return emitHighlightRows(found, (text) => ({
      fragments: sql`json_array(${emitMarkedHtml(text, marks)})`,
      isMarked: sql`instr(${text}, ${marks.start}) > 0`,
    }));
  },
};

/** A string in quotes is cut into words like any text; whatever stands in it, it is no operator. */
function toExpression({ text, isPhrase }: SearchTerm): string[] {
  const lexemes = getTextAnalyzer().analyze([text]);
  if (lexemes.length === 0) return [];
  const quoted = `"${text.replaceAll('"', '""')}"`;
  return [isPhrase || !canBegin(lexemes) ? quoted : `(${quoted} OR {name} : ${quoted} *)`];
}
