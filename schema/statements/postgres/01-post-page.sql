-- post
SELECT CAST(((
  '{"title":' || coalesce(CAST(to_json("t1"."title") AS text), 'null') ||
  ',"publishedAt":' || coalesce(CAST(to_json("t1"."published_at") AS text), 'null') ||
  ',"author":' || CASE WHEN "t2"."row_id" IS NULL THEN 'null' ELSE (
    '{"name":' || coalesce(CAST(to_json("t2"."name") AS text), 'null') || '}') END ||
  ',"contributions":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t3"."element1", ',' ORDER BY "t3"."key1" ASC, "t3"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"position":' || coalesce(CAST("t4"."position" AS text), 'null') ||
        ',"kind":' || coalesce(CAST(to_json("t4"."kind") AS text), 'null') ||
        ',"attribution":' || (
          '{"honorific":' || coalesce(CAST(to_json("t4"."attribution_honorific") AS text), 'null') ||
          ',"name":' || coalesce(CAST(to_json("t4"."attribution_name") AS text), 'null') ||
          ',"credentials":' || coalesce("t4"."attribution_credentials", 'null') ||
          ',"title":' || coalesce(CAST(to_json("t4"."attribution_title") AS text), 'null') ||
          ',"clinicName":' || coalesce(CAST(to_json("t4"."attribution_clinic_name") AS text), 'null') || '}') ||
        ',"expert":' || CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE (
          '{"slug":' || coalesce(CAST(to_json("t5"."slug") AS text), 'null') ||
          ',"name":' || coalesce(CAST(to_json("t5"."name") AS text), 'null') ||
          ',"credentials":' || coalesce("t5"."credentials", 'null') ||
          ',"clinic":' || CASE WHEN "t6"."row_id" IS NULL THEN 'null' ELSE (
            '{"name":' || coalesce(CAST(to_json("t6"."name") AS text), 'null') ||
            ',"region":' || CASE WHEN "t7"."row_id" IS NULL THEN 'null' ELSE (
              '{"name":' || coalesce(CAST(to_json("t7"."name") AS text), 'null') || '}') END || '}') END || '}') END ||
        ',"body":' || coalesce(CAST(to_json("t4"."body_text") AS text), 'null') || '}') AS "element1", "t4"."key1", "t4"."key2"
      FROM (
        SELECT "t8".*, "t8"."position" AS "key1", "t8"."id" AS "key2"
        FROM "contribution" AS "t8"
        WHERE "t8"."post_row_id" = "t1"."row_id"
        ORDER BY "t8"."position" ASC, "t8"."id" ASC
        LIMIT 20
      ) AS "t4"
      LEFT JOIN "expert" AS "t5" ON "t4"."expert_row_id" = "t5"."row_id"
      LEFT JOIN "clinic" AS "t6" ON "t5"."clinic_row_id" = "t6"."row_id"
      LEFT JOIN "region" AS "t7" ON "t6"."region_row_id" = "t7"."row_id"
    ) AS "t3"
  ) ||
  ',"tags":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t9"."element1", ',' ORDER BY "t9"."key1" ASC, "t9"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"name":' || coalesce(CAST(to_json("t10"."name") AS text), 'null') ||
        ',"kind":' || coalesce(CAST(to_json("t10"."kind") AS text), 'null') || '}') AS "element1", "t10"."key1", "t10"."key2"
      FROM (
        SELECT "t11".*, "t11"."name_key" AS "key1", "t11"."id" AS "key2"
        FROM "tag" AS "t11"
        WHERE "t11"."row_id" IN (
          SELECT "t12"."tag_row_id"
          FROM "post_tag" AS "t12"
          WHERE "t12"."post_row_id" = "t1"."row_id"
        ) AND TRUE
        ORDER BY "t11"."name_key" ASC, "t11"."id" ASC
        LIMIT 20
      ) AS "t10"
    ) AS "t9"
  ) ||
  ',"links":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t13"."element1", ',' ORDER BY "t13"."key1" ASC, "t13"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"title":' || coalesce(CAST(to_json("t14"."title") AS text), 'null') ||
        ',"post":' || CASE WHEN "t15"."row_id" IS NULL THEN 'null' ELSE (
          '{"slug":' || coalesce(CAST(to_json("t15"."slug") AS text), 'null') || '}') END || '}') AS "element1", "t14"."key1", "t14"."key2"
      FROM (
        SELECT "t16".*, "t16"."position" AS "key1", "t16"."id" AS "key2"
        FROM "link" AS "t16"
        WHERE "t16"."source_row_id" = "t1"."row_id" AND "t16"."kind" IN ($1)
        ORDER BY "t16"."position" ASC, "t16"."id" ASC
        LIMIT 20
      ) AS "t14"
      LEFT JOIN "post" AS "t15" ON "t14"."post_row_id" = "t15"."row_id" AND "t15"."status" = $2 AND "t15"."published_at" <= $3
    ) AS "t13"
  ) ||
  ',"excerpt":' || coalesce(CAST(to_json("t1"."excerpt") AS text), 'null') ||
  ',"body":' || coalesce(CAST(to_json("t17"."html") AS text), 'null')) || ('}')) AS text) AS json
FROM "post" AS "t1"
LEFT JOIN "author" AS "t2" ON "t1"."author_row_id" = "t2"."row_id"
LEFT JOIN "post_body" AS "t17" ON "t17"."post_row_id" = "t1"."row_id"
WHERE "t1"."slug" = $4 AND "t1"."status" = $5 AND "t1"."published_at" <= $3;
