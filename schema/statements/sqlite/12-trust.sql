-- post
SELECT CAST(concat(
  '{"title":', json_quote("t1"."title"),
  ',"publishedAt":', json_quote("t1"."published_at"),
  ',"updatedAt":', json_quote("t1"."updated_at"),
  ',"contributions":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t2"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"position":', json_quote("t3"."position"),
        ',"kind":', json_quote("t3"."kind"),
        ',"attribution":', concat(
          '{"honorific":', json_quote("t3"."attribution_honorific"),
          ',"name":', json_quote("t3"."attribution_name"),
          ',"credentials":', coalesce("t3"."attribution_credentials", 'null'),
          ',"title":', json_quote("t3"."attribution_title"),
          ',"clinicName":', json_quote("t3"."attribution_clinic_name"), '}'),
        ',"differsFromProfile":', CASE WHEN "t3"."attribution_honorific" IS DISTINCT FROM "t4"."honorific" OR "t3"."attribution_name" IS DISTINCT FROM "t4"."name" OR "t3"."attribution_credentials" IS DISTINCT FROM "t4"."credentials" OR "t3"."attribution_title" IS DISTINCT FROM "t4"."title" OR "t3"."attribution_clinic_name" IS DISTINCT FROM "t5"."name" THEN 'true' ELSE 'false' END,
        ',"expert":', CASE WHEN "t4"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"slug":', json_quote("t4"."slug"),
          ',"name":', json_quote("t4"."name"),
          ',"credentials":', coalesce("t4"."credentials", 'null'),
          ',"title":', json_quote("t4"."title"),
          ',"clinic":', CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE concat(
            '{"name":', json_quote("t5"."name"), '}') END, '}') END, '}') AS "element1"
      FROM (
        SELECT "t6"."row_id" AS "key0"
        FROM "contribution" AS "t6"
        WHERE "t6"."post_row_id" = "t1"."row_id"
        ORDER BY "t6"."position" ASC, "t6"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "contribution" AS "t3" ON "t3"."row_id" = "keys"."key0"
      LEFT JOIN "expert" AS "t4" ON "t3"."expert_row_id" = "t4"."row_id"
      LEFT JOIN "clinic" AS "t5" ON "t4"."clinic_row_id" = "t5"."row_id"
    ) AS "t2"
  ),
  ',"medicalReview":', CASE WHEN "t7"."post_row_id" IS NULL THEN 'null' ELSE concat(
    '{"reviewer":', concat(
      '{"honorific":', json_quote("t7"."reviewer_honorific"),
      ',"name":', json_quote("t7"."reviewer_name"),
      ',"credentials":', coalesce("t7"."reviewer_credentials", 'null'),
      ',"title":', json_quote("t7"."reviewer_title"),
      ',"clinicName":', json_quote("t7"."reviewer_clinic_name"), '}'),
    ',"expert":', CASE WHEN "t8"."row_id" IS NULL THEN 'null' ELSE concat(
      '{"slug":', json_quote("t8"."slug"), '}') END,
    ',"reviewedOn":', json_quote("t7"."reviewed_on"),
    ',"nextDue":', json_quote("t7"."next_due"),
    ',"isOverdue":', CASE WHEN "t7"."overdue_from" <= ? THEN 'true' ELSE 'false' END, '}') END,
  ',"corrections":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t9"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"correctedOn":', json_quote("t10"."corrected_on"),
        ',"body":', json_quote("t10"."body_text"), '}') AS "element1"
      FROM (
        SELECT "t11"."row_id" AS "key0"
        FROM "correction" AS "t11"
        WHERE "t11"."post_row_id" = "t1"."row_id"
        ORDER BY "t11"."position" ASC, "t11"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "correction" AS "t10" ON "t10"."row_id" = "keys"."key0"
    ) AS "t9"
  ),
  ',"sources":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t12"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"position":', json_quote("t13"."position"),
        ',"title":', json_quote("t13"."title"),
        ',"authors":', coalesce("t13"."authors", 'null'),
        ',"publisher":', json_quote("t13"."publisher"),
        ',"year":', json_quote("t13"."year"),
        ',"doi":', json_quote("t13"."doi"),
        ',"url":', json_quote("t13"."url"), '}') AS "element1"
      FROM (
        SELECT "t14"."row_id" AS "key0"
        FROM "source" AS "t14"
        WHERE "t14"."post_row_id" = "t1"."row_id"
        ORDER BY "t14"."position" ASC, "t14"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "source" AS "t13" ON "t13"."row_id" = "keys"."key0"
    ) AS "t12"
  ), '}') AS BLOB) AS json
FROM "post" AS "t1"
LEFT JOIN "medical_review" AS "t7" ON "t7"."post_row_id" = "t1"."row_id"
LEFT JOIN "expert" AS "t8" ON "t7"."expert_row_id" = "t8"."row_id"
WHERE "t1"."slug" = ? AND +"t1"."status" = ? AND +"t1"."published_at" <= ?;
