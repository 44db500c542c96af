-- post
SELECT CAST((
  '{"title":' || coalesce(CAST(to_json("t1"."title") AS text), 'null') ||
  ',"related":' || (
    SELECT (
      '{"totalCount":' || coalesce(CAST((
        SELECT count(*)
        FROM "link" AS "t3"
        WHERE "t3"."source_row_id" = "t1"."row_id" AND "t3"."kind" IN ($1)
      ) AS text), 'null') ||
      ',"nodes":' || ('[' || coalesce(string_agg("t2"."element1", ',' ORDER BY "t2"."ordinal"), '') || ']') || '}')
    FROM (
      SELECT (
        '{"title":' || coalesce(CAST(to_json("t4"."title") AS text), 'null') ||
        ',"post":' || CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE (
          '{"slug":' || coalesce(CAST(to_json("t5"."slug") AS text), 'null') || '}') END || '}') AS "element1", "keys"."ordinal"
      FROM (
        SELECT "cut".*, row_number() OVER () AS "ordinal"
        FROM (
          SELECT "t6"."row_id" AS "key0"
          FROM "link" AS "t6"
          WHERE "t6"."source_row_id" = "t1"."row_id" AND "t6"."kind" IN ($2)
          ORDER BY "t6"."position" ASC, "t6"."id" ASC
          LIMIT 20
        ) AS "cut"
      ) AS "keys"
      JOIN "link" AS "t4" ON "t4"."row_id" = "keys"."key0"
      LEFT JOIN "post" AS "t5" ON "t4"."post_row_id" = "t5"."row_id" AND "t5"."status" = $3 AND "t5"."published_at" <= $4
    ) AS "t2"
  ) ||
  ',"inProse":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t7"."element1", ',' ORDER BY "t7"."ordinal"), '') || ']') || '}')
    FROM (
      SELECT (
        '{"title":' || coalesce(CAST(to_json("t8"."title") AS text), 'null') ||
        ',"post":' || CASE WHEN "t9"."row_id" IS NULL THEN 'null' ELSE (
          '{"slug":' || coalesce(CAST(to_json("t9"."slug") AS text), 'null') || '}') END || '}') AS "element1", "keys"."ordinal"
      FROM (
        SELECT "cut".*, row_number() OVER () AS "ordinal"
        FROM (
          SELECT "t10"."row_id" AS "key0"
          FROM "link" AS "t10"
          WHERE "t10"."source_row_id" = "t1"."row_id" AND "t10"."kind" IN ($5)
          ORDER BY "t10"."position" ASC, "t10"."id" ASC
          LIMIT 20
        ) AS "cut"
      ) AS "keys"
      JOIN "link" AS "t8" ON "t8"."row_id" = "keys"."key0"
      LEFT JOIN "post" AS "t9" ON "t8"."post_row_id" = "t9"."row_id" AND "t9"."status" = $6 AND "t9"."published_at" <= $4
    ) AS "t7"
  ) ||
  ',"linkedFrom":' || (
    SELECT (
      '{"totalCount":' || coalesce(CAST((
        SELECT count(*)
        FROM "link" AS "t12"
        LEFT JOIN "post" AS "t13" ON "t12"."source_row_id" = "t13"."row_id"
        WHERE "t12"."post_row_id" = "t1"."row_id" AND "t12"."visible_from" <= $4
      ) AS text), 'null') ||
      ',"nodes":' || ('[' || coalesce(string_agg("t11"."element1", ',' ORDER BY "t11"."ordinal"), '') || ']') || '}')
    FROM (
      SELECT (
        '{"kind":' || coalesce(CAST(to_json("t14"."kind") AS text), 'null') ||
        ',"title":' || coalesce(CAST(to_json("t14"."title") AS text), 'null') ||
        ',"source":' || CASE WHEN "t15"."row_id" IS NULL THEN 'null' ELSE (
          '{"slug":' || coalesce(CAST(to_json("t15"."slug") AS text), 'null') ||
          ',"title":' || coalesce(CAST(to_json("t15"."title") AS text), 'null') || '}') END || '}') AS "element1", "keys"."ordinal"
      FROM (
        SELECT "cut".*, row_number() OVER () AS "ordinal"
        FROM (
          SELECT "t16"."row_id" AS "key0"
          FROM "link" AS "t16"
          LEFT JOIN "post" AS "t17" ON "t16"."source_row_id" = "t17"."row_id"
          WHERE "t16"."post_row_id" = "t1"."row_id" AND "t16"."visible_from" <= $4
          ORDER BY "t16"."visible_from" DESC, "t17"."id" DESC, "t16"."position" ASC, "t16"."id" ASC
          LIMIT 20
        ) AS "cut"
      ) AS "keys"
      JOIN "link" AS "t14" ON "t14"."row_id" = "keys"."key0"
      LEFT JOIN "post" AS "t15" ON "t14"."source_row_id" = "t15"."row_id" AND "t15"."status" = $7 AND "t15"."published_at" <= $4
    ) AS "t11"
  ) || '}') AS text) AS json
FROM "post" AS "t1"
WHERE "t1"."slug" = $8 AND "t1"."status" = $9 AND "t1"."published_at" <= $4;
