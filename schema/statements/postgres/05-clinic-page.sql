-- clinic
SELECT CAST(((
  '{"name":' || coalesce(CAST(to_json("t1"."name") AS text), 'null') ||
  ',"tagline":' || coalesce(CAST(to_json("t1"."tagline") AS text), 'null') ||
  ',"website":' || coalesce(CAST(to_json("t1"."website") AS text), 'null') ||
  ',"city":' || coalesce(CAST(to_json("t1"."city") AS text), 'null') ||
  ',"telehealth":' || CASE WHEN "t1"."telehealth" THEN 'true' WHEN NOT "t1"."telehealth" THEN 'false' ELSE 'null' END ||
  ',"location":' || CASE WHEN "t1"."latitude" IS NULL AND "t1"."longitude" IS NULL THEN 'null' ELSE (
    '{"latitude":' || CASE WHEN "t1"."latitude" = 0 THEN '0'
    WHEN abs("t1"."latitude") >= 1e21 THEN CAST("t1"."latitude" AS text)
    WHEN abs("t1"."latitude") < 1e-6 THEN replace(CAST("t1"."latitude" AS text), 'e-0', 'e-')
    ELSE coalesce(CAST(CAST(CAST("t1"."latitude" AS text) AS numeric) AS text), 'null') END ||
    ',"longitude":' || CASE WHEN "t1"."longitude" = 0 THEN '0'
    WHEN abs("t1"."longitude") >= 1e21 THEN CAST("t1"."longitude" AS text)
    WHEN abs("t1"."longitude") < 1e-6 THEN replace(CAST("t1"."longitude" AS text), 'e-0', 'e-')
    ELSE coalesce(CAST(CAST(CAST("t1"."longitude" AS text) AS numeric) AS text), 'null') END || '}') END ||
  ',"region":' || CASE WHEN "t2"."row_id" IS NULL THEN 'null' ELSE (
    '{"name":' || coalesce(CAST(to_json("t2"."name") AS text), 'null') ||
    ',"kind":' || coalesce(CAST(to_json("t2"."kind") AS text), 'null') ||
    ',"parent":' || CASE WHEN "t3"."row_id" IS NULL THEN 'null' ELSE (
      '{"name":' || coalesce(CAST(to_json("t3"."name") AS text), 'null') || '}') END || '}') END ||
  ',"treatments":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t4"."element1", ',' ORDER BY "t4"."key1" ASC, "t4"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"name":' || coalesce(CAST(to_json("t5"."name") AS text), 'null') || '}') AS "element1", "t5"."key1", "t5"."key2"
      FROM (
        SELECT "t6".*, "t6"."name_key" AS "key1", "t6"."id" AS "key2"
        FROM "tag" AS "t6"
        WHERE "t6"."row_id" IN (
          SELECT "t7"."tag_row_id"
          FROM "clinic_treatment" AS "t7"
          WHERE "t7"."clinic_row_id" = "t1"."row_id"
        ) AND TRUE
        ORDER BY "t6"."name_key" ASC, "t6"."id" ASC
        LIMIT 20
      ) AS "t5"
    ) AS "t4"
  )) || (
  ',"experts":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t8"."element1", ',' ORDER BY "t8"."key1" ASC, "t8"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"name":' || coalesce(CAST(to_json("t9"."name") AS text), 'null') ||
        ',"credentials":' || coalesce("t9"."credentials", 'null') || '}') AS "element1", "t9"."key1", "t9"."key2"
      FROM (
        SELECT "t10".*, "t10"."name_key" AS "key1", "t10"."id" AS "key2"
        FROM "expert" AS "t10"
        WHERE "t10"."clinic_row_id" = "t1"."row_id" AND TRUE
        ORDER BY "t10"."name_key" ASC, "t10"."id" ASC
        LIMIT 20
      ) AS "t9"
    ) AS "t8"
  ) ||
  ',"posts":' || (
    SELECT (
      '{"totalCount":' || coalesce(CAST((
        SELECT count(*)
        FROM (
          SELECT 1
          FROM "contribution" AS "t12"
          WHERE "t12"."clinic_row_id" = "t1"."row_id" AND "t12"."visible_from" <= $1 AND NOT EXISTS (
            SELECT 1
            FROM "contribution" AS "t14"
            WHERE "t14"."post_row_id" = "t12"."post_row_id" AND "t14"."clinic_row_id" = "t12"."clinic_row_id" AND "t14"."row_id" < "t12"."row_id"
          )
          LIMIT 10000
        ) AS "t15"
      ) AS text), 'null') ||
      ',"nodes":' || ('[' || coalesce(string_agg("t11"."element1", ',' ORDER BY "t11"."key1" DESC, "t11"."key2" DESC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"title":' || coalesce(CAST(to_json("t16"."title") AS text), 'null') || '}') AS "element1", "t16"."key1", "t16"."key2"
      FROM (
        SELECT "t18".*, "t17"."visible_from" AS "key1", "t18"."id" AS "key2"
        FROM "contribution" AS "t17"
        JOIN "post" AS "t18" ON "t18"."row_id" = "t17"."post_row_id"
        WHERE "t17"."clinic_row_id" = "t1"."row_id" AND "t17"."visible_from" <= $1 AND NOT EXISTS (
          SELECT 1
          FROM "contribution" AS "t19"
          WHERE "t19"."post_row_id" = "t17"."post_row_id" AND "t19"."clinic_row_id" = "t17"."clinic_row_id" AND "t19"."row_id" < "t17"."row_id"
        )
        ORDER BY "t17"."visible_from" DESC, "t18"."id" DESC
        LIMIT 5
      ) AS "t16"
    ) AS "t11"
  ) || '}')) AS text) AS json
FROM "clinic" AS "t1"
LEFT JOIN "region" AS "t2" ON "t1"."region_row_id" = "t2"."row_id"
LEFT JOIN "region" AS "t3" ON "t2"."parent_row_id" = "t3"."row_id"
WHERE "t1"."slug" = $2 AND TRUE;
