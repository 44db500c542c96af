-- expert
SELECT CAST(concat(
  '{"name":', json_quote("t1"."name"),
  ',"coContributors":', (WITH "t2" AS MATERIALIZED (
      SELECT DISTINCT "t3"."post_row_id" AS "meeting", "t3"."visible_from" AS "since"
      FROM "contribution" AS "t3"
      WHERE "t3"."expert_row_id" = "t1"."row_id" AND "t3"."visible_from" <= ?
      ORDER BY "t3"."visible_from" DESC, 1 DESC
      LIMIT 1000
    )
    SELECT (
      SELECT concat('[', group_concat(concat(
        '{"count":', json_quote("t9"."count"),
        ',"node":', CASE WHEN "t10"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"slug":', json_quote("t10"."slug"),
          ',"name":', json_quote("t10"."name"), '}') END,
        ',"posts":', (
          SELECT concat('[', group_concat(concat(
            '{"slug":', json_quote("t12"."slug"),
            ',"title":', json_quote("t12"."title"), '}'), ','), ']')
          FROM (
            SELECT value ->> 0 AS "key", key AS ordinal
            FROM json_each("t9"."meeting_rows")
          ) AS "t11"
          CROSS JOIN "post" AS "t12" ON "t12"."row_id" = "t11"."key"
          WHERE +"t12"."status" = ? AND +"t12"."published_at" <= ?
        ), '}'), ','), ']')
      FROM (
        SELECT "t4".*, row_number() OVER () AS "ordinal", (
          SELECT concat('[', group_concat('[' || "t7"."meeting" || ']', ','), ']')
          FROM (
            SELECT DISTINCT "t2"."meeting", "t2"."since"
            FROM "t2"
            CROSS JOIN "contribution" AS "t8" ON "t8"."post_row_id" = "t2"."meeting"
            WHERE "t8"."expert_row_id" = "t4"."node_row_id"
            ORDER BY 2 DESC, 1 DESC
            LIMIT 5
          ) AS "t7"
        ) AS "meeting_rows"
        FROM (
          SELECT *
          FROM (
            SELECT "t5"."expert_row_id" AS "node_row_id", count(DISTINCT "t2"."meeting") AS "count"
            FROM "t2"
            CROSS JOIN "contribution" AS "t5" ON "t5"."post_row_id" = "t2"."meeting" GROUP BY 1
          ) AS "t6"
          WHERE "node_row_id" <> "t1"."row_id"
          ORDER BY 2 DESC, 1
          LIMIT 5
        ) AS "t4"
      ) AS "t9"
      LEFT JOIN "expert" AS "t10" ON "t9"."node_row_id" = "t10"."row_id"
    )
  ), '}') AS BLOB) AS json
FROM "expert" AS "t1"
WHERE "t1"."slug" = ? AND TRUE;
