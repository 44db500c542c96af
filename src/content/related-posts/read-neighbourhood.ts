import sql, { join, raw, type Sql } from "sql-template-tag";
import { Corpus, type CorpusFeature, type CorpusLink, type CorpusPost } from "../../related/corpus.js";
import { nearestBearers } from "../../related/rank-related.js";
import { emitKeyedRows } from "../../writing/keyed-rows.js";
import { runStatement, type SqlSession } from "../../writing/run-statement.js";
import { type FeatureTable, featureTables } from "./feature-tables.js";

/** A post that is to be ranked, and the instant of the ranking. */
interface Place {
  post: number;
  visibleFrom: string;
  now: string;
}

/** The part of the corpus that the list of one post is made from, and the places that it has in the lists of others. */
export async function readNeighbourhood(session: SqlSession, place: Place): Promise<Corpus> {
  const links = await readLinks(session, place);
  const shared = [];
  for (const table of featureTables) shared.push(...(await readShared(session, table, place)));
  const near = new Set([place.post, ...shared.flatMap(({ posts }) => posts)]);
  for (const { source, target } of links) near.add(source).add(target);
  await addFartherBearers(session, shared, near);
  const posts = await readPosts(session, near);
  const [counted] = await runStatement<{ count: number }>(
    session,
    sql`SELECT count(*) AS "count" FROM post WHERE status = 'PUBLISHED' AND published_at <= ${place.now}`,
  );
  const seenPosts = Number(counted?.count ?? 0);
  return new Corpus({ posts, features: shared, links, seenPosts, now: place.now });
}

interface SharedFeature extends CorpusFeature {
  posts: number[];
}

/** What the post bears, and the posts nearest to it in time that bear the same. */
async function readShared(session: SqlSession, table: FeatureTable, place: Place): Promise<SharedFeature[]> {
  const own = await runStatement<{ key: number | string }>(
    session,
    sql`SELECT DISTINCT ${table.key} AS "key" FROM ${table.table}
      WHERE post_row_id = ${place.post} AND ${table.key} IS NOT NULL`,
  );
  const features: SharedFeature[] = [];
  for (const { key } of own) {
    const rows = await runStatement<{ post: number }>(session, emitNearest(table, key, place));
    const posts = [...new Set(rows.map(({ post }) => post))];
    features.push({
      kind: table.kind,
      key,
      bearers: await countBearers(session, table, { key, ...place }),
      posts,
    });
  }
  return features;
}

/** As `RelatedRanking` looks around: before and after the post among those that are seen, and the first to come. */
function emitNearest({ table, key }: FeatureTable, value: number | string, { visibleFrom, now }: Place): Sql {
  const middle = visibleFrom < now ? visibleFrom : now;
  const ranges = [
    sql`visible_from <= ${middle} ORDER BY visible_from DESC LIMIT ${raw(String(nearestBearers + 1))}`,
    sql`visible_from > ${middle} AND visible_from <= ${now} ORDER BY visible_from LIMIT ${raw(String(nearestBearers))}`,
    sql`visible_from > ${now} ORDER BY visible_from LIMIT ${raw(String(nearestBearers))}`,
  ];
  const selects = ranges.map(
    (range, index) =>
      sql`SELECT post AS "post" FROM (SELECT DISTINCT post_row_id AS post, visible_from FROM ${table} WHERE ${key} = ${value} AND ${range}) AS ${raw(`range${index}`)}`,
  );
  return join(selects, " UNION ALL ");
}

async function countBearers(
  session: SqlSession,
  { table, key, postCount }: FeatureTable,
  { key: value, now }: { key: number | string; now: string },
): Promise<number> {
  const [row] = await runStatement<{ count: number }>(
    session,
    sql`SELECT ${postCount} AS "count" FROM ${table} WHERE ${key} = ${value} AND visible_from <= ${now}`,
  );
  return Number(row?.count ?? 0);
}

/** A post that is near by one feature shares what it shares, however far away it is by another. */
async function addFartherBearers(
  session: SqlSession,
  features: readonly SharedFeature[],
  near: ReadonlySet<number>,
): Promise<void> {
  for (const { kind, table, key } of featureTables) {
    const own = new Map(
      features.filter((feature) => feature.kind === kind).map((feature) => [feature.key, feature]),
    );
    if (own.size === 0) continue;
    const rows = await runStatement<{ post: number; key: number | string }>(
      session,
      sql`SELECT DISTINCT post_row_id AS "post", ${key} AS "key"
        FROM ${emitKeyedRows(session, near, { table, column: sql`post_row_id` })}
        WHERE ${key} IN (${join([...own.keys()])})`,
    );
    const posts = new Map([...own].map(([name, feature]) => [name, new Set(feature.posts)]));
    for (const row of rows) posts.get(row.key)?.add(row.post);
    for (const [name, feature] of own) feature.posts = [...(posts.get(name) ?? [])];
  }
}

async function readPosts(session: SqlSession, keys: ReadonlySet<number>): Promise<CorpusPost[]> {
  return await runStatement<CorpusPost>(
    session,
    sql`SELECT row_id AS "key", published_at AS "visibleFrom"
      FROM ${emitKeyedRows(session, keys, { table: sql`post`, column: sql`row_id` })} WHERE status = 'PUBLISHED'`,
  );
}

async function readLinks(session: SqlSession, { post }: Place): Promise<CorpusLink[]> {
  const read = (column: Sql) =>
    runStatement<CorpusLink>(
      session,
      sql`SELECT row_id AS "key", kind, source_row_id AS "source", post_row_id AS "target" FROM link
        WHERE ${column} = ${post} AND post_row_id IS NOT NULL AND visible_from IS NOT NULL`,
    );
  return [...(await read(raw("source_row_id"))), ...(await read(raw("post_row_id")))];
}
