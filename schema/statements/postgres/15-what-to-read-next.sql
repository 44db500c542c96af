-- post
SELECT CAST((
  '{"title":' || coalesce(CAST(to_json("t1"."title") AS text), 'null') ||
  ',"related":' || (
    SELECT (
      '{"edges":' || ('[' || coalesce(string_agg("t2"."element1", ',' ORDER BY "t2"."ordinal") FILTER (WHERE "t2"."ordinal" <= 5), '') || ']') ||
      ',"pageInfo":' || (
        '{"hasNextPage":' || CASE WHEN coalesce(max("t2"."ordinal"), 0) > 5 THEN 'true' ELSE 'false' END ||
        ',"endCursor":' || coalesce(CAST(to_json(substr(max(CASE WHEN "t2"."ordinal" <= 5 THEN (1000 + "t2"."ordinal") || "t2"."cursor" END), 5)) AS text), 'null') || '}') || '}')
    FROM (
      SELECT (
        '{"score":' || coalesce(CAST("t3"."score" AS text), 'null') ||
        ',"reasons":' || (
          SELECT ('[' || coalesce(string_agg((
            '{"kind":' || coalesce(CAST(to_json("t4"."kind") AS text), 'null') ||
            ',"weight":' || coalesce(CAST("t4"."weight" AS text), 'null') ||
            ',"label":' || coalesce(CAST(to_json(coalesce("t4"."words", "t5"."name", "t6"."name", "t7"."name", "t8"."title")) AS text), 'null') ||
            ',"node":' || CASE WHEN "t5"."row_id" IS NULL THEN CASE WHEN "t6"."row_id" IS NULL THEN CASE WHEN "t7"."row_id" IS NULL THEN CASE WHEN "t9"."row_id" IS NULL THEN 'null' ELSE (
              '{"__typename":' || '"Link"' ||
              ',"id":' || coalesce(CAST(to_json("t9"."id") AS text), 'null') || '}') END ELSE (
              '{"__typename":' || '"Clinic"' ||
              ',"id":' || coalesce(CAST(to_json("t7"."id") AS text), 'null') || '}') END ELSE (
              '{"__typename":' || '"Expert"' ||
              ',"id":' || coalesce(CAST(to_json("t6"."id") AS text), 'null') || '}') END ELSE (
              '{"__typename":' || '"Tag"' ||
              ',"id":' || coalesce(CAST(to_json("t5"."id") AS text), 'null') || '}') END || '}'), ',' ORDER BY "t4"."ordinal"), '') || ']')
          FROM (
            SELECT value ->> 0 AS "kind", (value ->> 1)::integer AS "weight", value ->> 2 AS "words", (value ->> 3)::integer AS "tag_row_id", (value ->> 4)::integer AS "expert_row_id", (value ->> 5)::integer AS "clinic_row_id", (value ->> 6)::integer AS "link_row_id", ordinal
            FROM jsonb_array_elements("t3"."reason_rows"::jsonb) WITH ORDINALITY AS list (value, ordinal)
          ) AS "t4"
          LEFT JOIN "tag" AS "t5" ON "t4"."tag_row_id" = "t5"."row_id"
          LEFT JOIN "expert" AS "t6" ON "t4"."expert_row_id" = "t6"."row_id"
          LEFT JOIN "clinic" AS "t7" ON "t4"."clinic_row_id" = "t7"."row_id"
          LEFT JOIN "link" AS "t8" ON "t4"."link_row_id" = "t8"."row_id"
          LEFT JOIN "link" AS "t9" ON "t4"."link_row_id" = "t9"."row_id" AND "t9"."visible_from" <= $1
        ) ||
        ',"node":' || CASE WHEN "t10"."row_id" IS NULL THEN 'null' ELSE (
          '{"slug":' || coalesce(CAST(to_json("t10"."slug") AS text), 'null') ||
          ',"title":' || coalesce(CAST(to_json("t10"."title") AS text), 'null') ||
          ',"excerpt":' || coalesce(CAST(to_json("t10"."excerpt") AS text), 'null') ||
          ',"publishedAt":' || coalesce(CAST(to_json("t10"."published_at") AS text), 'null') || '}') END || '}') AS "element1", "t3"."ordinal", encode(convert_to('["189b4f5b"' || ',' || coalesce(CAST(to_json("t3"."key1") AS text), 'null') || ',' || coalesce(CAST(to_json("t3"."key2") AS text), 'null') || ',' || coalesce(CAST(to_json("t3"."key3") AS text), 'null') || ']', 'UTF8'), 'hex') AS "cursor"
      FROM (
        SELECT "cut".*, row_number() OVER () AS "ordinal"
        FROM (
          SELECT "t11".*, "t11"."score" AS "key1", "t11"."visible_from" AS "key2", "t12"."id" AS "key3"
          FROM "related_post" AS "t11"
          LEFT JOIN "post" AS "t12" ON "t11"."node_row_id" = "t12"."row_id"
          WHERE "t11"."post_row_id" = "t1"."row_id" AND "t11"."visible_from" <= $1
          ORDER BY "t11"."score" DESC, "t11"."visible_from" DESC, "t12"."id" DESC
          LIMIT 6
        ) AS "cut"
      ) AS "t3"
      LEFT JOIN "post" AS "t10" ON "t3"."node_row_id" = "t10"."row_id" AND "t10"."status" = $2 AND "t10"."published_at" <= $1
    ) AS "t2"
  ) || '}') AS text) AS json
FROM "post" AS "t1"
WHERE "t1"."slug" = $3 AND "t1"."status" = $4 AND "t1"."published_at" <= $1;
