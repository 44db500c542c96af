import { addFaultyRows } from "./add-faulty-rows.js";
import type { Examination } from "./examination.js";

/** Tables whose rows are numbered in each post, and the column that names the post. */
const numbered = {
  block: "post_row_id",
  contribution: "post_row_id",
  link: "source_row_id",
  source: "post_row_id",
  correction: "post_row_id",
};

/** Positions are 1, 2, 3, …; the database itself holds that they begin at 1 or later, and that none comes twice. */
export async function checkPositions(examination: Examination): Promise<void> {
  for (const [table, owner] of Object.entries(numbered)) {
    await addFaultyRows<{ slug: string; rows: unknown; last: number }>(examination, {
      check: "positions",
      statement: `SELECT post.slug AS slug, count(*) AS rows, max(part.position) AS last
        FROM ${table} AS part JOIN post ON post.row_id = part.${owner}
        GROUP BY post.row_id, post.slug HAVING max(part.position) <> count(*) ORDER BY post.row_id`,
      describe: ({ slug, rows, last }) => ({
        subject: `post ${slug}`,
        message: `has ${rows} ${table}s, but one has position ${last}; positions are 1 to ${rows}`,
      }),
    });
  }
}
