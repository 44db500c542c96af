-- search
SELECT CAST((
  SELECT (
    '{"totalCount":' || coalesce(CAST((
      SELECT count(*)
      FROM (
        SELECT 1
        FROM "search_index" AS "t3"
        JOIN "search_document" AS "t2" ON "t2"."row_id" = "t3"."row_id"
        WHERE "t3"."vector" @@ CAST($1 AS tsquery) AND "t2"."visible_from" <= $2
        LIMIT 10000
      ) AS "t4"
    ) AS text), 'null') ||
    ',"edges":' || ('[' || coalesce(string_agg("t1"."element1", ',' ORDER BY "t1"."ordinal") FILTER (WHERE "t1"."ordinal" <= 5), '') || ']') ||
    ',"pageInfo":' || (
      '{"hasNextPage":' || CASE WHEN coalesce(max("t1"."ordinal"), 0) > 5 THEN 'true' ELSE 'false' END ||
      ',"endCursor":' || coalesce(CAST(to_json(substr(max(CASE WHEN "t1"."ordinal" <= 5 THEN (1000 + "t1"."ordinal") || "t1"."cursor" END), 5)) AS text), 'null') || '}') || '}')
  FROM (
    SELECT (
      '{"score":' || coalesce(CAST("t5"."key1" AS text), 'null') ||
      ',"highlights":' || (
        SELECT ('[' || coalesce(string_agg((
          '{"field":' || coalesce(CAST(to_json("t6"."field") AS text), 'null') ||
          ',"fragments":' || coalesce("t6"."fragments", 'null') || '}'), ',' ORDER BY "t6"."ordinal"), '') || ']')
        FROM (WITH found AS MATERIALIZED (
            SELECT ts_headline('colloquy_search', name, CAST($3 AS tsquery), 'StartSel=' || chr(1) || ', StopSel=' || chr(2) || ', HighlightAll=true') AS name, ts_headline('colloquy_search', summary, CAST($3 AS tsquery), 'StartSel=' || chr(1) || ', StopSel=' || chr(2) || ', HighlightAll=true') AS summary,
      ts_headline('colloquy_search', body, CAST($3 AS tsquery), 'StartSel=' || chr(1) || ', StopSel=' || chr(2) || ', MaxWords=24, MinWords=12') AS body
            FROM "search_document"
            WHERE row_id = "t5"."row_id"
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
          SELECT ordinal, field, CAST(json_build_array(replace(replace(replace(replace(replace(replace(text, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), chr(1), '<mark>'), chr(2), '</mark>')) AS text) AS fragments
          FROM marked
          WHERE strpos(text, chr(1)) > 0
        ) AS "t6"
      ) ||
      ',"node":' || CASE WHEN "t11"."row_id" IS NULL THEN CASE WHEN "t10"."row_id" IS NULL THEN CASE WHEN "t9"."row_id" IS NULL THEN CASE WHEN "t8"."row_id" IS NULL THEN CASE WHEN "t7"."row_id" IS NULL THEN 'null' ELSE (
        '{"__typename":' || '"Tag"' ||
        ',"slug":' || coalesce(CAST(to_json("t7"."slug") AS text), 'null') ||
        ',"name":' || coalesce(CAST(to_json("t7"."name") AS text), 'null') || '}') END ELSE (
        '{"__typename":' || '"Clinic"' ||
        ',"slug":' || coalesce(CAST(to_json("t8"."slug") AS text), 'null') ||
        ',"name":' || coalesce(CAST(to_json("t8"."name") AS text), 'null') || '}') END ELSE (
        '{"__typename":' || '"Expert"' ||
        ',"slug":' || coalesce(CAST(to_json("t9"."slug") AS text), 'null') ||
        ',"name":' || coalesce(CAST(to_json("t9"."name") AS text), 'null') || '}') END ELSE (
        '{"__typename":' || '"Post"' ||
        ',"slug":' || coalesce(CAST(to_json("t10"."slug") AS text), 'null') ||
        ',"title":' || coalesce(CAST(to_json("t10"."title") AS text), 'null') ||
        ',"publishedAt":' || coalesce(CAST(to_json("t10"."published_at") AS text), 'null') || '}') END ELSE (
        '{"__typename":' || '"Contribution"' ||
        ',"attribution":' || (
          '{"name":' || coalesce(CAST(to_json("t11"."attribution_name") AS text), 'null') ||
          ',"clinicName":' || coalesce(CAST(to_json("t11"."attribution_clinic_name") AS text), 'null') || '}') ||
        ',"post":' || CASE WHEN "t12"."row_id" IS NULL THEN 'null' ELSE (
          '{"slug":' || coalesce(CAST(to_json("t12"."slug") AS text), 'null') ||
          ',"title":' || coalesce(CAST(to_json("t12"."title") AS text), 'null') || '}') END || '}') END || '}') AS "element1", "t5"."ordinal", encode(convert_to('["111f2817"' || ',' || coalesce(CAST(to_json("t5"."key1") AS text), 'null') || ',' || coalesce(CAST(to_json("t5"."key2") AS text), 'null') || ',' || coalesce(CAST(to_json(CAST($4 AS text)) AS text), 'null') || ']', 'UTF8'), 'hex') AS "cursor"
    FROM (
      SELECT "cut".*, row_number() OVER () AS "ordinal"
      FROM (
        SELECT "t13".*, CAST(1000000 * ts_rank_cd('{0.1,0.3,0.4,1}', "t14"."vector", CAST(replace($5, '<->', '&') AS tsquery), 1) AS integer) AS "key1", "t13"."id" AS "key2"
        FROM "search_index" AS "t14"
        JOIN "search_document" AS "t13" ON "t13"."row_id" = "t14"."row_id"
        WHERE "t14"."vector" @@ CAST($5 AS tsquery) AND "t13"."visible_from" <= $2
        ORDER BY CAST(1000000 * ts_rank_cd('{0.1,0.3,0.4,1}', "t14"."vector", CAST(replace($5, '<->', '&') AS tsquery), 1) AS integer) DESC, "t13"."id" DESC
        LIMIT 6
      ) AS "cut"
    ) AS "t5"
    LEFT JOIN "tag" AS "t7" ON "t5"."tag_row_id" = "t7"."row_id"
    LEFT JOIN "clinic" AS "t8" ON "t5"."clinic_row_id" = "t8"."row_id"
    LEFT JOIN "expert" AS "t9" ON "t5"."expert_row_id" = "t9"."row_id"
    LEFT JOIN "post" AS "t10" ON "t5"."post_row_id" = "t10"."row_id" AND "t10"."status" = $6 AND "t10"."published_at" <= $2
    LEFT JOIN "contribution" AS "t11" ON "t5"."contribution_row_id" = "t11"."row_id" AND "t11"."visible_from" <= $2
    LEFT JOIN "post" AS "t12" ON "t11"."post_row_id" = "t12"."row_id" AND "t12"."status" = $7 AND "t12"."published_at" <= $2
  ) AS "t1"
) AS text) AS json;
