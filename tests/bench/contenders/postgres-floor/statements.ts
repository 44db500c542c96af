import { searchStatements } from "./search-statements.js";

/**
 * One statement per operation, written by hand as one writes JSON in PostgreSQL: its only value is the whole answer.
 *
 * Page keys are cut before JSON is built, to-one rows are joined, each page follows an index. Parameters: the slug, the
 * request's instant and, for pages with cursors, the first element of these; of a search its query as a tsquery.
 */

const links = `CROSS JOIN LATERAL (
    SELECT json_build_object('nodes', coalesce(json_agg(json_build_object(
      'title', l.title,
      'post', CASE WHEN o.row_id IS NOT NULL THEN json_build_object('slug', o.slug) END) ORDER BY l.position), '[]')) AS page
    FROM (
      SELECT * FROM link WHERE source_row_id = p.row_id AND kind = 'RELATED' ORDER BY position LIMIT 20
    ) l
    LEFT JOIN post o ON o.row_id = l.post_row_id AND o.status = 'PUBLISHED' AND o.published_at <= $2
  ) next`;

/** What a reason's subject is, by its place: words, tag, expert, clinic or link. */
const related = `CROSS JOIN LATERAL (
    SELECT json_build_object('edges', coalesce(json_agg(json_build_object(
      'reasons', reasons.nodes,
      'node', json_build_object('slug', r.slug, 'title', r.title)) ORDER BY r.score DESC, r.visible_from DESC, r.id DESC), '[]')) AS page
    FROM (
      SELECT related_post.*, post.slug, post.title, post.id FROM related_post JOIN post ON post.row_id = node_row_id
      WHERE post_row_id = p.row_id AND visible_from <= $2
      ORDER BY score DESC, visible_from DESC, post.id DESC LIMIT 6
    ) r
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(json_build_object(
        'kind', value ->> 0,
        'label', coalesce(value ->> 2, t.name, e.name, k.name, l.title)) ORDER BY place), '[]') AS nodes
      FROM json_array_elements(r.reason_rows::json) WITH ORDINALITY AS reason (value, place)
      LEFT JOIN tag t ON t.row_id = (value ->> 3)::integer
      LEFT JOIN expert e ON e.row_id = (value ->> 4)::integer
      LEFT JOIN clinic k ON k.row_id = (value ->> 5)::integer
      LEFT JOIN link l ON l.row_id = (value ->> 6)::integer
    ) reasons
  ) next`;

/** With what a reader is led on to. */
const postPage = (name: string, next: string) => `
SELECT json_build_object('data', json_build_object('post', (
  SELECT json_build_object(
    'title', p.title,
    'publishedAt', p.published_at,
    'author', CASE WHEN a.row_id IS NOT NULL THEN json_build_object('name', a.name) END,
    'contributions', json_build_object('nodes', contributions.nodes),
    'tags', json_build_object('nodes', tags.nodes),
    '${name}', next.page,
    'excerpt', p.excerpt,
    'body', b.html)
  FROM post p
  JOIN post_body b ON b.post_row_id = p.row_id
  LEFT JOIN author a ON a.row_id = p.author_row_id
  CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(json_build_object(
      'position', c.position,
      'kind', c.kind,
      'attribution', json_build_object(
        'honorific', c.attribution_honorific,
        'name', c.attribution_name,
        'credentials', c.attribution_credentials::json,
        'title', c.attribution_title,
        'clinicName', c.attribution_clinic_name),
      'expert', json_build_object(
        'slug', e.slug,
        'name', e.name,
        'credentials', e.credentials::json,
        'clinic', CASE WHEN k.row_id IS NOT NULL THEN json_build_object(
          'name', k.name,
          'region', CASE WHEN r.row_id IS NOT NULL THEN json_build_object('name', r.name) END) END),
      'body', c.body_text) ORDER BY c.position), '[]') AS nodes
    FROM (SELECT * FROM contribution WHERE post_row_id = p.row_id ORDER BY position LIMIT 20) c
    JOIN expert e ON e.row_id = c.expert_row_id
    LEFT JOIN clinic k ON k.row_id = e.clinic_row_id
    LEFT JOIN region r ON r.row_id = k.region_row_id
  ) contributions
  CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(json_build_object('name', t.name, 'kind', t.kind)), '[]') AS nodes
    FROM (
      SELECT tag.name, tag.kind FROM post_tag JOIN tag ON tag.row_id = post_tag.tag_row_id
      WHERE post_tag.post_row_id = p.row_id
      ORDER BY tag.name_key, tag.id LIMIT 20
    ) t
  ) tags
  ${next}
  WHERE p.slug = $1 AND p.status = 'PUBLISHED' AND p.published_at <= $2
)))::text`;

