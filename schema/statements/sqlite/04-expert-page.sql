-- expert
SELECT CAST(concat(
  '{"id":', json_quote("t1"."id"),
  ',"honorific":', json_quote("t1"."honorific"),
  ',"name":', json_quote("t1"."name"),
  ',"credentials":', coalesce("t1"."credentials", 'null'),
  ',"title":', json_quote("t1"."title"),
  ',"bio":', json_quote("t1"."bio_html"),
  ',"clinic":', CASE WHEN "t2"."row_id" IS NULL THEN 'null' ELSE concat(
    '{"name":', json_quote("t2"."name"),
    ',"tagline":', json_quote("t2"."tagline"),
    ',"telehealth":', CASE "t2"."telehealth" WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END, '}') END,
  ',"contributions":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t3"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"kind":', json_quote("t4"."kind"),
        ',"body":', json_quote("t4"."body_html"),
        ',"attribution":', concat(
          '{"title":', json_quote("t4"."attribution_title"),
          ',"clinicName":', json_quote("t4"."attribution_clinic_name"), '}'),
        ',"post":', CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"slug":', json_quote("t5"."slug"),
          ',"title":', json_quote("t5"."title"),
          ',"publishedAt":', json_quote("t5"."published_at"), '}') END, '}') AS "element1"
      FROM (
        SELECT "t6"."row_id" AS "key0"
        FROM "contribution" AS "t6"
        LEFT JOIN "post" AS "t7" ON "t6"."post_row_id" = "t7"."row_id"
        WHERE "t6"."expert_row_id" = "t1"."row_id" AND "t6"."visible_from" <= ?
        ORDER BY "t6"."visible_from" DESC, "t7"."id" DESC, "t6"."position" ASC, "t6"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "contribution" AS "t4" ON "t4"."row_id" = "keys"."key0"
      LEFT JOIN "post" AS "t5" ON "t4"."post_row_id" = "t5"."row_id" AND +"t5"."status" = ? AND +"t5"."published_at" <= ?
    ) AS "t3"
  ), '}') AS BLOB) AS json
FROM "expert" AS "t1"
LEFT JOIN "clinic" AS "t2" ON "t1"."clinic_row_id" = "t2"."row_id"
WHERE "t1"."slug" = ? AND TRUE;
