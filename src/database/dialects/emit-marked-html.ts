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
