-- post
SELECT CAST((
  '{"title":' || coalesce(CAST(to_json("t1"."title") AS text), 'null') ||
  ',"publishedAt":' || coalesce(CAST(to_json("t1"."published_at") AS text), 'null') ||
  ',"updatedAt":' || coalesce(CAST(to_json("t1"."updated_at") AS text), 'null') ||
  ',"contributions":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t2"."element1", ',' ORDER BY "t2"."key1" ASC, "t2"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"position":' || coalesce(CAST("t3"."position" AS text), 'null') ||
        ',"kind":' || coalesce(CAST(to_json("t3"."kind") AS text), 'null') ||
        ',"attribution":' || (
          '{"honorific":' || coalesce(CAST(to_json("t3"."attribution_honorific") AS text), 'null') ||
          ',"name":' || coalesce(CAST(to_json("t3"."attribution_name") AS text), 'null') ||
          ',"credentials":' || coalesce("t3"."attribution_credentials", 'null') ||
          ',"title":' || coalesce(CAST(to_json("t3"."attribution_title") AS text), 'null') ||
          ',"clinicName":' || coalesce(CAST(to_json("t3"."attribution_clinic_name") AS text), 'null') || '}') ||
        ',"differsFromProfile":' || CASE WHEN "t3"."attribution_honorific" IS DISTINCT FROM "t4"."honorific" OR "t3"."attribution_name" IS DISTINCT FROM "t4"."name" OR "t3"."attribution_credentials" IS DISTINCT FROM "t4"."credentials" OR "t3"."attribution_title" IS DISTINCT FROM "t4"."title" OR "t3"."attribution_clinic_name" IS DISTINCT FROM "t5"."name" THEN 'true' ELSE 'false' END ||
        ',"expert":' || CASE WHEN "t4"."row_id" IS NULL THEN 'null' ELSE (
          '{"slug":' || coalesce(CAST(to_json("t4"."slug") AS text), 'null') ||
          ',"name":' || coalesce(CAST(to_json("t4"."name") AS text), 'null') ||
          ',"credentials":' || coalesce("t4"."credentials", 'null') ||
          ',"title":' || coalesce(CAST(to_json("t4"."title") AS text), 'null') ||
          ',"clinic":' || CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE (
            '{"name":' || coalesce(CAST(to_json("t5"."name") AS text), 'null') || '}') END || '}') END || '}') AS "element1", "t3"."key1", "t3"."key2"
      FROM (
        SELECT "t6".*, "t6"."position" AS "key1", "t6"."id" AS "key2"
        FROM "contribution" AS "t6"
        WHERE "t6"."post_row_id" = "t1"."row_id"
        ORDER BY "t6"."position" ASC, "t6"."id" ASC
        LIMIT 20
      ) AS "t3"
      LEFT JOIN "expert" AS "t4" ON "t3"."expert_row_id" = "t4"."row_id"
      LEFT JOIN "clinic" AS "t5" ON "t4"."clinic_row_id" = "t5"."row_id"
    ) AS "t2"
  ) ||
  ',"medicalReview":' || CASE WHEN "t7"."post_row_id" IS NULL THEN 'null' ELSE (
    '{"reviewer":' || (
      '{"honorific":' || coalesce(CAST(to_json("t7"."reviewer_honorific") AS text), 'null') ||
      ',"name":' || coalesce(CAST(to_json("t7"."reviewer_name") AS text), 'null') ||
      ',"credentials":' || coalesce("t7"."reviewer_credentials", 'null') ||
      ',"title":' || coalesce(CAST(to_json("t7"."reviewer_title") AS text), 'null') ||
      ',"clinicName":' || coalesce(CAST(to_json("t7"."reviewer_clinic_name") AS text), 'null') || '}') ||
    ',"expert":' || CASE WHEN "t8"."row_id" IS NULL THEN 'null' ELSE (
      '{"slug":' || coalesce(CAST(to_json("t8"."slug") AS text), 'null') || '}') END ||
    ',"reviewedOn":' || coalesce(CAST(to_json("t7"."reviewed_on") AS text), 'null') ||
    ',"nextDue":' || coalesce(CAST(to_json("t7"."next_due") AS text), 'null') ||
    ',"isOverdue":' || CASE WHEN "t7"."overdue_from" <= $1 THEN 'true' ELSE 'false' END || '}') END ||
  ',"corrections":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t9"."element1", ',' ORDER BY "t9"."key1" ASC, "t9"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"correctedOn":' || coalesce(CAST(to_json("t10"."corrected_on") AS text), 'null') ||
        ',"body":' || coalesce(CAST(to_json("t10"."body_text") AS text), 'null') || '}') AS "element1", "t10"."key1", "t10"."key2"
      FROM (
        SELECT "t11".*, "t11"."position" AS "key1", "t11"."id" AS "key2"
        FROM "correction" AS "t11"
        WHERE "t11"."post_row_id" = "t1"."row_id"
        ORDER BY "t11"."position" ASC, "t11"."id" ASC
        LIMIT 20
      ) AS "t10"
    ) AS "t9"
  ) ||
  ',"sources":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t12"."element1", ',' ORDER BY "t12"."key1" ASC, "t12"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"position":' || coalesce(CAST("t13"."position" AS text), 'null') ||
        ',"title":' || coalesce(CAST(to_json("t13"."title") AS text), 'null') ||
        ',"authors":' || coalesce("t13"."authors", 'null') ||
        ',"publisher":' || coalesce(CAST(to_json("t13"."publisher") AS text), 'null') ||
        ',"year":' || coalesce(CAST("t13"."year" AS text), 'null') ||
        ',"doi":' || coalesce(CAST(to_json("t13"."doi") AS text), 'null') ||
        ',"url":' || coalesce(CAST(to_json("t13"."url") AS text), 'null') || '}') AS "element1", "t13"."key1", "t13"."key2"
      FROM (
        SELECT "t14".*, "t14"."position" AS "key1", "t14"."id" AS "key2"
        FROM "source" AS "t14"
        WHERE "t14"."post_row_id" = "t1"."row_id"
        ORDER BY "t14"."position" ASC, "t14"."id" ASC
        LIMIT 20
      ) AS "t13"
    ) AS "t12"
  ) || '}') AS text) AS json
FROM "post" AS "t1"
LEFT JOIN "medical_review" AS "t7" ON "t7"."post_row_id" = "t1"."row_id"
LEFT JOIN "expert" AS "t8" ON "t7"."expert_row_id" = "t8"."row_id"
WHERE "t1"."slug" = $2 AND "t1"."status" = $3 AND "t1"."published_at" <= $1;
