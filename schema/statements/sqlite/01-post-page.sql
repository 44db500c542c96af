-- post
SELECT CAST(concat(
  '{"title":', json_quote("t1"."title"),
  ',"publishedAt":', json_quote("t1"."published_at"),
  ',"author":', CASE WHEN "t2"."row_id" IS NULL THEN 'null' ELSE concat(
    '{"name":', json_quote("t2"."name"), '}') END,
  ',"contributions":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t3"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"position":', json_quote("t4"."position"),
        ',"kind":', json_quote("t4"."kind"),
        ',"attribution":', concat(
          '{"honorific":', json_quote("t4"."attribution_honorific"),
          ',"name":', json_quote("t4"."attribution_name"),
          ',"credentials":', coalesce("t4"."attribution_credentials", 'null'),
          ',"title":', json_quote("t4"."attribution_title"),
          ',"clinicName":', json_quote("t4"."attribution_clinic_name"), '}'),
        ',"expert":', CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"slug":', json_quote("t5"."slug"),
          ',"name":', json_quote("t5"."name"),
          ',"credentials":', coalesce("t5"."credentials", 'null'),
          ',"clinic":', CASE WHEN "t6"."row_id" IS NULL THEN 'null' ELSE concat(
            '{"name":', json_quote("t6"."name"),
            ',"region":', CASE WHEN "t7"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"name":', json_quote("t7"."name"), '}') END, '}') END, '}') END,
        ',"body":', json_quote("t4"."body_text"), '}') AS "element1"
      FROM (
        SELECT "t8"."row_id" AS "key0"
        FROM "contribution" AS "t8"
        WHERE "t8"."post_row_id" = "t1"."row_id"
        ORDER BY "t8"."position" ASC, "t8"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "contribution" AS "t4" ON "t4"."row_id" = "keys"."key0"
      LEFT JOIN "expert" AS "t5" ON "t4"."expert_row_id" = "t5"."row_id"
      LEFT JOIN "clinic" AS "t6" ON "t5"."clinic_row_id" = "t6"."row_id"
      LEFT JOIN "region" AS "t7" ON "t6"."region_row_id" = "t7"."row_id"
    ) AS "t3"
  ),
  ',"tags":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t9"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"name":', json_quote("t10"."name"),
        ',"kind":', json_quote("t10"."kind"), '}') AS "element1"
      FROM (
        SELECT "t11"."row_id" AS "key0"
        FROM "tag" AS "t11"
        WHERE "t11"."row_id" IN (
          SELECT "t12"."tag_row_id"
          FROM "post_tag" AS "t12"
          WHERE "t12"."post_row_id" = "t1"."row_id"
        ) AND TRUE
        ORDER BY "t11"."name_key" ASC, "t11"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "tag" AS "t10" ON "t10"."row_id" = "keys"."key0"
    ) AS "t9"
  ),
  ',"links":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t13"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"title":', json_quote("t14"."title"),
        ',"post":', CASE WHEN "t15"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"slug":', json_quote("t15"."slug"), '}') END, '}') AS "element1"
      FROM (
        SELECT "t16"."row_id" AS "key0"
        FROM "link" AS "t16"
        WHERE "t16"."source_row_id" = "t1"."row_id" AND "t16"."kind" IN (?)
        ORDER BY "t16"."position" ASC, "t16"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "link" AS "t14" ON "t14"."row_id" = "keys"."key0"
      LEFT JOIN "post" AS "t15" ON "t14"."post_row_id" = "t15"."row_id" AND +"t15"."status" = ? AND +"t15"."published_at" <= ?
    ) AS "t13"
  ),
  ',"excerpt":', json_quote("t1"."excerpt"),
  ',"body":', json_quote("t17"."html"), '}') AS BLOB) AS json
FROM "post" AS "t1"
LEFT JOIN "author" AS "t2" ON "t1"."author_row_id" = "t2"."row_id"
LEFT JOIN "post_body" AS "t17" ON "t17"."post_row_id" = "t1"."row_id"
WHERE "t1"."slug" = ? AND +"t1"."status" = ? AND +"t1"."published_at" <= ?;
