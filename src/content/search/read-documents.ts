import sql, { raw, type Sql } from "sql-template-tag";
import { groupBy } from "../../writing/group-by.js";
import { emitKeyedRows } from "../../writing/keyed-rows.js";
import { runStatement, type SqlSession } from "../../writing/run-statement.js";
import { parseStringList } from "../string-list.js";
import { SearchType } from "./search-document.entity.js";

/** What a document is made from, as it is stored. */
export interface DocumentDraft {
  noun: SearchType;
  id: string;
  name: string;
  summary: (string | null)[];
  body: (string | null)[];
  keywords: (string | null)[];
  visibleFrom: string | null;
  /** Keys of what the document belongs to. */
  owners: Partial<Record<"post" | "contribution" | "expert" | "clinic" | "tag", number>>;
}

/** Before all time. */
const always = "";

type DocumentReader = (session: SqlSession, keys: readonly number[]) => Promise<DocumentDraft[]>;

interface StoredPost {
  key: number;
  id: string;
  title: string;
  excerpt: string | null;
  visibleFrom: string | null;
}

interface StoredContribution {
  key: number;
  id: string;
  post: number;
  name: string;
  title: string | null;
  clinic: string | null;
  text: string;
}

/** Posts and the contributions in them. */
const readPosts: DocumentReader = async (session, keys) => {
  const posts = await runStatement<StoredPost>(
    session,
    sql`SELECT row_id AS "key", id, title, excerpt, CASE WHEN status = 'PUBLISHED' THEN published_at END AS "visibleFrom"
      FROM ${emitNamed(session, "post", keys)} ORDER BY row_id`,
  );
  const blocks = await runStatement<{ post: number; text: string }>(
    session,
    sql`SELECT post_row_id AS "post", body_text AS "text" FROM ${emitKeyedRows(session, keys, { table: sql`block`, column: sql`post_row_id` })} WHERE kind = 'TEXT' ORDER BY post_row_id, position`,
  );
  const contributions = await runStatement<StoredContribution>(
    session,
    sql`SELECT row_id AS "key", id, post_row_id AS "post", attribution_name AS "name", attribution_title AS "title",
      attribution_clinic_name AS "clinic", body_text AS "text" FROM ${emitKeyedRows(session, keys, { table: sql`contribution`, column: sql`post_row_id` })} ORDER BY post_row_id, position`,
  );
  const tags = await readTagNames(session, sql`post_tag`, { owner: sql`post_row_id`, keys });
  const texts = groupBy(blocks, ({ post }) => post);
  const said = groupBy(contributions, ({ post }) => post);
  return posts.flatMap((post) => {
    const speakers = said.get(post.key) ?? [];
    const own: DocumentDraft = {
      noun: SearchType.POST,
      id: post.id,
      name: post.title,
      summary: [post.excerpt],
      body: (texts.get(post.key) ?? []).map(({ text }) => text),
      keywords: [...(tags.get(post.key) ?? []), ...new Set(speakers.map(({ name }) => name))],
      visibleFrom: post.visibleFrom,
      owners: { post: post.key },
    };
    return [own, ...speakers.map((speaker) => toContributionDraft(speaker, post))];
  });
};

function toContributionDraft(
  { key, id, name, title, clinic, text }: StoredContribution,
  post: StoredPost,
): DocumentDraft {
  return {
    noun: SearchType.CONTRIBUTION,
    id,
    name: "",
    summary: [title, clinic],
    body: [text],
    keywords: [name],
    visibleFrom: post.visibleFrom,
    owners: { contribution: key, post: post.key },
  };
}

const readExperts: DocumentReader = async (session, keys) => {
  const experts = await runStatement<
    Record<string, string | null> & { key: number; id: string; name: string }
  >(
    session,
    sql`SELECT expert.row_id AS "key", expert.id, expert.name, expert.title, expert.credentials, expert.bio_text AS "bio",
      clinic.name AS "clinic" FROM ${emitNamed(session, "expert", keys)} LEFT JOIN clinic ON clinic.row_id = clinic_row_id
      ORDER BY expert.row_id`,
  );
  return experts.map(({ key, id, name, title, credentials, clinic, bio }) => ({
    noun: SearchType.EXPERT,
    id,
    name,
    summary: [title ?? null, ...parseStringList(String(credentials)), clinic ?? null],
    body: [bio ?? null],
    keywords: [],
    visibleFrom: always,
    owners: { expert: key },
  }));
};

const readClinics: DocumentReader = async (session, keys) => {
  const clinics = await runStatement<
    Record<string, string | null> & { key: number; id: string; name: string }
  >(
    session,
    sql`SELECT clinic.row_id AS "key", clinic.id, clinic.name, clinic.tagline, clinic.city, region.name AS "region",
      around.name AS "around", outermost.name AS "outermost" FROM ${emitNamed(session, "clinic", keys)}
      LEFT JOIN region ON region.row_id = clinic.region_row_id
      LEFT JOIN region AS around ON around.row_id = region.parent_row_id
      LEFT JOIN region AS outermost ON outermost.row_id = around.parent_row_id
      ORDER BY clinic.row_id`,
  );
  const treatments = await readTagNames(session, sql`clinic_treatment`, { owner: sql`clinic_row_id`, keys });
  return clinics.map(({ key, id, name, tagline, city, region, around, outermost }) => ({
    noun: SearchType.CLINIC,
    id,
    name,
    summary: [...new Set([tagline ?? null, city ?? null, region ?? null, around ?? null, outermost ?? null])],
    body: [],
    keywords: treatments.get(key) ?? [],
    visibleFrom: always,
    owners: { clinic: key },
  }));
};

const readTags: DocumentReader = async (session, keys) => {
  const tags = await runStatement<{ key: number; id: string; name: string; synonyms: string }>(
    session,
    sql`SELECT row_id AS "key", id, name, synonyms FROM ${emitNamed(session, "tag", keys)} ORDER BY row_id`,
  );
  return tags.map(({ key, id, name, synonyms }) => ({
    noun: SearchType.TAG,
    id,
    name,
    summary: parseStringList(synonyms),
    body: [],
    keywords: [],
    visibleFrom: always,
    owners: { tag: key },
  }));
};

/** What reads the documents of each noun; those of contributions come with their posts. */
export const documentReaders = {
  post: readPosts,
  expert: readExperts,
  clinic: readClinics,
  tag: readTags,
} satisfies Record<string, DocumentReader>;

/** Names and synonyms of the tags that each owner bears. */
async function readTagNames(
  session: SqlSession,
  table: Sql,
  { owner, keys }: { owner: Sql; keys: readonly number[] },
): Promise<Map<number, string[]>> {
  const rows = await runStatement<{ key: number; name: string; synonyms: string }>(
    session,
    sql`SELECT ${owner} AS "key", tag.name, tag.synonyms FROM ${emitKeyedRows(session, keys, { table, column: owner })} JOIN tag ON tag.row_id = tag_row_id ORDER BY tag.row_id`,
  );
  const byOwner = groupBy(rows, ({ key }) => key);
  return new Map(
    [...byOwner].map(([key, tags]) => [
      key,
      tags.flatMap(({ name, synonyms }) => [name, ...parseStringList(synonyms)]),
    ]),
  );
}

function emitNamed(
  session: SqlSession,
  name: "post" | "expert" | "clinic" | "tag",
  keys: readonly number[],
): Sql {
  const table = raw(name);
  return emitKeyedRows(session, keys, { table, column: sql`${table}.row_id` });
}
