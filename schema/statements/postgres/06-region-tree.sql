-- region
SELECT CAST((
  '{"name":' || coalesce(CAST(to_json("t1"."name") AS text), 'null') ||
  ',"kind":' || coalesce(CAST(to_json("t1"."kind") AS text), 'null') ||
  ',"clinics":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t2"."element1", ',' ORDER BY "t2"."key1" ASC, "t2"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"name":' || coalesce(CAST(to_json("t3"."name") AS text), 'null') || '}') AS "element1", "t3"."key1", "t3"."key2"
      FROM (
        SELECT "t4".*, "t4"."name_key" AS "key1", "t4"."id" AS "key2"
        FROM "clinic" AS "t4"
        WHERE "t4"."region_row_id" = "t1"."row_id" AND TRUE
        ORDER BY "t4"."name_key" ASC, "t4"."id" ASC
        LIMIT 20
      ) AS "t3"
    ) AS "t2"
  ) ||
  ',"children":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t5"."element1", ',' ORDER BY "t5"."key1" ASC, "t5"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"name":' || coalesce(CAST(to_json("t6"."name") AS text), 'null') ||
        ',"kind":' || coalesce(CAST(to_json("t6"."kind") AS text), 'null') ||
        ',"children":' || (
          SELECT (
            '{"nodes":' || ('[' || coalesce(string_agg("t7"."element1", ',' ORDER BY "t7"."key1" ASC, "t7"."key2" ASC), '') || ']') || '}')
          FROM (
            SELECT (
              '{"name":' || coalesce(CAST(to_json("t8"."name") AS text), 'null') ||
              ',"kind":' || coalesce(CAST(to_json("t8"."kind") AS text), 'null') ||
              ',"clinics":' || (
                SELECT (
                  '{"totalCount":' || coalesce(CAST((
                    SELECT count(*)
                    FROM (
                      SELECT 1
                      FROM "clinic" AS "t10"
                      WHERE "t10"."region_row_id" = "t8"."row_id" AND TRUE
                      LIMIT 10000
                    ) AS "t11"
                  ) AS text), 'null') ||
                  ',"nodes":' || ('[' || coalesce(string_agg("t9"."element1", ',' ORDER BY "t9"."key1" ASC, "t9"."key2" ASC), '') || ']') || '}')
                FROM (
                  SELECT (
                    '{"name":' || coalesce(CAST(to_json("t12"."name") AS text), 'null') ||
                    ',"telehealth":' || CASE WHEN "t12"."telehealth" THEN 'true' WHEN NOT "t12"."telehealth" THEN 'false' ELSE 'null' END || '}') AS "element1", "t12"."key1", "t12"."key2"
                  FROM (
                    SELECT "t13".*, "t13"."name_key" AS "key1", "t13"."id" AS "key2"
                    FROM "clinic" AS "t13"
                    WHERE "t13"."region_row_id" = "t8"."row_id" AND TRUE
                    ORDER BY "t13"."name_key" ASC, "t13"."id" ASC
                    LIMIT 20
                  ) AS "t12"
                ) AS "t9"
              ) || '}') AS "element1", "t8"."key1", "t8"."key2"
            FROM (
              SELECT "t14".*, "t14"."name_key" AS "key1", "t14"."id" AS "key2"
              FROM "region" AS "t14"
              WHERE "t14"."parent_row_id" = "t6"."row_id" AND TRUE
              ORDER BY "t14"."name_key" ASC, "t14"."id" ASC
              LIMIT 20
            ) AS "t8"
          ) AS "t7"
        ) || '}') AS "element1", "t6"."key1", "t6"."key2"
      FROM (
        SELECT "t15".*, "t15"."name_key" AS "key1", "t15"."id" AS "key2"
        FROM "region" AS "t15"
        WHERE "t15"."parent_row_id" = "t1"."row_id" AND TRUE
        ORDER BY "t15"."name_key" ASC, "t15"."id" ASC
        LIMIT 20
      ) AS "t6"
    ) AS "t5"
  ) || '}') AS text) AS json
FROM "region" AS "t1"
WHERE "t1"."slug" = $1 AND TRUE;
