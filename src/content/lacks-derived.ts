import sql, { join, raw } from "sql-template-tag";
import type { Database } from "../database/database.js";
import { documentedNouns } from "./search/document-rows.js";

/**
 * Whether nodes are there that nothing was derived from, as a version wrote them that did not know how.
 *
 * It looks at the oldest and the newest node of each noun that readers see, so that it costs the same however many there are: those of
 * before an update, and those that older servers went on to write beside newer ones. What lies between is for doctor.
 */
export async function lacksDerived({
  source,
  dialect,
}: Pick<Database, "source" | "dialect">): Promise<boolean> {
  const ends = documentedNouns.flatMap((noun) =>
    ["ASC", "DESC"].map((direction) => {
      const isSeen = raw(noun === "post" ? "status = 'PUBLISHED'" : "TRUE");
      const end = sql`SELECT id FROM ${raw(noun)} WHERE ${isSeen} ORDER BY row_id ${raw(direction)} LIMIT 1`;
      return sql`SELECT 1 FROM (${end}) AS node
        WHERE NOT EXISTS (SELECT 1 FROM search_document AS document WHERE document.id = node.id)`;
    }),
  );
  const { text, values } = dialect.toQuery(join(ends, " UNION ALL "));
  const rows: unknown[] = await source.query(text, values);
  return rows.length > 0;
}
