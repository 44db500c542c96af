-- region
SELECT CAST((
  '{"name":' || coalesce(CAST(to_json("t1"."name") AS text), 'null') ||
  ',"kind":' || coalesce(CAST(to_json("t1"."kind") AS text), 'null') ||
  ',"ancestors":' || (
    SELECT ('[' || coalesce(string_agg((
      '{"slug":' || coalesce(CAST(to_json("t2"."slug") AS text), 'null') ||
      ',"name":' || coalesce(CAST(to_json("t2"."name") AS text), 'null') || '}'), ',' ORDER BY "t5"."depth" DESC), '') || ']')
    FROM (WITH RECURSIVE "t3"("key", "depth") AS (
        SELECT "t1"."parent_row_id", 1
        UNION
        SELECT "t4"."parent_row_id", "t3"."depth" + 1
        FROM "t3"
        JOIN "region" AS "t4" ON "t4"."row_id" = "t3"."key"
        WHERE "t4"."parent_row_id" IS NOT NULL AND "t3"."depth" < 2
      )
      SELECT "key", "depth"
      FROM "t3"
    ) AS "t5"
    JOIN "region" AS "t2" ON "t2"."row_id" = "t5"."key"
    WHERE TRUE
  ) ||
  ',"clinics":' || (
    SELECT (
      '{"totalCount":' || coalesce(CAST((
        SELECT count(*)
        FROM (
          SELECT 1
          FROM (WITH RECURSIVE "t10"("key") AS (
              SELECT "t8"."row_id"
              FROM "region" AS "t8"
              WHERE "t8"."row_id" = "t1"."row_id" AND TRUE
              UNION
              SELECT "t9"."row_id"
              FROM "t10"
              JOIN "region" AS "t9" ON "t9"."parent_row_id" = "t10"."key"
            )
            SELECT "t10"."key"
            FROM "t10"
          ) AS "t11"
          JOIN "clinic" AS "t7" ON "t7"."region_row_id" = "t11"."key"
          WHERE TRUE
          LIMIT 10000
        ) AS "t12"
      ) AS text), 'null') ||
      ',"nodes":' || ('[' || coalesce(string_agg("t6"."element1", ',' ORDER BY "t6"."key1" ASC, "t6"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"name":' || coalesce(CAST(to_json("t13"."name") AS text), 'null') ||
        ',"city":' || coalesce(CAST(to_json("t13"."city") AS text), 'null') ||
        ',"region":' || CASE WHEN "t14"."row_id" IS NULL THEN 'null' ELSE (
          '{"name":' || coalesce(CAST(to_json("t14"."name") AS text), 'null') || '}') END || '}') AS "element1", "t13"."key1", "t13"."key2"
      FROM (
        SELECT "t15".*, "t15"."name_key" AS "key1", "t15"."id" AS "key2"
        FROM (WITH RECURSIVE "t18"("key") AS (
            SELECT "t16"."row_id"
            FROM "region" AS "t16"
            WHERE "t16"."row_id" = "t1"."row_id" AND TRUE
            UNION
            SELECT "t17"."row_id"
            FROM "t18"
            JOIN "region" AS "t17" ON "t17"."parent_row_id" = "t18"."key"
          )
          SELECT "t18"."key"
          FROM "t18"
        ) AS "t19"
        JOIN "clinic" AS "t15" ON "t15"."region_row_id" = "t19"."key"
        WHERE TRUE
        ORDER BY "t15"."name_key" ASC, "t15"."id" ASC
        LIMIT 5
      ) AS "t13"
      LEFT JOIN "region" AS "t14" ON "t13"."region_row_id" = "t14"."row_id"
    ) AS "t6"
  ) ||
  ',"posts":' || (
    SELECT (
      '{"totalCount":' || coalesce(CAST((
        SELECT count(*)
        FROM (
          SELECT 1
          FROM (
            SELECT DISTINCT "t22"."post_row_id" AS "key"
            FROM "contribution" AS "t22", "clinic" AS "t23"
            WHERE "t23"."row_id" = "t22"."clinic_row_id" AND "t23"."region_row_id" = ANY (ARRAY(WITH RECURSIVE "t26"("key") AS (
                SELECT "t24"."row_id"
                FROM "region" AS "t24"
                WHERE "t24"."row_id" = "t1"."row_id" AND TRUE
                UNION
                SELECT "t25"."row_id"
                FROM "t26"
                JOIN "region" AS "t25" ON "t25"."parent_row_id" = "t26"."key"
              )
              SELECT "t26"."key"
              FROM "t26"
            ))
          ) AS "t27"
          JOIN "post" AS "t21" ON "t21"."row_id" = "t27"."key"
          WHERE "t21"."status" = $1 AND "t21"."published_at" <= $2
          LIMIT 10000
        ) AS "t28"
      ) AS text), 'null') ||
      ',"pageInfo":' || (
        '{"hasNextPage":' || CASE WHEN coalesce(max("t20"."ordinal"), 0) > 5 THEN 'true' ELSE 'false' END ||
        ',"endCursor":' || coalesce(CAST(to_json(substr(max(CASE WHEN "t20"."ordinal" <= 5 THEN (1000 + "t20"."ordinal") || "t20"."cursor" END), 5)) AS text), 'null') || '}') ||
      ',"nodes":' || ('[' || coalesce(string_agg("t20"."element1", ',' ORDER BY "t20"."ordinal") FILTER (WHERE "t20"."ordinal" <= 5), '') || ']') || '}')
    FROM (
      SELECT (
        '{"slug":' || coalesce(CAST(to_json("t29"."slug") AS text), 'null') ||
        ',"title":' || coalesce(CAST(to_json("t29"."title") AS text), 'null') ||
        ',"publishedAt":' || coalesce(CAST(to_json("t29"."published_at") AS text), 'null') || '}') AS "element1", "t29"."ordinal", encode(convert_to('["16b75ce6"' || ',' || coalesce(CAST(to_json("t29"."key1") AS text), 'null') || ',' || coalesce(CAST(to_json("t29"."key2") AS text), 'null') || ']', 'UTF8'), 'hex') AS "cursor"
      FROM (
        SELECT "cut".*, row_number() OVER () AS "ordinal"
        FROM (
          SELECT *
          FROM (
            SELECT "t37".*, "t37"."published_at" AS "key1", "t37"."id" AS "key2"
            FROM (
              SELECT 1
              WHERE (
                SELECT count(*)
                FROM (
                  SELECT "t31"."post_row_id" AS "key"
                  FROM "contribution" AS "t31", "clinic" AS "t32"
                  WHERE "t32"."row_id" = "t31"."clinic_row_id" AND "t32"."region_row_id" = ANY (ARRAY(WITH RECURSIVE "t35"("key") AS (
                      SELECT "t33"."row_id"
                      FROM "region" AS "t33"
                      WHERE "t33"."row_id" = "t1"."row_id" AND TRUE
                      UNION
                      SELECT "t34"."row_id"
                      FROM "t35"
                      JOIN "region" AS "t34" ON "t34"."parent_row_id" = "t35"."key"
                    )
                    SELECT "t35"."key"
                    FROM "t35"
                  ))
                  LIMIT 1001
                ) AS "t36"
              ) <= 1000
            ) AS "t44"
            CROSS JOIN (
              SELECT DISTINCT "t38"."post_row_id" AS "key"
              FROM "contribution" AS "t38", "clinic" AS "t39"
              WHERE "t39"."row_id" = "t38"."clinic_row_id" AND "t39"."region_row_id" = ANY (ARRAY(WITH RECURSIVE "t42"("key") AS (
                  SELECT "t40"."row_id"
                  FROM "region" AS "t40"
                  WHERE "t40"."row_id" = "t1"."row_id" AND TRUE
                  UNION
                  SELECT "t41"."row_id"
                  FROM "t42"
                  JOIN "region" AS "t41" ON "t41"."parent_row_id" = "t42"."key"
                )
                SELECT "t42"."key"
                FROM "t42"
              ))
            ) AS "t43"
            JOIN "post" AS "t37" ON "t37"."row_id" = "t43"."key"
            WHERE "t37"."status" = $3 AND "t37"."published_at" <= $2
            ORDER BY "t37"."published_at" DESC, "t37"."id" DESC
            LIMIT 6
          ) AS "t45"
          UNION ALL
          SELECT *
          FROM (
            SELECT "t46".*, "t46"."published_at" AS "key1", "t46"."id" AS "key2"
            FROM (
              SELECT 1
              WHERE NOT (
                SELECT count(*)
                FROM (
                  SELECT "t31"."post_row_id" AS "key"
                  FROM "contribution" AS "t31", "clinic" AS "t32"
                  WHERE "t32"."row_id" = "t31"."clinic_row_id" AND "t32"."region_row_id" = ANY (ARRAY(WITH RECURSIVE "t35"("key") AS (
                      SELECT "t33"."row_id"
                      FROM "region" AS "t33"
                      WHERE "t33"."row_id" = "t1"."row_id" AND TRUE
                      UNION
                      SELECT "t34"."row_id"
                      FROM "t35"
                      JOIN "region" AS "t34" ON "t34"."parent_row_id" = "t35"."key"
                    )
                    SELECT "t35"."key"
                    FROM "t35"
                  ))
                  LIMIT 1001
                ) AS "t36"
              ) <= 1000
            ) AS "t51"
            CROSS JOIN "post" AS "t46"
            WHERE EXISTS (
              SELECT 1
              FROM "contribution" AS "t47"
              CROSS JOIN "clinic" AS "t48"
              WHERE "t47"."post_row_id" = "t46"."row_id" AND "t48"."row_id" = ("t47"."clinic_row_id" + 0) AND "t1"."row_id" IN (WITH RECURSIVE "t49"("key") AS (
                  SELECT "t48"."region_row_id"
                  UNION
                  SELECT "t50"."parent_row_id"
                  FROM "t49"
                  JOIN "region" AS "t50" ON "t50"."row_id" = "t49"."key"
                  WHERE "t50"."parent_row_id" IS NOT NULL
                )
                SELECT "key"
                FROM "t49"
              ) OFFSET 0
            ) AND "t46"."status" = $4 AND "t46"."published_at" <= $2
            ORDER BY "t46"."published_at" DESC, "t46"."id" DESC
            LIMIT 6
          ) AS "t52"
        ) AS "cut"
      ) AS "t29"
    ) AS "t20"
  ) || '}') AS text) AS json
FROM "region" AS "t1"
WHERE "t1"."slug" = $5 AND TRUE;
