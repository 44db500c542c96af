import { PostStatus } from "../content/posts/post.entity.js";
import { addFaultyRows } from "./add-faulty-rows.js";
import type { Examination } from "./examination.js";

/** Tables with a copy of since when their post is seen: what names a row, and the column that names the post. */
const copies = {
  contribution: { subject: "copy.id", owner: "post_row_id" },
  link: { subject: "copy.id", owner: "source_row_id" },
  post_tag: { subject: "(SELECT slug FROM tag WHERE tag.row_id = copy.tag_row_id)", owner: "post_row_id" },
};

interface CopyRow {
  subject: string;
  slug: string;
  copy: string | null;
  original: string | null;
}

/** `visible_from` is `toVisibleFrom(post)`: that of readers' lists decides what they see. */
export async function checkVisibleFrom(examination: Examination): Promise<void> {
  for (const [table, { subject, owner }] of Object.entries(copies)) {
    await addFaultyRows<CopyRow>(examination, {
      check: "visible from",
      statement: selectCopies({ table, subject, owner }),
      describe: (row) => ({
        subject: table === "post_tag" ? `tag ${row.subject}` : row.subject,
        message: `of the post ${row.slug} has visible_from ${row.copy}; the post says ${row.original}`,
      }),
    });
  }
}

function selectCopies({ table, subject, owner }: { table: string; subject: string; owner: string }): string {
  const original = `CASE WHEN post.status = '${PostStatus.PUBLISHED}' THEN post.published_at END`;
  return `SELECT ${subject} AS subject, post.slug AS slug, copy.visible_from AS copy, ${original} AS original
    FROM ${table} AS copy JOIN post ON post.row_id = copy.${owner}
    WHERE copy.visible_from IS DISTINCT FROM ${original} ORDER BY post.row_id, subject`;
}
