-- posts
SELECT CAST((
  SELECT (
    '{"totalCount":' || coalesce(CAST((
      SELECT count(*)
      FROM (
        SELECT 1
        FROM (
          SELECT "t9"."post_row_id" AS "key"
          FROM "post_tag" AS "t9", "tag" AS "t8"
          WHERE "t8"."row_id" = "t9"."tag_row_id" AND ("t8"."slug" = $1) AND TRUE
        ) AS "t10"
        JOIN "post" AS "t2" ON "t2"."row_id" = "t10"."key"
        WHERE (EXISTS (
          SELECT 1
          FROM "contribution" AS "t3"
          CROSS JOIN "clinic" AS "t4"
          WHERE "t3"."post_row_id" = "t2"."row_id" AND "t4"."row_id" = ("t3"."clinic_row_id" + 0) AND "t4"."region_row_id" IN (WITH RECURSIVE "t7"("key") AS (
              SELECT "t5"."row_id"
              FROM "region" AS "t5"
              WHERE ("t5"."slug" = $2) AND TRUE
              UNION
              SELECT "t6"."row_id"
              FROM "t7"
              JOIN "region" AS "t6" ON "t6"."parent_row_id" = "t7"."key"
            )
            SELECT "t7"."key"
            FROM "t7"
          ) OFFSET 0
        )) AND "t2"."status" = $3 AND "t2"."published_at" <= $4
        LIMIT 10000
      ) AS "t11"
    ) AS text), 'null') ||
    ',"pageInfo":' || (
      '{"hasNextPage":' || CASE WHEN coalesce(max("t1"."ordinal"), 0) > 10 THEN 'true' ELSE 'false' END ||
      ',"endCursor":' || coalesce(CAST(to_json(substr(max(CASE WHEN "t1"."ordinal" <= 10 THEN (1000 + "t1"."ordinal") || "t1"."cursor" END), 5)) AS text), 'null') || '}') ||
    ',"nodes":' || ('[' || coalesce(string_agg("t1"."element1", ',' ORDER BY "t1"."ordinal") FILTER (WHERE "t1"."ordinal" <= 10), '') || ']') || '}')
  FROM (
    SELECT (
      '{"slug":' || coalesce(CAST(to_json("t12"."slug") AS text), 'null') ||
      ',"title":' || coalesce(CAST(to_json("t12"."title") AS text), 'null') ||
      ',"publishedAt":' || coalesce(CAST(to_json("t12"."published_at") AS text), 'null') ||
      ',"clinics":' || (
        SELECT (
          '{"nodes":' || ('[' || coalesce(string_agg("t13"."element1", ',' ORDER BY "t13"."key1" ASC, "t13"."key2" ASC), '') || ']') || '}')
        FROM (
          SELECT (
            '{"name":' || coalesce(CAST(to_json("t14"."name") AS text), 'null') ||
            ',"city":' || coalesce(CAST(to_json("t14"."city") AS text), 'null') || '}') AS "element1", "t14"."key1", "t14"."key2"
          FROM (
            SELECT "t15".*, "t15"."name_key" AS "key1", "t15"."id" AS "key2"
            FROM "clinic" AS "t15"
            WHERE "t15"."row_id" IN (
              SELECT "t19"."clinic_row_id"
              FROM "contribution" AS "t19"
              WHERE "t19"."post_row_id" = "t12"."row_id"
            ) AND ("t15"."region_row_id" IN (WITH RECURSIVE "t18"("key") AS (
                SELECT "t16"."row_id"
                FROM "region" AS "t16"
                WHERE ("t16"."slug" = $5) AND TRUE
                UNION
                SELECT "t17"."row_id"
                FROM "t18"
                JOIN "region" AS "t17" ON "t17"."parent_row_id" = "t18"."key"
              )
              SELECT "t18"."key"
              FROM "t18"
            )) AND TRUE
            ORDER BY "t15"."name_key" ASC, "t15"."id" ASC
            LIMIT 20
          ) AS "t14"
        ) AS "t13"
      ) || '}') AS "element1", "t12"."ordinal", encode(convert_to('["16b75ce6"' || ',' || coalesce(CAST(to_json("t12"."key1") AS text), 'null') || ',' || coalesce(CAST(to_json("t12"."key2") AS text), 'null') || ']', 'UTF8'), 'hex') AS "cursor"
    FROM (
      SELECT "cut".*, row_number() OVER () AS "ordinal"
      FROM (
        SELECT *
        FROM (
          SELECT "t31".*, "t31"."published_at" AS "key1", "t31"."id" AS "key2"
          FROM (
            SELECT 1
            WHERE (
              SELECT count(*)
              FROM (
                SELECT "t22"."post_row_id" AS "key"
                FROM "post_tag" AS "t22", "tag" AS "t21"
                WHERE "t21"."row_id" = "t22"."tag_row_id" AND ("t21"."slug" = $1) AND TRUE
                LIMIT 1001
              ) AS "t23"
            ) <= 1000
          ) AS "t40"
          CROSS JOIN (
            SELECT "t38"."post_row_id" AS "key"
            FROM "post_tag" AS "t38", "tag" AS "t37"
            WHERE "t37"."row_id" = "t38"."tag_row_id" AND ("t37"."slug" = $1) AND TRUE
          ) AS "t39"
          JOIN "post" AS "t31" ON "t31"."row_id" = "t39"."key"
          WHERE (EXISTS (
            SELECT 1
            FROM "contribution" AS "t32"
            CROSS JOIN "clinic" AS "t33"
            WHERE "t32"."post_row_id" = "t31"."row_id" AND "t33"."row_id" = ("t32"."clinic_row_id" + 0) AND "t33"."region_row_id" IN (WITH RECURSIVE "t36"("key") AS (
                SELECT "t34"."row_id"
                FROM "region" AS "t34"
                WHERE ("t34"."slug" = $2) AND TRUE
                UNION
                SELECT "t35"."row_id"
                FROM "t36"
                JOIN "region" AS "t35" ON "t35"."parent_row_id" = "t36"."key"
              )
              SELECT "t36"."key"
              FROM "t36"
            ) OFFSET 0
          )) AND "t31"."status" = $6 AND "t31"."published_at" <= $4
          ORDER BY "t31"."published_at" DESC, "t31"."id" DESC
          LIMIT 11
        ) AS "t41"
        UNION ALL
        SELECT *
        FROM (
          SELECT "t42".*, "t42"."published_at" AS "key1", "t42"."id" AS "key2"
          FROM (
            SELECT 1
            WHERE NOT (
              SELECT count(*)
              FROM (
                SELECT "t22"."post_row_id" AS "key"
                FROM "post_tag" AS "t22", "tag" AS "t21"
                WHERE "t21"."row_id" = "t22"."tag_row_id" AND ("t21"."slug" = $1) AND TRUE
                LIMIT 1001
              ) AS "t23"
            ) <= 1000 AND (
              SELECT count(*)
              FROM (
                SELECT "t25"."post_row_id" AS "key"
                FROM "contribution" AS "t25", "clinic" AS "t26"
                WHERE "t26"."row_id" = "t25"."clinic_row_id" AND "t26"."region_row_id" = ANY (ARRAY(WITH RECURSIVE "t29"("key") AS (
                    SELECT "t27"."row_id"
                    FROM "region" AS "t27"
                    WHERE ("t27"."slug" = $2) AND TRUE
                    UNION
                    SELECT "t28"."row_id"
                    FROM "t29"
                    JOIN "region" AS "t28" ON "t28"."parent_row_id" = "t29"."key"
                  )
                  SELECT "t29"."key"
                  FROM "t29"
                ))
                LIMIT 1001
              ) AS "t30"
            ) <= 1000
          ) AS "t51"
          CROSS JOIN (
            SELECT DISTINCT "t45"."post_row_id" AS "key"
            FROM "contribution" AS "t45", "clinic" AS "t46"
            WHERE "t46"."row_id" = "t45"."clinic_row_id" AND "t46"."region_row_id" = ANY (ARRAY(WITH RECURSIVE "t49"("key") AS (
                SELECT "t47"."row_id"
                FROM "region" AS "t47"
                WHERE ("t47"."slug" = $2) AND TRUE
                UNION
                SELECT "t48"."row_id"
                FROM "t49"
                JOIN "region" AS "t48" ON "t48"."parent_row_id" = "t49"."key"
              )
              SELECT "t49"."key"
              FROM "t49"
            ))
          ) AS "t50"
          JOIN "post" AS "t42" ON "t42"."row_id" = "t50"."key"
          WHERE (EXISTS (
            SELECT 1
            FROM "post_tag" AS "t44"
            CROSS JOIN "tag" AS "t43"
            WHERE "t44"."post_row_id" = "t42"."row_id" AND "t43"."row_id" = ("t44"."tag_row_id" + 0) AND ("t43"."slug" = $1) AND TRUE OFFSET 0
          )) AND "t42"."status" = $7 AND "t42"."published_at" <= $4
          ORDER BY "t42"."published_at" DESC, "t42"."id" DESC
          LIMIT 11
        ) AS "t52"
        UNION ALL
        SELECT *
        FROM (
          SELECT "t53".*, "t53"."published_at" AS "key1", "t53"."id" AS "key2"
          FROM (
            SELECT 1
            WHERE NOT (
              SELECT count(*)
              FROM (
                SELECT "t22"."post_row_id" AS "key"
                FROM "post_tag" AS "t22", "tag" AS "t21"
                WHERE "t21"."row_id" = "t22"."tag_row_id" AND ("t21"."slug" = $1) AND TRUE
                LIMIT 1001
              ) AS "t23"
            ) <= 1000 AND NOT (
              SELECT count(*)
              FROM (
                SELECT "t25"."post_row_id" AS "key"
                FROM "contribution" AS "t25", "clinic" AS "t26"
                WHERE "t26"."row_id" = "t25"."clinic_row_id" AND "t26"."region_row_id" = ANY (ARRAY(WITH RECURSIVE "t29"("key") AS (
                    SELECT "t27"."row_id"
                    FROM "region" AS "t27"
                    WHERE ("t27"."slug" = $2) AND TRUE
                    UNION
                    SELECT "t28"."row_id"
                    FROM "t29"
                    JOIN "region" AS "t28" ON "t28"."parent_row_id" = "t29"."key"
                  )
                  SELECT "t29"."key"
                  FROM "t29"
                ))
                LIMIT 1001
              ) AS "t30"
            ) <= 1000
          ) AS "t61"
          CROSS JOIN "post" AS "t53"
          WHERE (EXISTS (
            SELECT 1
            FROM "post_tag" AS "t55"
            CROSS JOIN "tag" AS "t54"
            WHERE "t55"."post_row_id" = "t53"."row_id" AND "t54"."row_id" = ("t55"."tag_row_id" + 0) AND ("t54"."slug" = $1) AND TRUE OFFSET 0
          ) AND EXISTS (
            SELECT 1
            FROM "contribution" AS "t56"
            CROSS JOIN "clinic" AS "t57"
            WHERE "t56"."post_row_id" = "t53"."row_id" AND "t57"."row_id" = ("t56"."clinic_row_id" + 0) AND "t57"."region_row_id" IN (WITH RECURSIVE "t60"("key") AS (
                SELECT "t58"."row_id"
                FROM "region" AS "t58"
                WHERE ("t58"."slug" = $2) AND TRUE
                UNION
                SELECT "t59"."row_id"
                FROM "t60"
                JOIN "region" AS "t59" ON "t59"."parent_row_id" = "t60"."key"
              )
              SELECT "t60"."key"
              FROM "t60"
            ) OFFSET 0
          )) AND "t53"."status" = $8 AND "t53"."published_at" <= $4
          ORDER BY "t53"."published_at" DESC, "t53"."id" DESC
          LIMIT 11
        ) AS "t62"
      ) AS "cut"
    ) AS "t12"
  ) AS "t1"
) AS text) AS json;
