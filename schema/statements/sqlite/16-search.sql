-- search
SELECT CAST((
  SELECT concat(
    '{"totalCount":', json_quote((
      SELECT count(*)
      FROM (
        SELECT 1
        FROM "search_index" AS "t3"
        CROSS JOIN "search_document" AS "t2" ON "t2"."row_id" = "t3".rowid
        WHERE "t3"."search_index" MATCH ? AND +"t2"."visible_from" <= ?
        LIMIT 10000
      ) AS "t4"
    )),
    ',"edges":', concat('[', group_concat("t1"."element1", ',') FILTER (WHERE "t1"."ordinal" <= 5), ']'),
    ',"pageInfo":', concat(
      '{"hasNextPage":', CASE WHEN coalesce(max("t1"."ordinal"), 0) > 5 THEN 'true' ELSE 'false' END,
      ',"endCursor":', json_quote(substr(max(CASE WHEN "t1"."ordinal" <= 5 THEN (1000 + "t1"."ordinal") || "t1"."cursor" END), 5)), '}'), '}')
  FROM (
    SELECT concat(
      '{"score":', json_quote("keys"."key1"),
      ',"highlights":', (
        SELECT concat('[', group_concat(concat(
          '{"field":', json_quote("t6"."field"),
          ',"fragments":', coalesce("t6"."fragments", 'null'), '}'), ','), ']')
        FROM (WITH found AS MATERIALIZED (
            SELECT highlight("search_index"."search_index", 0, char(1), char(2)) AS name, highlight("search_index"."search_index", 1, char(1), char(2)) AS summary,
      snippet("search_index"."search_index", 2, char(1), char(2), '…', 24) AS body
            FROM "search_index"
            WHERE rowid = "t5"."row_id" AND "search_index"."search_index" MATCH ?
          ),
      marked AS (
        SELECT ordinal, field, CASE ordinal WHEN 1 THEN name WHEN 2 THEN summary ELSE body END AS text
        FROM found CROSS JOIN (
            SELECT 1 AS ordinal, 'NAME' AS field
            UNION ALL
            SELECT 2, 'SUMMARY'
            UNION ALL
            SELECT 3, 'BODY'
          ) AS fields
      )
          SELECT ordinal, field, json_array(replace(replace(replace(replace(replace(replace(text, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), char(1), '<mark>'), char(2), '</mark>')) AS fragments
          FROM marked
          WHERE instr(text, char(1)) > 0
        ) AS "t6"
      ),
      ',"node":', CASE WHEN "t11"."row_id" IS NULL THEN CASE WHEN "t10"."row_id" IS NULL THEN CASE WHEN "t9"."row_id" IS NULL THEN CASE WHEN "t8"."row_id" IS NULL THEN CASE WHEN "t7"."row_id" IS NULL THEN 'null' ELSE concat(
        '{"__typename":', '"Tag"',
        ',"slug":', json_quote("t7"."slug"),
        ',"name":', json_quote("t7"."name"), '}') END ELSE concat(
        '{"__typename":', '"Clinic"',
        ',"slug":', json_quote("t8"."slug"),
        ',"name":', json_quote("t8"."name"), '}') END ELSE concat(
        '{"__typename":', '"Expert"',
        ',"slug":', json_quote("t9"."slug"),
        ',"name":', json_quote("t9"."name"), '}') END ELSE concat(
        '{"__typename":', '"Post"',
        ',"slug":', json_quote("t10"."slug"),
        ',"title":', json_quote("t10"."title"),
        ',"publishedAt":', json_quote("t10"."published_at"), '}') END ELSE concat(
        '{"__typename":', '"Contribution"',
        ',"attribution":', concat(
          '{"name":', json_quote("t11"."attribution_name"),
          ',"clinicName":', json_quote("t11"."attribution_clinic_name"), '}'),
        ',"post":', CASE WHEN "t12"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"slug":', json_quote("t12"."slug"),
          ',"title":', json_quote("t12"."title"), '}') END, '}') END, '}') AS "element1", "keys"."ordinal", lower(hex(json_array('111f2817', "keys"."key1", "keys"."key2", CAST(? AS text)))) AS "cursor"
    FROM (
      SELECT "cut".*, row_number() OVER () AS "ordinal"
      FROM (
        SELECT "t13"."row_id" AS "key0", CAST(1000000 * ln(1 - 1000000 * bm25("t14"."search_index", 10, 4, 1, 3)) AS integer) AS "key1", "t13"."id" AS "key2"
        FROM "search_index" AS "t14"
        CROSS JOIN "search_document" AS "t13" ON "t13"."row_id" = "t14".rowid
        WHERE "t14"."search_index" MATCH ? AND +"t13"."visible_from" <= ?
        ORDER BY CAST(1000000 * ln(1 - 1000000 * bm25("t14"."search_index", 10, 4, 1, 3)) AS integer) DESC, "t13"."id" DESC
        LIMIT 6
      ) AS "cut"
    ) AS "keys"
    CROSS JOIN "search_document" AS "t5" ON "t5"."row_id" = "keys"."key0"
    LEFT JOIN "tag" AS "t7" ON "t5"."tag_row_id" = "t7"."row_id"
    LEFT JOIN "clinic" AS "t8" ON "t5"."clinic_row_id" = "t8"."row_id"
    LEFT JOIN "expert" AS "t9" ON "t5"."expert_row_id" = "t9"."row_id"
    LEFT JOIN "post" AS "t10" ON "t5"."post_row_id" = "t10"."row_id" AND +"t10"."status" = ? AND +"t10"."published_at" <= ?
    LEFT JOIN "contribution" AS "t11" ON "t5"."contribution_row_id" = "t11"."row_id" AND +"t11"."visible_from" <= ?
    LEFT JOIN "post" AS "t12" ON "t11"."post_row_id" = "t12"."row_id" AND +"t12"."status" = ? AND +"t12"."published_at" <= ?
  ) AS "t1"
) AS BLOB) AS json;
