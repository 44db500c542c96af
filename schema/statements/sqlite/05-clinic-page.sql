-- clinic
SELECT CAST(concat(
  '{"name":', json_quote("t1"."name"),
  ',"tagline":', json_quote("t1"."tagline"),
  ',"website":', json_quote("t1"."website"),
  ',"city":', json_quote("t1"."city"),
  ',"telehealth":', CASE "t1"."telehealth" WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END,
  ',"location":', CASE WHEN "t1"."latitude" IS NULL AND "t1"."longitude" IS NULL THEN 'null' ELSE concat(
    '{"latitude":', json_number("t1"."latitude"),
    ',"longitude":', json_number("t1"."longitude"), '}') END,
  ',"region":', CASE WHEN "t2"."row_id" IS NULL THEN 'null' ELSE concat(
    '{"name":', json_quote("t2"."name"),
    ',"kind":', json_quote("t2"."kind"),
    ',"parent":', CASE WHEN "t3"."row_id" IS NULL THEN 'null' ELSE concat(
      '{"name":', json_quote("t3"."name"), '}') END, '}') END,
  ',"treatments":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t4"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"name":', json_quote("t5"."name"), '}') AS "element1"
      FROM (
        SELECT "t6"."row_id" AS "key0"
        FROM "tag" AS "t6"
        WHERE "t6"."row_id" IN (
          SELECT "t7"."tag_row_id"
          FROM "clinic_treatment" AS "t7"
          WHERE "t7"."clinic_row_id" = "t1"."row_id"
        ) AND TRUE
        ORDER BY "t6"."name_key" ASC, "t6"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "tag" AS "t5" ON "t5"."row_id" = "keys"."key0"
    ) AS "t4"
  ),
  ',"experts":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t8"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"name":', json_quote("t9"."name"),
        ',"credentials":', coalesce("t9"."credentials", 'null'), '}') AS "element1"
      FROM (
        SELECT "t10"."row_id" AS "key0"
        FROM "expert" AS "t10"
        WHERE "t10"."clinic_row_id" = "t1"."row_id" AND TRUE
        ORDER BY "t10"."name_key" ASC, "t10"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "expert" AS "t9" ON "t9"."row_id" = "keys"."key0"
    ) AS "t8"
  ),
  ',"posts":', (
    SELECT concat(
      '{"totalCount":', json_quote((
        SELECT count(*)
        FROM (
          SELECT 1
          FROM "contribution" AS "t12"
          WHERE "t12"."clinic_row_id" = "t1"."row_id" AND "t12"."visible_from" <= ? AND NOT EXISTS (
            SELECT 1
            FROM "contribution" AS "t14"
            WHERE "t14"."post_row_id" = "t12"."post_row_id" AND +"t14"."clinic_row_id" = "t12"."clinic_row_id" AND "t14"."row_id" < "t12"."row_id"
          )
          LIMIT 10000
        ) AS "t15"
      )),
      ',"nodes":', concat('[', group_concat("t11"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"title":', json_quote("t16"."title"), '}') AS "element1"
      FROM (
        SELECT "t18"."row_id" AS "key0"
        FROM "contribution" AS "t17"
        CROSS JOIN "post" AS "t18" ON "t18"."row_id" = "t17"."post_row_id"
        WHERE "t17"."clinic_row_id" = "t1"."row_id" AND "t17"."visible_from" <= ? AND NOT EXISTS (
          SELECT 1
          FROM "contribution" AS "t19"
          WHERE "t19"."post_row_id" = "t17"."post_row_id" AND +"t19"."clinic_row_id" = "t17"."clinic_row_id" AND "t19"."row_id" < "t17"."row_id"
        )
        ORDER BY "t17"."visible_from" DESC, "t18"."id" DESC
        LIMIT 5
      ) AS "keys"
      CROSS JOIN "post" AS "t16" ON "t16"."row_id" = "keys"."key0"
    ) AS "t11"
  ), '}') AS BLOB) AS json
FROM "clinic" AS "t1"
LEFT JOIN "region" AS "t2" ON "t1"."region_row_id" = "t2"."row_id"
LEFT JOIN "region" AS "t3" ON "t2"."parent_row_id" = "t3"."row_id"
WHERE "t1"."slug" = ? AND TRUE;
