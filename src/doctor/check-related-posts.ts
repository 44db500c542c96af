import { featureTables } from "../content/related-posts/feature-tables.js";
import { longestList } from "../related/weights.js";
import { addFaultyRows } from "./add-faulty-rows.js";
import type { Examination } from "./examination.js";
import { reindexHint } from "./reindex-hint.js";

const check = "related posts";

/** Lists of related posts name posts that readers see, each once, and no post that shares something has none. */
export async function checkRelatedPosts(examination: Examination): Promise<void> {
  await addWrongRows(examination);
  await addWrongSizes(examination);
  await addMissingLists(examination);
}

/** Since when readers see a post; NULL for one that they never see. */
const visibleFrom = (post: string) => `CASE WHEN ${post}.status = 'PUBLISHED' THEN ${post}.published_at END`;

interface WrongRow {
  owner: number;
  list: string | null;
  /** Since when the post is seen that has the list. */
  begun: string | null;
  node: number;
  listed: string | null;
  copy: string | null;
  original: string | null;
}

/** No foreign keys hold these: they would take half the time of a ranking. */
async function addWrongRows(examination: Examination): Promise<void> {
  await addFaultyRows<WrongRow>(examination, {
    check,
    statement: `SELECT * FROM (
        SELECT entry.row_id, post_row_id AS owner, list.slug AS list, ${visibleFrom("list")} AS begun, node_row_id AS node,
          listed.slug AS listed, entry.visible_from AS copy, ${visibleFrom("listed")} AS original
        FROM related_post AS entry LEFT JOIN post AS list ON list.row_id = entry.post_row_id
          LEFT JOIN post AS listed ON listed.row_id = entry.node_row_id) AS entries
      WHERE begun IS NULL OR original IS NULL OR owner = node OR copy IS DISTINCT FROM original ORDER BY row_id`,
    describe: (row) => ({
      subject: row.list === null ? `list of row_id ${row.owner}` : `post ${row.list}`,
      message: `${describeWrongRow(row)}; ${reindexHint}`,
    }),
  });
}

function describeWrongRow({ owner, list, begun, node, listed, copy, original }: WrongRow): string {
  if (list === null) return "is there, but no such post";
  if (begun === null) return "has a list of related posts, but no reader sees it";
  if (owner === node) return "is related to itself";
  if (listed === null) return `is related to the row_id ${node}, which no post has`;
  if (original === null) return `is related to the post ${listed}, which no reader sees`;
  return `is related to the post ${listed} with visible_from ${copy}; that post says ${original}`;
}

/** As many that are seen, and as many that will be. */
const mostRows = 2 * longestList;

async function addWrongSizes(examination: Examination): Promise<void> {
  await addFaultyRows<{ slug: string; rows: unknown; posts: unknown }>(examination, {
    check,
    statement: `SELECT post.slug AS slug, rows, posts FROM (
        SELECT post_row_id, count(*) AS rows, count(DISTINCT node_row_id) AS posts FROM related_post GROUP BY post_row_id
      ) AS lists JOIN post ON post.row_id = post_row_id
      WHERE rows > ${mostRows} OR rows <> posts ORDER BY post_row_id`,
    describe: ({ slug, rows, posts }) => ({
      subject: `post ${slug}`,
      message: `has ${rows} rows of ${posts} related posts; at most ${mostRows} are kept, each once; ${reindexHint}`,
    }),
  });
}

async function addMissingLists(examination: Examination): Promise<void> {
  await addFaultyRows<{ slug: string }>(examination, {
    check,
    statement: `SELECT slug FROM post WHERE status = 'PUBLISHED'
        AND NOT EXISTS (SELECT 1 FROM related_post AS entry WHERE entry.post_row_id = post.row_id)
        AND (${[...featureTables.map(selectSharing), ...links.map(selectLinked)].map((select) => `EXISTS (${select})`).join(" OR ")})
      ORDER BY row_id`,
    describe: ({ slug }) => ({
      subject: `post ${slug}`,
      message: `has no related posts, although it shares something with another one; ${reindexHint}`,
    }),
  });
}

function selectSharing({ table, key }: (typeof featureTables)[number]): string {
  return `SELECT 1 FROM ${table.sql} AS own JOIN ${table.sql} AS other ON other.${key.sql} = own.${key.sql}
    WHERE own.post_row_id = post.row_id AND other.post_row_id <> post.row_id AND other.visible_from IS NOT NULL`;
}

/** Columns of a link: that of the post, and that of the other one. */
const links = [
  ["source_row_id", "post_row_id"],
  ["post_row_id", "source_row_id"],
] as const;

function selectLinked([own, other]: (typeof links)[number]): string {
  return `SELECT 1 FROM link JOIN post AS other ON other.row_id = link.${other} AND other.status = 'PUBLISHED'
    WHERE link.${own} = post.row_id AND link.${other} <> post.row_id`;
}
