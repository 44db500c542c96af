import { toMarkedHtml } from "../marked-html.js";
import { type SearchFacet, searchFacets } from "../search-facets.js";

/** A hit's score in whole numbers; names weigh most. */
const score =
  "(1000000 * ts_rank_cd('{0.1,0.3,0.4,1}', i.vector, replace($1::text, '<->', '&')::tsquery, 1))::integer";

const hits = `
  FROM search_index i JOIN search_document d ON d.row_id = i.row_id
  WHERE i.vector @@ $1::text::tsquery AND d.visible_from <= $2`;

const count = `(SELECT count(*) FROM (SELECT 1 ${hits} LIMIT 10000) counted)`;

const page = (size: number) => `
  SELECT d.*, ${score} AS score ${hits}
  ORDER BY score DESC, d.id DESC LIMIT ${size}`;

const joins = `
  LEFT JOIN post p ON p.row_id = d.post_row_id
  LEFT JOIN contribution c ON c.row_id = d.contribution_row_id
  LEFT JOIN post o ON o.row_id = c.post_row_id
  LEFT JOIN expert e ON e.row_id = d.expert_row_id
  LEFT JOIN clinic k ON k.row_id = d.clinic_row_id
  LEFT JOIN tag t ON t.row_id = d.tag_row_id`;

const headline = (column: string, options: string) =>
  `ts_headline('colloquy_search', d.${column}, $1::text::tsquery, 'StartSel=' || chr(1) || ', StopSel=' || chr(2) || ', ${options}')`;

const highlights = `(
  SELECT coalesce(json_agg(json_build_object('field', field, 'fragments', json_build_array(${toMarkedHtml("marked", "chr")})) ORDER BY place), '[]')
  FROM (VALUES
    (1, 'NAME', ${headline("name", "HighlightAll=true")}),
    (2, 'SUMMARY', ${headline("summary", "HighlightAll=true")}),
    (3, 'BODY', ${headline("body", "MaxWords=24, MinWords=12")})
  ) AS text (place, field, marked)
  WHERE strpos(marked, chr(1)) > 0)`;

const named = (type: string, alias: string) =>
  `json_build_object('__typename', '${type}', 'slug', ${alias}.slug, 'name', ${alias}.name)`;

const search = `
SELECT json_build_object('data', json_build_object('search', json_build_object(
  'totalCount', ${count},
  'edges', coalesce(json_agg(json ORDER BY n) FILTER (WHERE n <= 5), '[]'),
  'pageInfo', json_build_object(
    'hasNextPage', count(*) > 5,
    'endCursor', max(CASE WHEN n = least(total, 5) THEN encode(convert_to('["' || $3 || '",' || score || ',' || to_json(id)
      || ',' || to_json($4::text) || ']', 'UTF8'), 'hex') END)))))::text
FROM (
  SELECT n, total, score, d.id, json_build_object('score', score, 'highlights', ${highlights}, 'node', CASE d.noun
    WHEN 'POST' THEN json_build_object('__typename', 'Post', 'slug', p.slug, 'title', p.title, 'publishedAt', p.published_at)
    WHEN 'CONTRIBUTION' THEN json_build_object('__typename', 'Contribution',
      'attribution', json_build_object('name', c.attribution_name, 'clinicName', c.attribution_clinic_name),
      'post', json_build_object('slug', o.slug, 'title', o.title))
    WHEN 'EXPERT' THEN ${named("Expert", "e")}
    WHEN 'CLINIC' THEN ${named("Clinic", "k")}
    ELSE ${named("Tag", "t")} END) AS json
  FROM (
    SELECT *, row_number() OVER (ORDER BY score DESC, id DESC) AS n, count(*) OVER () AS total FROM (${page(6)}) cut
  ) d ${joins}
) hit`;

/** The five nodes that most hits lead to. */
const emitFacet = ({ node, key, rows }: SearchFacet) => `(
  SELECT coalesce(json_agg(json_build_object(
    'count', hits, 'node', json_build_object('slug', node.slug, 'name', node.name)) ORDER BY hits DESC, node.row_id), '[]')
  FROM (
    SELECT ${key} AS node, count(DISTINCT found.row_id) AS hits FROM found CROSS JOIN ${rows}
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5
  ) best JOIN ${node} node ON node.row_id = best.node)`;

const facets = Object.entries(searchFacets)
  .map(([name, facet]) => `'${name}', ${emitFacet(facet)},`)
  .join("");

const searchWithFacets = `
WITH found AS MATERIALIZED (SELECT d.row_id, d.post_row_id, d.visible_from ${hits})
SELECT json_build_object('data', json_build_object('search', json_build_object(
  'totalCount', ${count},
  'facets', json_build_object(
    ${facets}
    'years', (SELECT coalesce(json_agg(json_build_object('year', year, 'count', hits) ORDER BY hits DESC, year), '[]') FROM (
      SELECT substr(visible_from, 1, 4) AS year, count(*) AS hits FROM found
      WHERE visible_from > '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10) best)),
  'nodes', (SELECT coalesce(json_agg(CASE d.noun
      WHEN 'POST' THEN json_build_object('__typename', 'Post', 'title', p.title)
      WHEN 'CONTRIBUTION' THEN '{"__typename":"Contribution"}'::json WHEN 'EXPERT' THEN '{"__typename":"Expert"}'::json
      WHEN 'CLINIC' THEN '{"__typename":"Clinic"}'::json ELSE '{"__typename":"Tag"}'::json END ORDER BY score DESC, d.id DESC), '[]')
    FROM (${page(3)}) d LEFT JOIN post p ON p.row_id = d.post_row_id))))::text`;

/**
 * By the operation's name. Parameters: the query as a tsquery, the request's instant, and for cursors their signature
 * and the digest of the query.
 */
export const searchStatements: Readonly<Record<string, string>> = {
  Search: search,
  SearchFacets: searchWithFacets,
};
