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
            '{"count":', json_quote("t12"."count"),
            ',"node":', CASE WHEN "t13"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"slug":', json_quote("t13"."slug"),
              ',"name":', json_quote("t13"."name"), '}') END, '}'), ','), ']')
          FROM (
            SELECT "t11".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "t9"."tag_row_id" AS "node_row_id", count(DISTINCT "t8"."row_id") AS "count"
              FROM "t5" AS "t8"
              CROSS JOIN "post_tag" AS "t9"
              CROSS JOIN "tag" AS "t10"
              WHERE "t9"."post_row_id" = "t8"."post_row_id" AND "t10"."row_id" = "t9"."tag_row_id" AND "t10"."kind" IN (?) AND TRUE GROUP BY "t9"."tag_row_id"
              ORDER BY 2 DESC, 1
              LIMIT 5
            ) AS "t11"
          ) AS "t12"
          LEFT JOIN "tag" AS "t13" ON "t12"."node_row_id" = "t13"."row_id"
        ),
        ',"treatments":', (
          SELECT concat('[', group_concat(concat(
            '{"count":', json_quote("t18"."count"),
            ',"node":', CASE WHEN "t19"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"slug":', json_quote("t19"."slug"),
              ',"name":', json_quote("t19"."name"), '}') END, '}'), ','), ']')
          FROM (
            SELECT "t17".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "t15"."tag_row_id" AS "node_row_id", count(DISTINCT "t14"."row_id") AS "count"
              FROM "t5" AS "t14"
              CROSS JOIN "post_tag" AS "t15"
              CROSS JOIN "tag" AS "t16"
              WHERE "t15"."post_row_id" = "t14"."post_row_id" AND "t16"."row_id" = "t15"."tag_row_id" AND "t16"."kind" IN (?) AND TRUE GROUP BY "t15"."tag_row_id"
              ORDER BY 2 DESC, 1
              LIMIT 5
            ) AS "t17"
          ) AS "t18"
          LEFT JOIN "tag" AS "t19" ON "t18"."node_row_id" = "t19"."row_id"
        ),
        ',"experts":', (
          SELECT concat('[', group_concat(concat(
            '{"count":', json_quote("t24"."count"),
            ',"node":', CASE WHEN "t25"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"slug":', json_quote("t25"."slug"),
              ',"name":', json_quote("t25"."name"), '}') END, '}'), ','), ']')
          FROM (
            SELECT "t23".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "t21"."expert_row_id" AS "node_row_id", count(DISTINCT "t20"."row_id") AS "count"
              FROM "t5" AS "t20"
              CROSS JOIN "contribution" AS "t21"
              CROSS JOIN "expert" AS "t22"
              WHERE "t21"."post_row_id" = "t20"."post_row_id" AND "t22"."row_id" = "t21"."expert_row_id" AND TRUE GROUP BY "t21"."expert_row_id"
              ORDER BY 2 DESC, 1
              LIMIT 5
            ) AS "t23"
          ) AS "t24"
          LEFT JOIN "expert" AS "t25" ON "t24"."node_row_id" = "t25"."row_id"
        ),
        ',"clinics":', (
          SELECT concat('[', group_concat(concat(
            '{"count":', json_quote("t30"."count"),
            ',"node":', CASE WHEN "t31"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"slug":', json_quote("t31"."slug"),
              ',"name":', json_quote("t31"."name"), '}') END, '}'), ','), ']')
          FROM (
            SELECT "t29".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "t27"."clinic_row_id" AS "node_row_id", count(DISTINCT "t26"."row_id") AS "count"
              FROM "t5" AS "t26"
              CROSS JOIN "contribution" AS "t27"
              CROSS JOIN "clinic" AS "t28"
              WHERE "t27"."post_row_id" = "t26"."post_row_id" AND "t28"."row_id" = "t27"."clinic_row_id" AND TRUE GROUP BY "t27"."clinic_row_id"
              ORDER BY 2 DESC, 1
              LIMIT 5
            ) AS "t29"
          ) AS "t30"
          LEFT JOIN "clinic" AS "t31" ON "t30"."node_row_id" = "t31"."row_id"
        ),
        ',"regions":', (
          SELECT concat('[', group_concat(concat(
            '{"count":', json_quote("t37"."count"),
            ',"node":', CASE WHEN "t38"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"slug":', json_quote("t38"."slug"),
              ',"name":', json_quote("t38"."name"), '}') END, '}'), ','), ']')
          FROM (
            SELECT "t36".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "t34"."region_row_id" AS "node_row_id", count(DISTINCT "t32"."row_id") AS "count"
              FROM "t5" AS "t32"
              CROSS JOIN "contribution" AS "t33"
              CROSS JOIN "clinic" AS "t34"
              CROSS JOIN "region" AS "t35"
              WHERE "t33"."post_row_id" = "t32"."post_row_id" AND "t34"."row_id" = "t33"."clinic_row_id" AND "t35"."row_id" = "t34"."region_row_id" AND TRUE GROUP BY "t34"."region_row_id"
              ORDER BY 2 DESC, 1
              LIMIT 5
            ) AS "t36"
          ) AS "t37"
          LEFT JOIN "region" AS "t38" ON "t37"."node_row_id" = "t38"."row_id"
        ),
        ',"years":', (
          SELECT concat('[', group_concat(concat(
            '{"year":', json_quote("t41"."year"),
            ',"count":', json_quote("t41"."count"), '}'), ','), ']')
          FROM (
            SELECT "t40".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT substr("t39"."visible_from", 1, 4) AS "year", count(*) AS "count"
              FROM "t5" AS "t39"
              WHERE "t39"."visible_from" > '' GROUP BY substr("t39"."visible_from", 1, 4)
              ORDER BY 2 DESC, 1
              LIMIT 10
            ) AS "t40"
          ) AS "t41"
        ), '}')
    ),
    ',"nodes":', concat('[', group_concat("t1"."element1", ','), ']'), '}')
  FROM (
    SELECT CASE WHEN "t47"."row_id" IS NULL THEN CASE WHEN "t46"."row_id" IS NULL THEN CASE WHEN "t45"."row_id" IS NULL THEN CASE WHEN "t44"."row_id" IS NULL THEN CASE WHEN "t43"."row_id" IS NULL THEN 'null' ELSE concat(
      '{"__typename":', '"Tag"', '}') END ELSE concat(
      '{"__typename":', '"Clinic"', '}') END ELSE concat(
      '{"__typename":', '"Expert"', '}') END ELSE concat(
      '{"__typename":', '"Post"',
      ',"title":', json_quote("t46"."title"), '}') END ELSE concat(
      '{"__typename":', '"Contribution"', '}') END AS "element1"
    FROM (
      SELECT "t48"."row_id" AS "key0"
      FROM "search_index" AS "t49"
      CROSS JOIN "search_document" AS "t48" ON "t48"."row_id" = "t49".rowid
      WHERE "t49"."search_index" MATCH ? AND +"t48"."visible_from" <= ?
      ORDER BY CAST(1000000 * ln(1 - 1000000 * bm25("t49"."search_index", 10, 4, 1, 3)) AS integer) DESC, "t48"."id" DESC
      LIMIT 3
    ) AS "keys"
    CROSS JOIN "search_document" AS "t42" ON "t42"."row_id" = "keys"."key0"
    LEFT JOIN "tag" AS "t43" ON "t42"."tag_row_id" = "t43"."row_id"
    LEFT JOIN "clinic" AS "t44" ON "t42"."clinic_row_id" = "t44"."row_id"
    LEFT JOIN "expert" AS "t45" ON "t42"."expert_row_id" = "t45"."row_id"
    LEFT JOIN "post" AS "t46" ON "t42"."post_row_id" = "t46"."row_id" AND +"t46"."status" = ? AND +"t46"."published_at" <= ?
    LEFT JOIN "contribution" AS "t47" ON "t42"."contribution_row_id" = "t47"."row_id" AND +"t47"."visible_from" <= ?
  ) AS "t1"
) AS BLOB) AS json;
