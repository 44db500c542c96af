-- region
SELECT CAST((
  '{"name":' || coalesce(CAST(to_json("t1"."name") AS text), 'null') ||
  ',"clinics":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t2"."element1", ',' ORDER BY "t2"."ordinal"), '') || ']') || '}')
    FROM (
      SELECT (
        '{"name":' || coalesce(CAST(to_json("t3"."name") AS text), 'null') ||
        ',"experts":' || (
          SELECT (
            '{"nodes":' || ('[' || coalesce(string_agg("t4"."element1", ',' ORDER BY "t4"."ordinal"), '') || ']') || '}')
          FROM (
            SELECT (
              '{"name":' || coalesce(CAST(to_json("t5"."name") AS text), 'null') ||
              ',"credentials":' || coalesce("t5"."credentials", 'null') ||
              ',"contributions":' || (
                SELECT (
                  '{"nodes":' || ('[' || coalesce(string_agg("t6"."element1", ',' ORDER BY "t6"."ordinal"), '') || ']') || '}')
                FROM (
                  SELECT (
                    '{"kind":' || coalesce(CAST(to_json("t7"."kind") AS text), 'null') ||
                    ',"body":' || coalesce(CAST(to_json("t7"."body_text") AS text), 'null') ||
                    ',"post":' || CASE WHEN "t8"."row_id" IS NULL THEN 'null' ELSE (
                      '{"slug":' || coalesce(CAST(to_json("t8"."slug") AS text), 'null') ||
                      ',"title":' || coalesce(CAST(to_json("t8"."title") AS text), 'null') || '}') END || '}') AS "element1", "keys"."ordinal"
                  FROM (
                    SELECT "cut".*, row_number() OVER () AS "ordinal"
                    FROM (
                      SELECT "t9"."row_id" AS "key0"
                      FROM "contribution" AS "t9"
                      LEFT JOIN "post" AS "t10" ON "t9"."post_row_id" = "t10"."row_id"
                      WHERE "t9"."expert_row_id" = "t5"."row_id" AND "t9"."kind" IN ($1,$2) AND "t9"."visible_from" <= $3
                      ORDER BY "t9"."visible_from" DESC, "t10"."id" DESC, "t9"."position" ASC, "t9"."id" ASC
                      LIMIT 3
                    ) AS "cut"
                  ) AS "keys"
                  JOIN "contribution" AS "t7" ON "t7"."row_id" = "keys"."key0"
                  LEFT JOIN "post" AS "t8" ON "t7"."post_row_id" = "t8"."row_id" AND "t8"."status" = $4 AND "t8"."published_at" <= $3
                ) AS "t6"
              ) || '}') AS "element1", "keys"."ordinal"
            FROM (
              SELECT "cut".*, row_number() OVER () AS "ordinal"
              FROM (
                SELECT "t11"."row_id" AS "key0"
                FROM "expert" AS "t11"
                WHERE "t11"."clinic_row_id" = "t3"."row_id" AND TRUE
                ORDER BY "t11"."name_key" ASC, "t11"."id" ASC
                LIMIT 5
              ) AS "cut"
            ) AS "keys"
            JOIN "expert" AS "t5" ON "t5"."row_id" = "keys"."key0"
          ) AS "t4"
        ) || '}') AS "element1", "keys"."ordinal"
      FROM (
        SELECT "cut".*, row_number() OVER () AS "ordinal"
        FROM (
          SELECT "t12"."row_id" AS "key0"
          FROM "clinic" AS "t12"
          WHERE "t12"."region_row_id" = "t1"."row_id" AND TRUE
          ORDER BY "t12"."name_key" ASC, "t12"."id" ASC
          LIMIT 10
        ) AS "cut"
      ) AS "keys"
      JOIN "clinic" AS "t3" ON "t3"."row_id" = "keys"."key0"
    ) AS "t2"
  ) || '}') AS text) AS json
FROM "region" AS "t1"
WHERE "t1"."slug" = $5 AND TRUE;
