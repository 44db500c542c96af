-- region
SELECT CAST(concat(
  '{"name":', json_quote("t1"."name"),
  ',"clinics":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t2"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"name":', json_quote("t3"."name"),
        ',"experts":', (
          SELECT concat(
            '{"nodes":', concat('[', group_concat("t4"."element1", ','), ']'), '}')
          FROM (
            SELECT concat(
              '{"name":', json_quote("t5"."name"),
              ',"credentials":', coalesce("t5"."credentials", 'null'),
              ',"contributions":', (
                SELECT concat(
                  '{"nodes":', concat('[', group_concat("t6"."element1", ','), ']'), '}')
                FROM (
                  SELECT concat(
                    '{"kind":', json_quote("t7"."kind"),
                    ',"body":', json_quote("t7"."body_text"),
                    ',"post":', CASE WHEN "t8"."row_id" IS NULL THEN 'null' ELSE concat(
                      '{"slug":', json_quote("t8"."slug"),
                      ',"title":', json_quote("t8"."title"), '}') END, '}') AS "element1"
                  FROM (
                    SELECT "t9"."row_id" AS "key0"
                    FROM "contribution" AS "t9"
                    LEFT JOIN "post" AS "t10" ON "t9"."post_row_id" = "t10"."row_id"
                    WHERE "t9"."expert_row_id" = "t5"."row_id" AND "t9"."kind" IN (?,?) AND "t9"."visible_from" <= ?
                    ORDER BY "t9"."visible_from" DESC, "t10"."id" DESC, "t9"."position" ASC, "t9"."id" ASC
                    LIMIT 3
                  ) AS "keys"
                  CROSS JOIN "contribution" AS "t7" ON "t7"."row_id" = "keys"."key0"
                  LEFT JOIN "post" AS "t8" ON "t7"."post_row_id" = "t8"."row_id" AND +"t8"."status" = ? AND +"t8"."published_at" <= ?
                ) AS "t6"
              ), '}') AS "element1"
            FROM (
              SELECT "t11"."row_id" AS "key0"
              FROM "expert" AS "t11"
              WHERE "t11"."clinic_row_id" = "t3"."row_id" AND TRUE
              ORDER BY "t11"."name_key" ASC, "t11"."id" ASC
              LIMIT 5
            ) AS "keys"
            CROSS JOIN "expert" AS "t5" ON "t5"."row_id" = "keys"."key0"
          ) AS "t4"
        ), '}') AS "element1"
      FROM (
        SELECT "t12"."row_id" AS "key0"
        FROM "clinic" AS "t12"
        WHERE "t12"."region_row_id" = "t1"."row_id" AND TRUE
        ORDER BY "t12"."name_key" ASC, "t12"."id" ASC
        LIMIT 10
      ) AS "keys"
      CROSS JOIN "clinic" AS "t3" ON "t3"."row_id" = "keys"."key0"
    ) AS "t2"
  ), '}') AS BLOB) AS json
FROM "region" AS "t1"
WHERE "t1"."slug" = ? AND TRUE;
