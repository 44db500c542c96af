-- region
SELECT CAST((
  '{"name":' || coalesce(CAST(to_json("t1"."name") AS text), 'null') ||
  ',"clinics":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t2"."element1", ',' ORDER BY "t2"."key1" ASC, "t2"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"name":' || coalesce(CAST(to_json("t3"."name") AS text), 'null') ||
        ',"experts":' || (
          SELECT (
            '{"nodes":' || ('[' || coalesce(string_agg("t4"."element1", ',' ORDER BY "t4"."key1" ASC, "t4"."key2" ASC), '') || ']') || '}')
          FROM (
            SELECT (
              '{"name":' || coalesce(CAST(to_json("t5"."name") AS text), 'null') ||
              ',"credentials":' || coalesce("t5"."credentials", 'null') ||
              ',"contributions":' || (
                SELECT (
                  '{"nodes":' || ('[' || coalesce(string_agg("t6"."element1", ',' ORDER BY "t6"."key1" DESC, "t6"."key2" DESC, "t6"."key3" ASC, "t6"."key4" ASC), '') || ']') || '}')
                FROM (
                  SELECT (
                    '{"kind":' || coalesce(CAST(to_json("t7"."kind") AS text), 'null') ||
                    ',"body":' || coalesce(CAST(to_json("t7"."body_text") AS text), 'null') ||
                    ',"post":' || CASE WHEN "t8"."row_id" IS NULL THEN 'null' ELSE (
                      '{"slug":' || coalesce(CAST(to_json("t8"."slug") AS text), 'null') ||
                      ',"title":' || coalesce(CAST(to_json("t8"."title") AS text), 'null') || '}') END || '}') AS "element1", "t7"."key1", "t7"."key2", "t7"."key3", "t7"."key4"
                  FROM (
                    SELECT "t9".*, "t9"."visible_from" AS "key1", "t10"."id" AS "key2", "t9"."position" AS "key3", "t9"."id" AS "key4"
                    FROM "contribution" AS "t9"
                    LEFT JOIN "post" AS "t10" ON "t9"."post_row_id" = "t10"."row_id"
                    WHERE "t9"."expert_row_id" = "t5"."row_id" AND "t9"."kind" IN ($1,$2) AND "t9"."visible_from" <= $3
                    ORDER BY "t9"."visible_from" DESC, "t10"."id" DESC, "t9"."position" ASC, "t9"."id" ASC
                    LIMIT 3
                  ) AS "t7"
                  LEFT JOIN "post" AS "t8" ON "t7"."post_row_id" = "t8"."row_id" AND "t8"."status" = $4 AND "t8"."published_at" <= $3
                ) AS "t6"
              ) || '}') AS "element1", "t5"."key1", "t5"."key2"
            FROM (
              SELECT "t11".*, "t11"."name_key" AS "key1", "t11"."id" AS "key2"
              FROM "expert" AS "t11"
              WHERE "t11"."clinic_row_id" = "t3"."row_id" AND TRUE
              ORDER BY "t11"."name_key" ASC, "t11"."id" ASC
              LIMIT 5
            ) AS "t5"
          ) AS "t4"
        ) || '}') AS "element1", "t3"."key1", "t3"."key2"
      FROM (
        SELECT "t12".*, "t12"."name_key" AS "key1", "t12"."id" AS "key2"
        FROM "clinic" AS "t12"
        WHERE "t12"."region_row_id" = "t1"."row_id" AND TRUE
        ORDER BY "t12"."name_key" ASC, "t12"."id" ASC
        LIMIT 10
      ) AS "t3"
    ) AS "t2"
  ) || '}') AS text) AS json
FROM "region" AS "t1"
WHERE "t1"."slug" = $5 AND TRUE;
