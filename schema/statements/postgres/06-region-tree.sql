-- region
SELECT CAST((
  '{"name":' || coalesce(CAST(to_json("t1"."name") AS text), 'null') ||
  ',"kind":' || coalesce(CAST(to_json("t1"."kind") AS text), 'null') ||
  ',"clinics":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t2"."element1", ',' ORDER BY "t2"."ordinal"), '') || ']') || '}')
    FROM (
      SELECT (
        '{"name":' || coalesce(CAST(to_json("t3"."name") AS text), 'null') || '}') AS "element1", "keys"."ordinal"
      FROM (
        SELECT "cut".*, row_number() OVER () AS "ordinal"
        FROM (
          SELECT "t4"."row_id" AS "key0"
          FROM "clinic" AS "t4"
          WHERE "t4"."region_row_id" = "t1"."row_id" AND TRUE
          ORDER BY "t4"."name_key" ASC, "t4"."id" ASC
          LIMIT 20
        ) AS "cut"
      ) AS "keys"
      JOIN "clinic" AS "t3" ON "t3"."row_id" = "keys"."key0"
    ) AS "t2"
  ) ||
  ',"children":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t5"."element1", ',' ORDER BY "t5"."ordinal"), '') || ']') || '}')
    FROM (
      SELECT (
        '{"name":' || coalesce(CAST(to_json("t6"."name") AS text), 'null') ||
        ',"kind":' || coalesce(CAST(to_json("t6"."kind") AS text), 'null') ||
        ',"children":' || (
          SELECT (
            '{"nodes":' || ('[' || coalesce(string_agg("t7"."element1", ',' ORDER BY "t7"."ordinal"), '') || ']') || '}')
          FROM (
            SELECT (
              '{"name":' || coalesce(CAST(to_json("t8"."name") AS text), 'null') ||
              ',"kind":' || coalesce(CAST(to_json("t8"."kind") AS text), 'null') ||
              ',"clinics":' || (
                SELECT (
                  '{"totalCount":' || coalesce(CAST((
                    SELECT count(*)
                    FROM "clinic" AS "t10"
                    WHERE "t10"."region_row_id" = "t8"."row_id" AND TRUE
                  ) AS text), 'null') ||
                  ',"nodes":' || ('[' || coalesce(string_agg("t9"."element1", ',' ORDER BY "t9"."ordinal"), '') || ']') || '}')
                FROM (
                  SELECT (
                    '{"name":' || coalesce(CAST(to_json("t11"."name") AS text), 'null') ||
                    ',"telehealth":' || CASE WHEN "t11"."telehealth" THEN 'true' WHEN NOT "t11"."telehealth" THEN 'false' ELSE 'null' END || '}') AS "element1", "keys"."ordinal"
                  FROM (
                    SELECT "cut".*, row_number() OVER () AS "ordinal"
                    FROM (
                      SELECT "t12"."row_id" AS "key0"
                      FROM "clinic" AS "t12"
                      WHERE "t12"."region_row_id" = "t8"."row_id" AND TRUE
                      ORDER BY "t12"."name_key" ASC, "t12"."id" ASC
                      LIMIT 20
                    ) AS "cut"
                  ) AS "keys"
                  JOIN "clinic" AS "t11" ON "t11"."row_id" = "keys"."key0"
                ) AS "t9"
              ) || '}') AS "element1", "keys"."ordinal"
            FROM (
              SELECT "cut".*, row_number() OVER () AS "ordinal"
              FROM (
                SELECT "t13"."row_id" AS "key0"
                FROM "region" AS "t13"
                WHERE "t13"."parent_row_id" = "t6"."row_id" AND TRUE
                ORDER BY "t13"."name_key" ASC, "t13"."id" ASC
                LIMIT 20
              ) AS "cut"
            ) AS "keys"
            JOIN "region" AS "t8" ON "t8"."row_id" = "keys"."key0"
          ) AS "t7"
        ) || '}') AS "element1", "keys"."ordinal"
      FROM (
        SELECT "cut".*, row_number() OVER () AS "ordinal"
        FROM (
          SELECT "t14"."row_id" AS "key0"
          FROM "region" AS "t14"
          WHERE "t14"."parent_row_id" = "t1"."row_id" AND TRUE
          ORDER BY "t14"."name_key" ASC, "t14"."id" ASC
          LIMIT 20
        ) AS "cut"
      ) AS "keys"
      JOIN "region" AS "t6" ON "t6"."row_id" = "keys"."key0"
    ) AS "t5"
  ) || '}') AS text) AS json
FROM "region" AS "t1"
WHERE "t1"."slug" = $1 AND TRUE;
