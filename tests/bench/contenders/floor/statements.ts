import { searchStatements } from "./search-statements.js";

/**
 * One statement per operation, written by hand: its only value is the whole answer as JSON text.
 *
 * Page keys are cut before JSON is built, to-one rows are joined, and each page follows an index. Parameters: `slug`,
 * `now`, and `signature`, the first element of cursors; for a search `match`, the query as FTS5 takes it, and `subject`.
 */

const links = `
    || ',"links":{"nodes":[' || coalesce((
      SELECT group_concat(json, ',') FROM (
        SELECT '{"title":' || json_quote(l.title)
          || ',"post":' || CASE WHEN o.row_id IS NULL THEN 'null' ELSE '{"slug":' || json_quote(o.slug) || '}' END
          || '}' AS json
        FROM link l
        LEFT JOIN post o ON o.row_id = l.post_row_id AND o.status = 'PUBLISHED' AND o.published_at <= :now
        WHERE l.source_row_id = p.row_id AND l.kind = 'RELATED'
        ORDER BY l.position LIMIT 20)), '')
    || ']}'`;

/** What a reason's subject is, by its place: words, tag, expert, clinic or link. */
const related = `
    || ',"related":{"edges":[' || coalesce((
      SELECT group_concat('{"reasons":[' || coalesce((
          SELECT group_concat('{"kind":"' || (value ->> 0) || '","label":'
            || json_quote(coalesce(value ->> 2, t.name, e.name, k.name, l.title)) || '}', ',')
          FROM json_each(page.reason_rows)
          LEFT JOIN tag t ON t.row_id = value ->> 3
          LEFT JOIN expert e ON e.row_id = value ->> 4
          LEFT JOIN clinic k ON k.row_id = value ->> 5
          LEFT JOIN link l ON l.row_id = value ->> 6), '')
        || '],"node":{"slug":' || json_quote(page.slug) || ',"title":' || json_quote(page.title) || '}}', ',')
      FROM (
        SELECT r.reason_rows, o.slug, o.title FROM related_post r JOIN post o ON o.row_id = r.node_row_id
        WHERE r.post_row_id = p.row_id AND r.visible_from <= :now
        ORDER BY r.score DESC, r.visible_from DESC, o.id DESC LIMIT 6
      ) page), '')
    || ']}'`;

/** With what a reader is led on to. */
const postPage = (next: string) => `
SELECT '{"data":{"post":' || coalesce((
  SELECT '{"title":' || json_quote(p.title)
    || ',"publishedAt":' || json_quote(p.published_at)
    || ',"author":' || CASE WHEN a.row_id IS NULL THEN 'null' ELSE '{"name":' || json_quote(a.name) || '}' END
    || ',"contributions":{"nodes":[' || coalesce((
      SELECT group_concat(json, ',') FROM (
        SELECT '{"position":' || c.position || ',"kind":"' || c.kind
          || '","attribution":{"honorific":' || json_quote(c.attribution_honorific)
          || ',"name":' || json_quote(c.attribution_name)
          || ',"credentials":' || c.attribution_credentials
          || ',"title":' || json_quote(c.attribution_title)
          || ',"clinicName":' || json_quote(c.attribution_clinic_name)
          || '},"expert":{"slug":' || json_quote(e.slug)
          || ',"name":' || json_quote(e.name)
          || ',"credentials":' || e.credentials
          || ',"clinic":' || CASE WHEN k.row_id IS NULL THEN 'null' ELSE '{"name":' || json_quote(k.name)
            || ',"region":' || CASE WHEN r.row_id IS NULL THEN 'null' ELSE '{"name":' || json_quote(r.name) || '}' END
            || '}' END
          || '},"body":' || json_quote(c.body_text) || '}' AS json
        FROM contribution c
        JOIN expert e ON e.row_id = c.expert_row_id
        LEFT JOIN clinic k ON k.row_id = e.clinic_row_id
        LEFT JOIN region r ON r.row_id = k.region_row_id
        WHERE c.post_row_id = p.row_id
        ORDER BY c.position LIMIT 20)), '')
    || ']},"tags":{"nodes":[' || coalesce((
      SELECT group_concat('{"name":' || json_quote(name) || ',"kind":"' || kind || '"}', ',') FROM (
        SELECT t.name, t.kind FROM post_tag pt JOIN tag t ON t.row_id = pt.tag_row_id
        WHERE pt.post_row_id = p.row_id
        ORDER BY t.name_key, t.id LIMIT 20)), '')
    || ']}'${next}
    || ',"excerpt":' || json_quote(p.excerpt)
    || ',"body":' || json_quote(b.html) || '}'
  FROM post p
  JOIN post_body b ON b.post_row_id = p.row_id
  LEFT JOIN author a ON a.row_id = p.author_row_id
  WHERE p.slug = :slug AND p.status = 'PUBLISHED' AND p.published_at <= :now
), 'null') || '}}'`;

