-- expert
SELECT CAST(((
  '{"id":' || coalesce(CAST(to_json("t1"."id") AS text), 'null') ||
  ',"honorific":' || coalesce(CAST(to_json("t1"."honorific") AS text), 'null') ||
  ',"name":' || coalesce(CAST(to_json("t1"."name") AS text), 'null') ||
  ',"credentials":' || coalesce("t1"."credentials", 'null') ||
  ',"title":' || coalesce(CAST(to_json("t1"."title") AS text), 'null') ||
  ',"bio":' || coalesce(CAST(to_json("t1"."bio_html") AS text), 'null') ||
  ',"clinic":' || CASE WHEN "t2"."row_id" IS NULL THEN 'null' ELSE (
    '{"name":' || coalesce(CAST(to_json("t2"."name") AS text), 'null') ||
    ',"tagline":' || coalesce(CAST(to_json("t2"."tagline") AS text), 'null') ||
    ',"telehealth":' || CASE WHEN "t2"."telehealth" THEN 'true' WHEN NOT "t2"."telehealth" THEN 'false' ELSE 'null' END || '}') END ||
  ',"contributions":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t3"."element1", ',' ORDER BY "t3"."key1" DESC, "t3"."key2" DESC, "t3"."key3" ASC, "t3"."key4" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"kind":' || coalesce(CAST(to_json("t4"."kind") AS text), 'null') ||
        ',"body":' || coalesce(CAST(to_json("t4"."body_html") AS text), 'null') ||
        ',"attribution":' || (
          '{"title":' || coalesce(CAST(to_json("t4"."attribution_title") AS text), 'null') ||
          ',"clinicName":' || coalesce(CAST(to_json("t4"."attribution_clinic_name") AS text), 'null') || '}') ||
        ',"post":' || CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE (
          '{"slug":' || coalesce(CAST(to_json("t5"."slug") AS text), 'null') ||
          ',"title":' || coalesce(CAST(to_json("t5"."title") AS text), 'null') ||
          ',"publishedAt":' || coalesce(CAST(to_json("t5"."published_at") AS text), 'null') || '}') END || '}') AS "element1", "t4"."key1", "t4"."key2", "t4"."key3", "t4"."key4"
      FROM (
        SELECT "t6".*, "t6"."visible_from" AS "key1", "t7"."id" AS "key2", "t6"."position" AS "key3", "t6"."id" AS "key4"
        FROM "contribution" AS "t6"
        LEFT JOIN "post" AS "t7" ON "t6"."post_row_id" = "t7"."row_id"
        WHERE "t6"."expert_row_id" = "t1"."row_id" AND "t6"."visible_from" <= $1
        ORDER BY "t6"."visible_from" DESC, "t7"."id" DESC, "t6"."position" ASC, "t6"."id" ASC
        LIMIT 20
      ) AS "t4"
      LEFT JOIN "post" AS "t5" ON "t4"."post_row_id" = "t5"."row_id" AND "t5"."status" = $2 AND "t5"."published_at" <= $1
    ) AS "t3"
  )) || ('}')) AS text) AS json
FROM "expert" AS "t1"
LEFT JOIN "clinic" AS "t2" ON "t1"."clinic_row_id" = "t2"."row_id"
WHERE "t1"."slug" = $3 AND TRUE;
