import sql from "sql-template-tag";
import { Corpus, type CorpusFeature, type CorpusLink, type CorpusPost } from "../../related/corpus.js";
import { runStatement, type SqlSession } from "../../writing/run-statement.js";
import { type FeatureTable, featureTables } from "./feature-tables.js";

/** So many posts are read at a time with all that they share. */
const postsPerPage = 20_000;

/** All posts that readers see, now or from a time on, with all that relates them. A million posts need about 1 GB. */
export async function readCorpus(session: SqlSession, now: string): Promise<Corpus> {
  const last = await readLastPost(session);
  const posts = await readPosts(session, last);
  const seen = new Set(posts.filter(({ visibleFrom }) => visibleFrom <= now).map(({ key }) => key));
  const features: CorpusFeature[] = [];
  for (const table of featureTables) features.push(...(await readFeatures(session, table, { seen, last })));
  const links = await readLinks(session, last);
  return new Corpus({ posts, features, links, seenPosts: seen.size, now });
}

async function readPosts(session: SqlSession, last: number): Promise<CorpusPost[]> {
  return await readByPage(
    (after) =>
      runStatement<CorpusPost>(
        session,
        sql`SELECT row_id AS "key", published_at AS "visibleFrom" FROM post
          WHERE row_id > ${after} AND row_id <= ${after + postsPerPage} AND status = 'PUBLISHED'`,
      ),
    last,
    (post) => post,
  );
}

async function readFeatures(
  session: SqlSession,
  { kind, table, key }: FeatureTable,
  { seen, last }: { seen: ReadonlySet<number>; last: number },
): Promise<CorpusFeature[]> {
  const features = new Map<number | string, CorpusFeature & { posts: number[] }>();
  await readByPage(
    (after) =>
      runStatement<{ post: number; key: number | string }>(
        session,
        sql`SELECT DISTINCT post_row_id AS "post", ${key} AS "key" FROM ${table}
          WHERE post_row_id > ${after} AND post_row_id <= ${after + postsPerPage}
            AND ${key} IS NOT NULL AND visible_from IS NOT NULL`,
      ),
    last,
    (row) => {
      const feature = features.get(row.key) ?? { kind, key: row.key, bearers: 0, posts: [] };
      features.set(row.key, feature);
      feature.posts.push(row.post);
      if (seen.has(row.post)) feature.bearers += 1;
    },
  );
  return [...features.values()];
}

async function readLinks(session: SqlSession, last: number): Promise<CorpusLink[]> {
  return await readByPage(
    (after) =>
      runStatement<CorpusLink>(
        session,
        sql`SELECT row_id AS "key", kind, source_row_id AS "source", post_row_id AS "target" FROM link
          WHERE source_row_id > ${after} AND source_row_id <= ${after + postsPerPage}
            AND post_row_id IS NOT NULL AND visible_from IS NOT NULL`,
      ),
    last,
    (link) => link,
  );
}

async function readLastPost(session: SqlSession): Promise<number> {
  const [row] = await runStatement<{ last: number | null }>(
    session,
    sql`SELECT max(row_id) AS "last" FROM post`,
  );
  return row?.last ?? 0;
}

/** What becomes of each row; `read` gives those of the posts behind a key. */
async function readByPage<Row, Result>(
  read: (after: number) => Promise<Row[]>,
  last: number,
  take: (row: Row) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let after = 0; after < last; after += postsPerPage) {
    for (const row of await read(after)) results.push(take(row));
  }
  return results;
}
