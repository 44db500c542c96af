import sql, { join, raw, type Sql } from "sql-template-tag";

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

/** Rows (`ordinal`, `field`, `fragments`) of those texts of the row `found` that have marks. */
export function emitHighlightRows(found: Sql, mark: (text: Sql) => MarkedText): Sql {
  const rows = ["name", "summary", "body"].map((field, index) => {
    const { fragments, isMarked } = mark(raw(field));
    return sql`SELECT ${raw(String(index + 1))} AS ordinal, ${raw(`'${field.toUpperCase()}'`)} AS field,
    ${fragments} AS fragments FROM found WHERE ${isMarked}`;
  });
  return sql`WITH found AS MATERIALIZED (${found}) ${join(rows, " UNION ALL ")}`;
}
