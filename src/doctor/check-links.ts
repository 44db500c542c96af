import { addFaultyRows } from "./add-faulty-rows.js";
import type { Examination } from "./examination.js";

interface LinkRow {
  id: string;
  source: string;
  name: string;
  /** Slug of the post that the link leads to. */
  target: string | null;
  /** Slug of a post that the name stands for. */
  named: string | null;
}

const check = "link targets";

/** `name` is what a link finds its post by: a column of the link, and that of the post which must be the same. */
const selectLinks = (name: { link: string; post: string }, condition: string) =>
  `SELECT link.id AS id, source.slug AS source, link.${name.link} AS name, target.slug AS target, named.slug AS named
    FROM link JOIN post AS source ON source.row_id = link.source_row_id
    LEFT JOIN post AS target ON target.row_id = link.post_row_id
    LEFT JOIN post AS named ON named.${name.post} = link.${name.link}
    WHERE ${condition} AND named.row_id IS DISTINCT FROM link.post_row_id ORDER BY link.row_id, named.row_id`;

/**
 * A link that names a slug leads to the post of that slug, when there is one. One without a slug leads to the one post of
 * its title: where two posts have it, the slug of the one that was meant is kept.
 */
export async function checkLinks(examination: Examination): Promise<void> {
  await addFaultyRows<LinkRow>(examination, {
    check,
    statement: selectLinks({ link: "target_slug", post: "slug" }, "link.target_slug IS NOT NULL"),
    describe: ({ id, source, name, target, named }) => ({
      subject: id,
      message: `of the post ${source} names the slug ${name}, ${describeNamed(named)}, but leads to ${describeTarget(target)}`,
    }),
  });
  await addFaultyRows<LinkRow>(examination, {
    check,
    statement: selectLinks({ link: "title_key", post: "title_key" }, "link.target_slug IS NULL"),
    describe: ({ id, source, name, target, named }) => ({
      subject: id,
      message: `of the post ${source} has only the title “${name}”, ${describeTitled(named)}, but leads to ${describeTarget(target)}`,
    }),
  });
}

function describeTarget(slug: string | null): string {
  return slug === null ? "none" : `the post ${slug}`;
}

function describeNamed(slug: string | null): string {
  return slug === null ? "which no post has" : "which a post has";
}

function describeTitled(slug: string | null): string {
  return slug === null ? "which no post has" : `which the post ${slug} has`;
}
