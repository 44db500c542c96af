-- posts
SELECT CAST((
  SELECT (
    '{"totalCount":' || coalesce(CAST((
      SELECT count(*)
      FROM (
        SELECT DISTINCT "t9"."post_row_id" AS "key"
        FROM "post_tag" AS "t9", "tag" AS "t8"
        WHERE "t8"."row_id" = "t9"."tag_row_id" AND ("t8"."slug" = $1) AND TRUE
      ) AS "t10"
      JOIN "post" AS "t2" ON "t2"."row_id" = "t10"."key"
      WHERE (EXISTS (
        SELECT 1
        FROM "contribution" AS "t3"
        CROSS JOIN "clinic" AS "t4"
        WHERE "t3"."post_row_id" = "t2"."row_id" AND "t4"."row_id" = "t3"."clinic_row_id" AND "t4"."region_row_id" IN (WITH RECURSIVE "t7"("key") AS (
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
        )
      )) AND "t2"."status" = $3 AND "t2"."published_at" <= $4
    ) AS text), 'null') ||
    ',"pageInfo":' || (
      '{"hasNextPage":' || CASE WHEN coalesce(max("t1"."ordinal"), 0) > 10 THEN 'true' ELSE 'false' END ||
      ',"endCursor":' || coalesce(CAST(to_json(substr(max(CASE WHEN "t1"."ordinal" <= 10 THEN (1000 + "t1"."ordinal") || "t1"."cursor" END), 5)) AS text), 'null') || '}') ||
    ',"nodes":' || ('[' || coalesce(string_agg("t1"."element1", ',' ORDER BY "t1"."ordinal") FILTER (WHERE "t1"."ordinal" <= 10), '') || ']') || '}')
  FROM (
    SELECT (
      '{"slug":' || coalesce(CAST(to_json("t11"."slug") AS text), 'null') ||
      ',"title":' || coalesce(CAST(to_json("t11"."title") AS text), 'null') ||
      ',"publishedAt":' || coalesce(CAST(to_json("t11"."published_at") AS text), 'null') ||
      ',"clinics":' || (
        SELECT (
          '{"nodes":' || ('[' || coalesce(string_agg("t12"."element1", ',' ORDER BY "t12"."ordinal"), '') || ']') || '}')
        FROM (
          SELECT (
            '{"name":' || coalesce(CAST(to_json("t13"."name") AS text), 'null') ||
            ',"city":' || coalesce(CAST(to_json("t13"."city") AS text), 'null') || '}') AS "element1", "keys"."ordinal"
          FROM (
            SELECT "cut".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "t14"."row_id" AS "key0"
              FROM "clinic" AS "t14"
              WHERE "t14"."row_id" IN (
                SELECT "t18"."clinic_row_id"
                FROM "contribution" AS "t18"
                WHERE "t18"."post_row_id" = "t11"."row_id"
              ) AND ("t14"."region_row_id" IN (WITH RECURSIVE "t17"("key") AS (
                  SELECT "t15"."row_id"
                  FROM "region" AS "t15"
                  WHERE ("t15"."slug" = $5) AND TRUE
                  UNION
                  SELECT "t16"."row_id"
                  FROM "t17"
                  JOIN "region" AS "t16" ON "t16"."parent_row_id" = "t17"."key"
                )
                SELECT "t17"."key"
                FROM "t17"
              )) AND TRUE
              ORDER BY "t14"."name_key" ASC, "t14"."id" ASC
              LIMIT 20
            ) AS "cut"
          ) AS "keys"
          JOIN "clinic" AS "t13" ON "t13"."row_id" = "keys"."key0"
        ) AS "t12"
      ) || '}') AS "element1", "keys"."ordinal", encode(convert_to('["16b75ce6"' || ',' || coalesce(CAST(to_json("keys"."key1") AS text), 'null') || ',' || coalesce(CAST(to_json("keys"."key2") AS text), 'null') || ']', 'UTF8'), 'hex') AS "cursor"
    FROM (
      SELECT "cut".*, row_number() OVER () AS "ordinal"
      FROM (
        SELECT *
        FROM (
          SELECT "t30"."row_id" AS "key0", "t30"."published_at" AS "key1", "t30"."id" AS "key2"
          FROM (
            SELECT 1
            WHERE (
              SELECT count(*)
              FROM (
                SELECT DISTINCT "t21"."post_row_id" AS "key"
                FROM "post_tag" AS "t21", "tag" AS "t20"
                WHERE "t20"."row_id" = "t21"."tag_row_id" AND ("t20"."slug" = $1) AND TRUE
                LIMIT 1001
              ) AS "t22"
            ) <= 1000
          ) AS "t39"
          CROSS JOIN (
            SELECT DISTINCT "t37"."post_row_id" AS "key"
            FROM "post_tag" AS "t37", "tag" AS "t36"
            WHERE "t36"."row_id" = "t37"."tag_row_id" AND ("t36"."slug" = $1) AND TRUE
          ) AS "t38"
          JOIN "post" AS "t30" ON "t30"."row_id" = "t38"."key"
          WHERE (EXISTS (
            SELECT 1
            FROM "contribution" AS "t31"
            CROSS JOIN "clinic" AS "t32"
            WHERE "t31"."post_row_id" = "t30"."row_id" AND "t32"."row_id" = "t31"."clinic_row_id" AND "t32"."region_row_id" IN (WITH RECURSIVE "t35"("key") AS (
                SELECT "t33"."row_id"
                FROM "region" AS "t33"
                WHERE ("t33"."slug" = $2) AND TRUE
                UNION
                SELECT "t34"."row_id"
                FROM "t35"
                JOIN "region" AS "t34" ON "t34"."parent_row_id" = "t35"."key"
              )
              SELECT "t35"."key"
              FROM "t35"
            )
          )) AND "t30"."status" = $6 AND "t30"."published_at" <= $4
          ORDER BY "t30"."published_at" DESC, "t30"."id" DESC
          LIMIT 11
        ) AS "t40"
        UNION ALL
        SELECT *
        FROM (
          SELECT "t41"."row_id" AS "key0", "t41"."published_at" AS "key1", "t41"."id" AS "key2"
          FROM (
            SELECT 1
            WHERE NOT (
              SELECT count(*)
              FROM (
                SELECT DISTINCT "t21"."post_row_id" AS "key"
                FROM "post_tag" AS "t21", "tag" AS "t20"
                WHERE "t20"."row_id" = "t21"."tag_row_id" AND ("t20"."slug" = $1) AND TRUE
                LIMIT 1001
              ) AS "t22"
            ) <= 1000 AND (
              SELECT count(*)
              FROM (
                SELECT DISTINCT "t24"."post_row_id" AS "key"
                FROM "contribution" AS "t24", "clinic" AS "t25"
                WHERE "t25"."row_id" = "t24"."clinic_row_id" AND "t25"."region_row_id" IN (WITH RECURSIVE "t28"("key") AS (
                    SELECT "t26"."row_id"
                    FROM "region" AS "t26"
                    WHERE ("t26"."slug" = $2) AND TRUE
                    UNION
                    SELECT "t27"."row_id"
                    FROM "t28"
                    JOIN "region" AS "t27" ON "t27"."parent_row_id" = "t28"."key"
                  )
                  SELECT "t28"."key"
                  FROM "t28"
                )
                LIMIT 1001
              ) AS "t29"
            ) <= 1000
          ) AS "t50"
          CROSS JOIN (
            SELECT DISTINCT "t44"."post_row_id" AS "key"
            FROM "contribution" AS "t44", "clinic" AS "t45"
            WHERE "t45"."row_id" = "t44"."clinic_row_id" AND "t45"."region_row_id" IN (WITH RECURSIVE "t48"("key") AS (
                SELECT "t46"."row_id"
                FROM "region" AS "t46"
                WHERE ("t46"."slug" = $2) AND TRUE
                UNION
                SELECT "t47"."row_id"
                FROM "t48"
                JOIN "region" AS "t47" ON "t47"."parent_row_id" = "t48"."key"
              )
              SELECT "t48"."key"
              FROM "t48"
            )
          ) AS "t49"
          JOIN "post" AS "t41" ON "t41"."row_id" = "t49"."key"
          WHERE (EXISTS (
            SELECT 1
            FROM "post_tag" AS "t43"
            CROSS JOIN "tag" AS "t42"
            WHERE "t43"."post_row_id" = "t41"."row_id" AND "t42"."row_id" = "t43"."tag_row_id" AND ("t42"."slug" = $1) AND TRUE
          )) AND "t41"."status" = $7 AND "t41"."published_at" <= $4
          ORDER BY "t41"."published_at" DESC, "t41"."id" DESC
          LIMIT 11
        ) AS "t51"
        UNION ALL
        SELECT *
        FROM (
          SELECT "t52"."row_id" AS "key0", "t52"."published_at" AS "key1", "t52"."id" AS "key2"
          FROM (
            SELECT 1
            WHERE NOT (
              SELECT count(*)
              FROM (
                SELECT DISTINCT "t21"."post_row_id" AS "key"
                FROM "post_tag" AS "t21", "tag" AS "t20"
                WHERE "t20"."row_id" = "t21"."tag_row_id" AND ("t20"."slug" = $1) AND TRUE
                LIMIT 1001
              ) AS "t22"
            ) <= 1000 AND NOT (
              SELECT count(*)
              FROM (
                SELECT DISTINCT "t24"."post_row_id" AS "key"
                FROM "contribution" AS "t24", "clinic" AS "t25"
                WHERE "t25"."row_id" = "t24"."clinic_row_id" AND "t25"."region_row_id" IN (WITH RECURSIVE "t28"("key") AS (
                    SELECT "t26"."row_id"
                    FROM "region" AS "t26"
                    WHERE ("t26"."slug" = $2) AND TRUE
                    UNION
                    SELECT "t27"."row_id"
                    FROM "t28"
                    JOIN "region" AS "t27" ON "t27"."parent_row_id" = "t28"."key"
                  )
                  SELECT "t28"."key"
                  FROM "t28"
                )
                LIMIT 1001
              ) AS "t29"
            ) <= 1000
          ) AS "t60"
          CROSS JOIN "post" AS "t52"
          WHERE (EXISTS (
            SELECT 1
            FROM "post_tag" AS "t54"
            CROSS JOIN "tag" AS "t53"
            WHERE "t54"."post_row_id" = "t52"."row_id" AND "t53"."row_id" = "t54"."tag_row_id" AND ("t53"."slug" = $1) AND TRUE
          ) AND EXISTS (
            SELECT 1
            FROM "contribution" AS "t55"
            CROSS JOIN "clinic" AS "t56"
            WHERE "t55"."post_row_id" = "t52"."row_id" AND "t56"."row_id" = "t55"."clinic_row_id" AND "t56"."region_row_id" IN (WITH RECURSIVE "t59"("key") AS (
                SELECT "t57"."row_id"
                FROM "region" AS "t57"
                WHERE ("t57"."slug" = $2) AND TRUE
                UNION
                SELECT "t58"."row_id"
                FROM "t59"
                JOIN "region" AS "t58" ON "t58"."parent_row_id" = "t59"."key"
              )
              SELECT "t59"."key"
              FROM "t59"
            )
          )) AND "t52"."status" = $8 AND "t52"."published_at" <= $4
          ORDER BY "t52"."published_at" DESC, "t52"."id" DESC
          LIMIT 11
        ) AS "t61"
      ) AS "cut"
    ) AS "keys"
    JOIN "post" AS "t11" ON "t11"."row_id" = "keys"."key0"
  ) AS "t1"
) AS text) AS json;
