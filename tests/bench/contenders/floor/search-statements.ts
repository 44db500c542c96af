import { toMarkedHtml } from "../marked-html.js";
import { type SearchFacet, searchFacets } from "../search-facets.js";

/** A hit's score in whole numbers; names weigh most. */
const score = "CAST(1000000 * ln(1 - 1000000 * bm25(search_index, 10, 4, 1, 3)) AS integer)";

const hits = `
  FROM search_index i CROSS JOIN search_document d ON d.row_id = i.rowid
  WHERE search_index MATCH :match AND d.visible_from <= :now`;

const count = `(SELECT count(*) FROM (SELECT 1 ${hits} LIMIT 10000))`;

const page = (size: number) => `
  SELECT d.row_id, d.id, ${score} AS score ${hits}
  ORDER BY score DESC, d.id DESC LIMIT ${size}`;

const highlight = (field: string, column: string) => `
  CASE WHEN instr(${column}, char(1)) > 0 THEN ',{"field":"${field}","fragments":[' || json_quote(${toMarkedHtml(column, "char")}) || ']}' ELSE '' END`;

const highlights = `(
  SELECT '[' || substr(${highlight("NAME", "name")} || ${highlight("SUMMARY", "summary")} || ${highlight("BODY", "body")}, 2) || ']'
  FROM (
    SELECT highlight(search_index, 0, char(1), char(2)) AS name, highlight(search_index, 1, char(1), char(2)) AS summary,
      snippet(search_index, 2, char(1), char(2), '…', 24) AS body
    FROM search_index WHERE rowid = found.row_id AND search_index MATCH :match LIMIT 1))`;

const named = (alias: string) =>
  `'","slug":' || json_quote(${alias}.slug) || ',"name":' || json_quote(${alias}.name) || '}'`;

const search = `
SELECT '{"data":{"search":{"totalCount":' || ${count}
  || ',"edges":[' || coalesce(group_concat(json, ',' ORDER BY n) FILTER (WHERE n <= 5), '')
  || '],"pageInfo":{"hasNextPage":' || CASE WHEN count(*) > 5 THEN 'true' ELSE 'false' END
  || ',"endCursor":' || json_quote(max(CASE WHEN n = min(total, 5) THEN
    lower(hex(json_array(:signature, score, id, :subject))) END)) || '}}}}'
FROM (
  SELECT n, total, score, found.id, '{"score":' || score || ',"highlights":' || ${highlights} || ',"node":'
    || '{"__typename":"' || CASE d.noun
      WHEN 'POST' THEN 'Post","slug":' || json_quote(p.slug) || ',"title":' || json_quote(p.title)
        || ',"publishedAt":' || json_quote(p.published_at) || '}'
      WHEN 'CONTRIBUTION' THEN 'Contribution","attribution":{"name":' || json_quote(c.attribution_name)
        || ',"clinicName":' || json_quote(c.attribution_clinic_name) || '},"post":{"slug":' || json_quote(o.slug)
        || ',"title":' || json_quote(o.title) || '}}'
      WHEN 'EXPERT' THEN 'Expert' || ${named("e")}
      WHEN 'CLINIC' THEN 'Clinic' || ${named("k")}
      ELSE 'Tag' || ${named("t")} END || '}' AS json
  FROM (
    SELECT *, row_number() OVER (ORDER BY score DESC, id DESC) AS n, count(*) OVER () AS total FROM (${page(6)})
  ) found
  JOIN search_document d ON d.row_id = found.row_id
  LEFT JOIN post p ON p.row_id = d.post_row_id
  LEFT JOIN contribution c ON c.row_id = d.contribution_row_id
  LEFT JOIN post o ON o.row_id = c.post_row_id
  LEFT JOIN expert e ON e.row_id = d.expert_row_id
  LEFT JOIN clinic k ON k.row_id = d.clinic_row_id
  LEFT JOIN tag t ON t.row_id = d.tag_row_id)`;

/** The five nodes that most hits lead to. */
const emitFacet = ({ node, key, rows }: SearchFacet) => `'[' || coalesce((
  SELECT group_concat('{"count":' || hits || ',"node":{"slug":' || json_quote(node.slug) || ',"name":' || json_quote(node.name) || '}}', ',')
  FROM (
    SELECT ${key} AS node, count(DISTINCT found.row_id) AS hits FROM found CROSS JOIN ${rows}
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5
  ) best JOIN ${node} node ON node.row_id = best.node), '') || ']'`;

const facets = Object.entries(searchFacets)
  .map(([name, facet]) => `"${name}":' || ${emitFacet(facet)} || ',`)
  .join("");

const searchWithFacets = `
WITH found AS MATERIALIZED (SELECT d.row_id, d.post_row_id, d.visible_from ${hits})
SELECT '{"data":{"search":{"totalCount":' || ${count}
  || ',"facets":{${facets}"years":[' || coalesce((
    SELECT group_concat('{"year":"' || year || '","count":' || hits || '}', ',') FROM (
      SELECT substr(visible_from, 1, 4) AS year, count(*) AS hits FROM found
      WHERE visible_from > '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10)), '')
  || ']},"nodes":[' || coalesce((
    SELECT group_concat('{"__typename":"' || CASE d.noun
      WHEN 'POST' THEN 'Post","title":' || json_quote(p.title)
      WHEN 'CONTRIBUTION' THEN 'Contribution"' WHEN 'EXPERT' THEN 'Expert"'
      WHEN 'CLINIC' THEN 'Clinic"' ELSE 'Tag"' END || '}', ',')
    FROM (${page(3)}) best
    JOIN search_document d ON d.row_id = best.row_id
    LEFT JOIN post p ON p.row_id = d.post_row_id), '') || ']}}}'`;

/** By the operation's name. Parameters: \`match\`, \`now\`, and \`signature\` and \`subject\` for cursors. */
export const searchStatements: Readonly<Record<string, string>> = {
  Search: search,
  SearchFacets: searchWithFacets,
};
