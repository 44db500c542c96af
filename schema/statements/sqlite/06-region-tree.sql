-- region
SELECT CAST(concat(
  '{"name":', json_quote("t1"."name"),
  ',"kind":', json_quote("t1"."kind"),
  ',"clinics":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t2"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"name":', json_quote("t3"."name"), '}') AS "element1"
      FROM (
        SELECT "t4"."row_id" AS "key0"
        FROM "clinic" AS "t4"
        WHERE "t4"."region_row_id" = "t1"."row_id" AND TRUE
        ORDER BY "t4"."name_key" ASC, "t4"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "clinic" AS "t3" ON "t3"."row_id" = "keys"."key0"
    ) AS "t2"
  ),
  ',"children":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t5"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"name":', json_quote("t6"."name"),
        ',"kind":', json_quote("t6"."kind"),
        ',"children":', (
          SELECT concat(
            '{"nodes":', concat('[', group_concat("t7"."element1", ','), ']'), '}')
          FROM (
            SELECT concat(
              '{"name":', json_quote("t8"."name"),
              ',"kind":', json_quote("t8"."kind"),
              ',"clinics":', (
                SELECT concat(
                  '{"totalCount":', json_quote((
                    SELECT count(*)
                    FROM (
                      SELECT 1
                      FROM "clinic" AS "t10"
                      WHERE "t10"."region_row_id" = "t8"."row_id" AND TRUE
                      LIMIT 10000
                    ) AS "t11"
                  )),
                  ',"nodes":', concat('[', group_concat("t9"."element1", ','), ']'), '}')
                FROM (
                  SELECT concat(
                    '{"name":', json_quote("t12"."name"),
                    ',"telehealth":', CASE "t12"."telehealth" WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END, '}') AS "element1"
                  FROM (
                    SELECT "t13"."row_id" AS "key0"
                    FROM "clinic" AS "t13"
                    WHERE "t13"."region_row_id" = "t8"."row_id" AND TRUE
                    ORDER BY "t13"."name_key" ASC, "t13"."id" ASC
                    LIMIT 20
                  ) AS "keys"
                  CROSS JOIN "clinic" AS "t12" ON "t12"."row_id" = "keys"."key0"
                ) AS "t9"
              ), '}') AS "element1"
            FROM (
              SELECT "t14"."row_id" AS "key0"
              FROM "region" AS "t14"
              WHERE "t14"."parent_row_id" = "t6"."row_id" AND TRUE
              ORDER BY "t14"."name_key" ASC, "t14"."id" ASC
              LIMIT 20
            ) AS "keys"
            CROSS JOIN "region" AS "t8" ON "t8"."row_id" = "keys"."key0"
          ) AS "t7"
        ), '}') AS "element1"
      FROM (
        SELECT "t15"."row_id" AS "key0"
        FROM "region" AS "t15"
        WHERE "t15"."parent_row_id" = "t1"."row_id" AND TRUE
        ORDER BY "t15"."name_key" ASC, "t15"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "region" AS "t6" ON "t6"."row_id" = "keys"."key0"
    ) AS "t5"
  ), '}') AS BLOB) AS json
FROM "region" AS "t1"
WHERE "t1"."slug" = ? AND TRUE;
