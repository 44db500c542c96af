import sql, { raw, type Sql } from "sql-template-tag";

/** What stands for the begin and the end of a mark until the text is HTML: control characters, which no document has. */
export interface Marks {
  start: Sql;
  end: Sql;
}

/** HTML of a plain text with marks: all that is special in HTML is written out, and the marks are elements. */
export function emitMarkedHtml(text: Sql, { start, end }: Marks): Sql {
  const replacements: readonly (readonly [Sql, string])[] = [
    [raw("'&'"), "&amp;"],
    [raw("'<'"), "&lt;"],
    [raw("'>'"), "&gt;"],
    [raw("'\"'"), "&quot;"],
    [start, "<mark>"],
    [end, "</mark>"],
  ];
  return replacements.reduce((html, [from, to]) => sql`replace(${html}, ${from}, ${raw(`'${to}'`)})`, text);
}

/** What a text with marks gives: its fragments as JSON text, and whether it has a mark at all. */
interface MarkedText {
  fragments: Sql;
  isMarked: Sql;
}

/**
 * Rows (`ordinal`, `field`, `fragments`) of those texts of the row `found` that have marks.
 *
 * It is named once: SQLite would look for it again for each part of a UNION.
 */
export function emitHighlightRows(found: Sql, mark: (text: Sql) => MarkedText): Sql {
  const { fragments, isMarked } = mark(raw("text"));
  return sql`WITH found AS MATERIALIZED (${found}),
      marked AS (
        SELECT ordinal, field, CASE ordinal WHEN 1 THEN name WHEN 2 THEN summary ELSE body END AS text
        FROM found CROSS JOIN (SELECT 1 AS ordinal, 'NAME' AS field UNION ALL SELECT 2, 'SUMMARY' UNION ALL SELECT 3, 'BODY') AS fields
      )
    SELECT ordinal, field, ${fragments} AS fragments FROM marked WHERE ${isMarked}`;
}
