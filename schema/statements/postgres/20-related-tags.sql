-- tag
SELECT CAST((
  '{"name":' || coalesce(CAST(to_json("t1"."name") AS text), 'null') ||
  ',"relatedTags":' || (WITH "t2" AS MATERIALIZED (
      SELECT DISTINCT "t3"."post_row_id" AS "meeting", "t3"."visible_from" AS "since"
      FROM "post_tag" AS "t3"
      WHERE "t3"."tag_row_id" = "t1"."row_id" AND "t3"."visible_from" <= $1
      ORDER BY "t3"."visible_from" DESC, 1 DESC
      LIMIT 1000
    )
    SELECT (
      SELECT ('[' || coalesce(string_agg((
        '{"count":' || coalesce(CAST("t9"."count" AS text), 'null') ||
        ',"node":' || CASE WHEN "t10"."row_id" IS NULL THEN 'null' ELSE (
          '{"slug":' || coalesce(CAST(to_json("t10"."slug") AS text), 'null') ||
          ',"name":' || coalesce(CAST(to_json("t10"."name") AS text), 'null') || '}') END ||
        ',"posts":' || (
          SELECT ('[' || coalesce(string_agg((
            '{"slug":' || coalesce(CAST(to_json("t12"."slug") AS text), 'null') ||
            ',"title":' || coalesce(CAST(to_json("t12"."title") AS text), 'null') || '}'), ',' ORDER BY "t11"."ordinal"), '') || ']')
          FROM (
            SELECT (value ->> 0)::integer AS "key", ordinal
            FROM jsonb_array_elements("t9"."meeting_rows"::jsonb) WITH ORDINALITY AS list (value, ordinal)
          ) AS "t11"
          JOIN "post" AS "t12" ON "t12"."row_id" = "t11"."key"
          WHERE "t12"."status" = $2 AND "t12"."published_at" <= $1
        ) || '}'), ',' ORDER BY "t9"."ordinal"), '') || ']')
      FROM (
        SELECT "t4".*, row_number() OVER () AS "ordinal", (
          SELECT ('[' || coalesce(string_agg('[' || "t7"."meeting" || ']', ',' ORDER BY "t7"."since" DESC, "t7"."meeting" DESC), '') || ']')
          FROM (
            SELECT DISTINCT "t2"."meeting", "t2"."since"
            FROM "t2"
            JOIN "post_tag" AS "t8" ON "t8"."post_row_id" = "t2"."meeting"
            WHERE "t8"."tag_row_id" = "t4"."node_row_id"
            ORDER BY 2 DESC, 1 DESC
            LIMIT 5
          ) AS "t7"
        ) AS "meeting_rows"
        FROM (
          SELECT *
          FROM (
            SELECT "t5"."tag_row_id" AS "node_row_id", count(DISTINCT "t2"."meeting") AS "count"
            FROM "t2"
            JOIN "post_tag" AS "t5" ON "t5"."post_row_id" = "t2"."meeting" GROUP BY 1
          ) AS "t6"
          WHERE "node_row_id" <> "t1"."row_id"
          ORDER BY 2 DESC, 1
          LIMIT 5
        ) AS "t4"
      ) AS "t9"
      LEFT JOIN "tag" AS "t10" ON "t9"."node_row_id" = "t10"."row_id"
    )
  ) || '}') AS text) AS json
FROM "tag" AS "t1"
WHERE "t1"."slug" = $3 AND TRUE;