const tagPage = `
SELECT json_build_object('data', json_build_object('tag', (
  SELECT json_build_object(
    'name', t.name,
    'kind', t.kind,
    'synonyms', t.synonyms::json,
    'parent', CASE WHEN u.row_id IS NOT NULL THEN json_build_object('name', u.name) END,
    'posts', posts.page)
  FROM tag t
  LEFT JOIN tag u ON u.row_id = t.parent_row_id
  CROSS JOIN LATERAL (
    SELECT json_build_object(
      'pageInfo', json_build_object(
        'hasNextPage', count(*) > 20,
        'endCursor', max(CASE WHEN keys.n = least(keys.total, 20) THEN encode(convert_to(
          '[' || to_json($3::text) || ',' || to_json(keys.visible_from) || ',' || to_json(keys.id) || ']', 'UTF8'), 'hex') END)),
      'nodes', coalesce(json_agg(json_build_object(
        'slug', p.slug,
        'title', p.title,
        'excerpt', p.excerpt,
        'tags', json_build_object('nodes', tags.nodes),
        'contributions', json_build_object('nodes', contributions.nodes)) ORDER BY keys.n)
        FILTER (WHERE keys.n <= 20), '[]')) AS page
    FROM (
      SELECT *, row_number() OVER (ORDER BY visible_from DESC, id DESC) AS n, count(*) OVER () AS total
      FROM (
        SELECT post_tag.post_row_id, post_tag.visible_from, post.id
        FROM post_tag JOIN post ON post.row_id = post_tag.post_row_id
        WHERE post_tag.tag_row_id = t.row_id AND post_tag.visible_from <= $2
        ORDER BY post_tag.visible_from DESC, post.id DESC LIMIT 21
      ) cut
    ) keys
    JOIN post p ON p.row_id = keys.post_row_id
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(json_build_object('slug', s.slug, 'name', s.name)), '[]') AS nodes
      FROM (
        SELECT tag.slug, tag.name FROM post_tag JOIN tag ON tag.row_id = post_tag.tag_row_id
        WHERE post_tag.post_row_id = p.row_id
        ORDER BY tag.name_key, tag.id LIMIT 20
      ) s
    ) tags
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(json_build_object(
        'attribution', json_build_object('name', c.attribution_name),
        'clinic', CASE WHEN k.row_id IS NOT NULL THEN json_build_object('name', k.name, 'city', k.city) END)
        ORDER BY c.position), '[]') AS nodes
      FROM (
        SELECT position, attribution_name, clinic_row_id FROM contribution
        WHERE post_row_id = p.row_id ORDER BY position LIMIT 20
      ) c
      LEFT JOIN clinic k ON k.row_id = c.clinic_row_id
    ) contributions
  ) posts
  WHERE t.slug = $1
)))::text`;

const expertPage = `
SELECT json_build_object('data', json_build_object('expert', (
  SELECT json_build_object(
    'id', e.id,
    'honorific', e.honorific,
    'name', e.name,
    'credentials', e.credentials::json,
    'title', e.title,
    'bio', e.bio_html,
    'clinic', CASE WHEN k.row_id IS NOT NULL THEN json_build_object(
      'name', k.name, 'tagline', k.tagline, 'telehealth', k.telehealth) END,
    'contributions', json_build_object('nodes', contributions.nodes))
  FROM expert e
  LEFT JOIN clinic k ON k.row_id = e.clinic_row_id
  CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(json_build_object(
      'kind', c.kind,
      'body', c.body_html,
      'attribution', json_build_object('title', c.attribution_title, 'clinicName', c.attribution_clinic_name),
      'post', json_build_object('slug', c.slug, 'title', c.post_title, 'publishedAt', c.published_at))), '[]') AS nodes
    FROM (
      SELECT contribution.kind, contribution.body_html, contribution.attribution_title,
        contribution.attribution_clinic_name, post.slug, post.title AS post_title, post.published_at
      FROM contribution JOIN post ON post.row_id = contribution.post_row_id
      WHERE contribution.expert_row_id = e.row_id AND contribution.visible_from <= $2
      ORDER BY contribution.visible_from DESC, post.id DESC, contribution.position LIMIT 20
    ) c
  ) contributions
  WHERE e.slug = $1
)))::text`;

const regionClinics = `
SELECT json_build_object('data', json_build_object('region', (
  SELECT json_build_object('name', r.name, 'clinics', json_build_object('nodes', clinics.nodes))
  FROM region r
  CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(json_build_object(
      'name', k.name, 'experts', json_build_object('nodes', experts.nodes)) ORDER BY k.name_key, k.id), '[]') AS nodes
    FROM (
      SELECT row_id, id, name, name_key FROM clinic WHERE region_row_id = r.row_id ORDER BY name_key, id LIMIT 10
    ) k
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(json_build_object(
        'name', e.name,
        'credentials', e.credentials::json,
        'contributions', json_build_object('nodes', contributions.nodes)) ORDER BY e.name_key, e.id), '[]') AS nodes
      FROM (
        SELECT row_id, id, name, name_key, credentials FROM expert
        WHERE clinic_row_id = k.row_id ORDER BY name_key, id LIMIT 5
      ) e
      CROSS JOIN LATERAL (
        SELECT coalesce(json_agg(json_build_object(
          'kind', c.kind, 'body', c.body_text,
          'post', json_build_object('slug', c.slug, 'title', c.title))), '[]') AS nodes
        FROM (
          SELECT contribution.kind, contribution.body_text, post.slug, post.title
          FROM contribution JOIN post ON post.row_id = contribution.post_row_id
          WHERE contribution.expert_row_id = e.row_id AND contribution.visible_from <= $2
            AND contribution.kind IN ('QUOTE', 'STATEMENT')
          ORDER BY contribution.visible_from DESC, post.id DESC, contribution.position LIMIT 3
        ) c
      ) contributions
    ) experts
  ) clinics
  WHERE r.slug = $1
)))::text`;

/** By the operation's name. */
export const statements: Readonly<Record<string, string>> = {
  PostPage: postPage("links", links),
  PostPageRelated: postPage("related", related),
  TagPage: tagPage,
  ExpertPage: expertPage,
  RegionClinics: regionClinics,
  ...searchStatements,
};
