-- post
SELECT CAST((
  '{"title":' || coalesce(CAST(to_json("t1"."title") AS text), 'null') ||
  ',"related":' || (
    SELECT (
      '{"totalCount":' || coalesce(CAST((
        SELECT count(*)
        FROM (
          SELECT 1
          FROM "link" AS "t3"
          WHERE "t3"."source_row_id" = "t1"."row_id" AND "t3"."kind" IN ($1)
          LIMIT 10000
        ) AS "t4"
      ) AS text), 'null') ||
      ',"nodes":' || ('[' || coalesce(string_agg("t2"."element1", ',' ORDER BY "t2"."key1" ASC, "t2"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"title":' || coalesce(CAST(to_json("t5"."title") AS text), 'null') ||
        ',"post":' || CASE WHEN "t6"."row_id" IS NULL THEN 'null' ELSE (
          '{"slug":' || coalesce(CAST(to_json("t6"."slug") AS text), 'null') || '}') END || '}') AS "element1", "t5"."key1", "t5"."key2"
      FROM (
        SELECT "t7".*, "t7"."position" AS "key1", "t7"."id" AS "key2"
        FROM "link" AS "t7"
        WHERE "t7"."source_row_id" = "t1"."row_id" AND "t7"."kind" IN ($2)
        ORDER BY "t7"."position" ASC, "t7"."id" ASC
        LIMIT 20
      ) AS "t5"
      LEFT JOIN "post" AS "t6" ON "t5"."post_row_id" = "t6"."row_id" AND "t6"."status" = $3 AND "t6"."published_at" <= $4
    ) AS "t2"
  ) ||
  ',"inProse":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t8"."element1", ',' ORDER BY "t8"."key1" ASC, "t8"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"title":' || coalesce(CAST(to_json("t9"."title") AS text), 'null') ||
        ',"post":' || CASE WHEN "t10"."row_id" IS NULL THEN 'null' ELSE (
          '{"slug":' || coalesce(CAST(to_json("t10"."slug") AS text), 'null') || '}') END || '}') AS "element1", "t9"."key1", "t9"."key2"
      FROM (
        SELECT "t11".*, "t11"."position" AS "key1", "t11"."id" AS "key2"
        FROM "link" AS "t11"
        WHERE "t11"."source_row_id" = "t1"."row_id" AND "t11"."kind" IN ($5)
        ORDER BY "t11"."position" ASC, "t11"."id" ASC
        LIMIT 20
      ) AS "t9"
      LEFT JOIN "post" AS "t10" ON "t9"."post_row_id" = "t10"."row_id" AND "t10"."status" = $6 AND "t10"."published_at" <= $4
    ) AS "t8"
  ) ||
  ',"linkedFrom":' || (
    SELECT (
      '{"totalCount":' || coalesce(CAST((
        SELECT count(*)
        FROM (
          SELECT 1
          FROM "link" AS "t13"
          WHERE "t13"."post_row_id" = "t1"."row_id" AND "t13"."visible_from" <= $4
          LIMIT 10000
        ) AS "t14"
      ) AS text), 'null') ||
      ',"nodes":' || ('[' || coalesce(string_agg("t12"."element1", ',' ORDER BY "t12"."key1" DESC, "t12"."key2" DESC, "t12"."key3" ASC, "t12"."key4" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"kind":' || coalesce(CAST(to_json("t15"."kind") AS text), 'null') ||
        ',"title":' || coalesce(CAST(to_json("t15"."title") AS text), 'null') ||
        ',"source":' || CASE WHEN "t16"."row_id" IS NULL THEN 'null' ELSE (
          '{"slug":' || coalesce(CAST(to_json("t16"."slug") AS text), 'null') ||
          ',"title":' || coalesce(CAST(to_json("t16"."title") AS text), 'null') || '}') END || '}') AS "element1", "t15"."key1", "t15"."key2", "t15"."key3", "t15"."key4"
      FROM (
        SELECT "t17".*, "t17"."visible_from" AS "key1", "t18"."id" AS "key2", "t17"."position" AS "key3", "t17"."id" AS "key4"
        FROM "link" AS "t17"
        LEFT JOIN "post" AS "t18" ON "t17"."source_row_id" = "t18"."row_id"
        WHERE "t17"."post_row_id" = "t1"."row_id" AND "t17"."visible_from" <= $4
        ORDER BY "t17"."visible_from" DESC, "t18"."id" DESC, "t17"."position" ASC, "t17"."id" ASC
        LIMIT 20
      ) AS "t15"
      LEFT JOIN "post" AS "t16" ON "t15"."source_row_id" = "t16"."row_id" AND "t16"."status" = $7 AND "t16"."published_at" <= $4
    ) AS "t12"
  ) || '}') AS text) AS json
FROM "post" AS "t1"
WHERE "t1"."slug" = $8 AND "t1"."status" = $9 AND "t1"."published_at" <= $4;
