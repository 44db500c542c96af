-- search
SELECT CAST((
  SELECT concat(
    '{"totalCount":', json_quote((
      SELECT count(*)
      FROM (
        SELECT 1
        FROM "search_index" AS "t3"
        CROSS JOIN "search_document" AS "t2" ON "t2"."row_id" = "t3".rowid
        WHERE "t3"."search_index" MATCH ? AND +"t2"."visible_from" <= ?
        LIMIT 10000
      ) AS "t4"
    )),
    ',"facets":', (WITH "t5" AS MATERIALIZED (
        SELECT "t6"."row_id","t6"."visible_from","t6"."post_row_id","t6"."contribution_row_id","t6"."expert_row_id","t6"."clinic_row_id","t6"."tag_row_id"
        FROM "search_index" AS "t7"
        CROSS JOIN "search_document" AS "t6" ON "t6"."row_id" = "t7".rowid
        WHERE "t7"."search_index" MATCH ? AND +"t6"."visible_from" <= ?
      )
      SELECT concat(
        '{"conditions":', (
          SELECT concat('[', group_concat(concat(
            '{"count":', json_quote("t13"."count"),
            ',"node":', CASE WHEN "t14"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"slug":', json_quote("t14"."slug"),
              ',"name":', json_quote("t14"."name"), '}') END, '}'), ','), ']')
          FROM (
            SELECT "t12".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "node_row_id", CAST(sum("hits") AS integer) AS "count"
              FROM (
                SELECT DISTINCT "t9"."tag_row_id" AS "node_row_id", "t8"."post_row_id" AS "owner", "t8"."hits"
                FROM (
                  SELECT "post_row_id", count(*) AS "hits"
                  FROM "t5"
                  WHERE "post_row_id" IS NOT NULL GROUP BY "post_row_id"
                ) AS "t8"
                CROSS JOIN "post_tag" AS "t9"
                CROSS JOIN "tag" AS "t10"
                WHERE "t9"."post_row_id" = "t8"."post_row_id" AND "t10"."row_id" = "t9"."tag_row_id" AND "t10"."kind" IN (?) AND TRUE
              ) AS "t11" GROUP BY "node_row_id"
              ORDER BY 2 DESC, 1
              LIMIT 5
            ) AS "t12"
          ) AS "t13"
          LEFT JOIN "tag" AS "t14" ON "t13"."node_row_id" = "t14"."row_id"
        ),
        ',"treatments":', (
          SELECT concat('[', group_concat(concat(
            '{"count":', json_quote("t20"."count"),
            ',"node":', CASE WHEN "t21"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"slug":', json_quote("t21"."slug"),
              ',"name":', json_quote("t21"."name"), '}') END, '}'), ','), ']')
          FROM (
            SELECT "t19".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "node_row_id", CAST(sum("hits") AS integer) AS "count"
              FROM (
                SELECT DISTINCT "t16"."tag_row_id" AS "node_row_id", "t15"."post_row_id" AS "owner", "t15"."hits"
                FROM (
                  SELECT "post_row_id", count(*) AS "hits"
                  FROM "t5"
                  WHERE "post_row_id" IS NOT NULL GROUP BY "post_row_id"
                ) AS "t15"
                CROSS JOIN "post_tag" AS "t16"
                CROSS JOIN "tag" AS "t17"
                WHERE "t16"."post_row_id" = "t15"."post_row_id" AND "t17"."row_id" = "t16"."tag_row_id" AND "t17"."kind" IN (?) AND TRUE
              ) AS "t18" GROUP BY "node_row_id"
              ORDER BY 2 DESC, 1
              LIMIT 5
            ) AS "t19"
          ) AS "t20"
          LEFT JOIN "tag" AS "t21" ON "t20"."node_row_id" = "t21"."row_id"
        ),
        ',"experts":', (
          SELECT concat('[', group_concat(concat(
            '{"count":', json_quote("t27"."count"),
            ',"node":', CASE WHEN "t28"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"slug":', json_quote("t28"."slug"),
              ',"name":', json_quote("t28"."name"), '}') END, '}'), ','), ']')
          FROM (
            SELECT "t26".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "node_row_id", CAST(sum("hits") AS integer) AS "count"
              FROM (
                SELECT DISTINCT "t23"."expert_row_id" AS "node_row_id", "t22"."post_row_id" AS "owner", "t22"."hits"
                FROM (
                  SELECT "post_row_id", count(*) AS "hits"
                  FROM "t5"
                  WHERE "post_row_id" IS NOT NULL GROUP BY "post_row_id"
                ) AS "t22"
                CROSS JOIN "contribution" AS "t23"
                CROSS JOIN "expert" AS "t24"
                WHERE "t23"."post_row_id" = "t22"."post_row_id" AND "t24"."row_id" = "t23"."expert_row_id" AND TRUE
              ) AS "t25" GROUP BY "node_row_id"
              ORDER BY 2 DESC, 1
              LIMIT 5
            ) AS "t26"
          ) AS "t27"
          LEFT JOIN "expert" AS "t28" ON "t27"."node_row_id" = "t28"."row_id"
        ),
        ',"clinics":', (
          SELECT concat('[', group_concat(concat(
            '{"count":', json_quote("t34"."count"),
            ',"node":', CASE WHEN "t35"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"slug":', json_quote("t35"."slug"),
              ',"name":', json_quote("t35"."name"), '}') END, '}'), ','), ']')
          FROM (
            SELECT "t33".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "node_row_id", CAST(sum("hits") AS integer) AS "count"
              FROM (
                SELECT DISTINCT "t30"."clinic_row_id" AS "node_row_id", "t29"."post_row_id" AS "owner", "t29"."hits"
                FROM (
                  SELECT "post_row_id", count(*) AS "hits"
                  FROM "t5"
                  WHERE "post_row_id" IS NOT NULL GROUP BY "post_row_id"
                ) AS "t29"
                CROSS JOIN "contribution" AS "t30"
                CROSS JOIN "clinic" AS "t31"
                WHERE "t30"."post_row_id" = "t29"."post_row_id" AND "t31"."row_id" = "t30"."clinic_row_id" AND TRUE
              ) AS "t32" GROUP BY "node_row_id"
              ORDER BY 2 DESC, 1
              LIMIT 5
            ) AS "t33"
          ) AS "t34"
          LEFT JOIN "clinic" AS "t35" ON "t34"."node_row_id" = "t35"."row_id"
        ),
        ',"regions":', (
          SELECT concat('[', group_concat(concat(
            '{"count":', json_quote("t42"."count"),
            ',"node":', CASE WHEN "t43"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"slug":', json_quote("t43"."slug"),
              ',"name":', json_quote("t43"."name"), '}') END, '}'), ','), ']')
          FROM (
            SELECT "t41".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "node_row_id", CAST(sum("hits") AS integer) AS "count"
              FROM (
                SELECT DISTINCT "t38"."region_row_id" AS "node_row_id", "t36"."post_row_id" AS "owner", "t36"."hits"
                FROM (
                  SELECT "post_row_id", count(*) AS "hits"
                  FROM "t5"
                  WHERE "post_row_id" IS NOT NULL GROUP BY "post_row_id"
                ) AS "t36"
                CROSS JOIN "contribution" AS "t37"
                CROSS JOIN "clinic" AS "t38"
                CROSS JOIN "region" AS "t39"
                WHERE "t37"."post_row_id" = "t36"."post_row_id" AND "t38"."row_id" = "t37"."clinic_row_id" AND "t39"."row_id" = "t38"."region_row_id" AND TRUE
              ) AS "t40" GROUP BY "node_row_id"
              ORDER BY 2 DESC, 1
              LIMIT 5
            ) AS "t41"
          ) AS "t42"
          LEFT JOIN "region" AS "t43" ON "t42"."node_row_id" = "t43"."row_id"
        ),
        ',"years":', (
          SELECT concat('[', group_concat(concat(
            '{"year":', json_quote("t47"."year"),
            ',"count":', json_quote("t47"."count"), '}'), ','), ']')
          FROM (
            SELECT "t46".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "year", CAST(sum("hits") AS integer) AS "count"
              FROM (
                SELECT substr("t44"."visible_from", 1, 4) AS "year", 1 AS "hits"
                FROM "t5" AS "t44"
                WHERE "t44"."visible_from" > ''
              ) AS "t45" GROUP BY "year"
              ORDER BY 2 DESC, 1
              LIMIT 10
            ) AS "t46"
          ) AS "t47"
        ), '}')
    ),
    ',"nodes":', concat('[', group_concat("t1"."element1", ','), ']'), '}')
  FROM (
    SELECT CASE WHEN "t53"."row_id" IS NULL THEN CASE WHEN "t52"."row_id" IS NULL THEN CASE WHEN "t51"."row_id" IS NULL THEN CASE WHEN "t50"."row_id" IS NULL THEN CASE WHEN "t49"."row_id" IS NULL THEN 'null' ELSE concat(
      '{"__typename":', '"Tag"', '}') END ELSE concat(
      '{"__typename":', '"Clinic"', '}') END ELSE concat(
      '{"__typename":', '"Expert"', '}') END ELSE concat(
      '{"__typename":', '"Post"',
      ',"title":', json_quote("t52"."title"), '}') END ELSE concat(
      '{"__typename":', '"Contribution"', '}') END AS "element1"
    FROM (
      SELECT "t54"."row_id" AS "key0"
      FROM "search_index" AS "t55"
      CROSS JOIN "search_document" AS "t54" ON "t54"."row_id" = "t55".rowid
      WHERE "t55"."search_index" MATCH ? AND +"t54"."visible_from" <= ?
      ORDER BY CAST(1000000 * ln(1 - 1000000 * bm25("t55"."search_index", 10, 4, 1, 3)) AS integer) DESC, "t54"."id" DESC
      LIMIT 3
    ) AS "keys"
    CROSS JOIN "search_document" AS "t48" ON "t48"."row_id" = "keys"."key0"
    LEFT JOIN "tag" AS "t49" ON "t48"."tag_row_id" = "t49"."row_id"
    LEFT JOIN "clinic" AS "t50" ON "t48"."clinic_row_id" = "t50"."row_id"
    LEFT JOIN "expert" AS "t51" ON "t48"."expert_row_id" = "t51"."row_id"
    LEFT JOIN "post" AS "t52" ON "t48"."post_row_id" = "t52"."row_id" AND +"t52"."status" = ? AND +"t52"."published_at" <= ?
    LEFT JOIN "contribution" AS "t53" ON "t48"."contribution_row_id" = "t53"."row_id" AND +"t53"."visible_from" <= ?
  ) AS "t1"
) AS BLOB) AS json;