const tagPage = `
SELECT '{"data":{"tag":' || coalesce((
  SELECT '{"name":' || json_quote(t.name) || ',"kind":"' || t.kind || '","synonyms":' || t.synonyms
    || ',"parent":' || CASE WHEN u.row_id IS NULL THEN 'null' ELSE '{"name":' || json_quote(u.name) || '}' END
    || ',"posts":{"pageInfo":{"hasNextPage":' || (
      SELECT CASE WHEN count(*) > 20 THEN 'true' ELSE 'false' END
        || ',"endCursor":' || json_quote(max(CASE WHEN n = min(total, 20) THEN
          lower(hex(json_array(:signature, visible_from, id))) END))
        || '},"nodes":[' || coalesce(group_concat(json, ',' ORDER BY n) FILTER (WHERE n <= 20), '') || ']}'
      FROM (
        SELECT n, total, page.visible_from, page.id, '{"slug":' || json_quote(p.slug)
          || ',"title":' || json_quote(p.title)
          || ',"excerpt":' || json_quote(p.excerpt)
          || ',"tags":{"nodes":[' || coalesce((
            SELECT group_concat('{"slug":' || json_quote(slug) || ',"name":' || json_quote(name) || '}', ',') FROM (
              SELECT s.slug, s.name FROM post_tag pt JOIN tag s ON s.row_id = pt.tag_row_id
              WHERE pt.post_row_id = p.row_id
              ORDER BY s.name_key, s.id LIMIT 20)), '')
          || ']},"contributions":{"nodes":[' || coalesce((
            SELECT group_concat(json, ',') FROM (
              SELECT '{"attribution":{"name":' || json_quote(c.attribution_name)
                || '},"clinic":' || CASE WHEN k.row_id IS NULL THEN 'null' ELSE '{"name":' || json_quote(k.name)
                  || ',"city":' || json_quote(k.city) || '}' END
                || '}' AS json
              FROM contribution c LEFT JOIN clinic k ON k.row_id = c.clinic_row_id
              WHERE c.post_row_id = p.row_id
              ORDER BY c.position LIMIT 20)), '')
          || ']}}' AS json
        FROM (
          SELECT post_row_id, visible_from, id,
            row_number() OVER (ORDER BY visible_from DESC, id DESC) AS n, count(*) OVER () AS total
          FROM (
            SELECT pt.post_row_id, pt.visible_from, q.id
            FROM post_tag pt JOIN post q ON q.row_id = pt.post_row_id
            WHERE pt.tag_row_id = t.row_id AND pt.visible_from <= :now
            ORDER BY pt.visible_from DESC, q.id DESC LIMIT 21)
        ) page
        JOIN post p ON p.row_id = page.post_row_id))
    || '}'
  FROM tag t LEFT JOIN tag u ON u.row_id = t.parent_row_id
  WHERE t.slug = :slug
), 'null') || '}}'`;

const expertPage = `
SELECT '{"data":{"expert":' || coalesce((
  SELECT '{"id":' || json_quote(e.id)
    || ',"honorific":' || json_quote(e.honorific)
    || ',"name":' || json_quote(e.name)
    || ',"credentials":' || e.credentials
    || ',"title":' || json_quote(e.title)
    || ',"bio":' || json_quote(e.bio_html)
    || ',"clinic":' || CASE WHEN k.row_id IS NULL THEN 'null' ELSE '{"name":' || json_quote(k.name)
      || ',"tagline":' || json_quote(k.tagline)
      || ',"telehealth":' || CASE k.telehealth WHEN 1 THEN 'true' ELSE 'false' END || '}' END
    || ',"contributions":{"nodes":[' || coalesce((
      SELECT group_concat('{"kind":"' || c.kind
        || '","body":' || json_quote(c.body_html)
        || ',"attribution":{"title":' || json_quote(c.attribution_title)
        || ',"clinicName":' || json_quote(c.attribution_clinic_name)
        || '},"post":{"slug":' || json_quote(p.slug)
        || ',"title":' || json_quote(p.title)
        || ',"publishedAt":' || json_quote(p.published_at) || '}}', ',')
      FROM (
        SELECT d.row_id FROM contribution d JOIN post q ON q.row_id = d.post_row_id
        WHERE d.expert_row_id = e.row_id AND d.visible_from <= :now
        ORDER BY d.visible_from DESC, q.id DESC, d.position LIMIT 20
      ) page
      JOIN contribution c ON c.row_id = page.row_id
      JOIN post p ON p.row_id = c.post_row_id), '')
    || ']}}'
  FROM expert e LEFT JOIN clinic k ON k.row_id = e.clinic_row_id
  WHERE e.slug = :slug
), 'null') || '}}'`;

const regionClinics = `
SELECT '{"data":{"region":' || coalesce((
  SELECT '{"name":' || json_quote(r.name) || ',"clinics":{"nodes":[' || coalesce((
    SELECT group_concat('{"name":' || json_quote(k.name) || ',"experts":{"nodes":[' || coalesce((
      SELECT group_concat('{"name":' || json_quote(e.name)
        || ',"credentials":' || e.credentials
        || ',"contributions":{"nodes":[' || coalesce((
        SELECT group_concat('{"kind":"' || c.kind
          || '","body":' || json_quote(c.body_text)
          || ',"post":{"slug":' || json_quote(p.slug) || ',"title":' || json_quote(p.title) || '}}', ',')
        FROM (
          SELECT d.row_id FROM contribution d JOIN post q ON q.row_id = d.post_row_id
          WHERE d.expert_row_id = e.row_id AND d.visible_from <= :now AND d.kind IN ('QUOTE', 'STATEMENT')
          ORDER BY d.visible_from DESC, q.id DESC, d.position LIMIT 3
        ) page
        JOIN contribution c ON c.row_id = page.row_id
        JOIN post p ON p.row_id = c.post_row_id), '') || ']}}', ',')
      FROM (
        SELECT name, credentials, row_id FROM expert
        WHERE clinic_row_id = k.row_id
        ORDER BY name_key, id LIMIT 5
      ) e), '') || ']}}', ',')
    FROM (
      SELECT name, row_id FROM clinic
      WHERE region_row_id = r.row_id
      ORDER BY name_key, id LIMIT 10
    ) k), '') || ']}}'
  FROM region r
  WHERE r.slug = :slug
), 'null') || '}}'`;

/** By the operation's name. */
export const statements: Readonly<Record<string, string>> = {
  PostPage: postPage(links),
  PostPageRelated: postPage(related),
  TagPage: tagPage,
  ExpertPage: expertPage,
  RegionClinics: regionClinics,
  ...searchStatements,
};
