-- post
SELECT CAST(concat(
  '{"title":', json_quote("t1"."title"),
  ',"url":', json_quote((CAST(? AS text) || '/posts/' || "t1"."slug")),
  ',"contributions":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t2"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"url":', json_quote((CAST(? AS text) || '/posts/' || "t4"."slug" || '#contribution-' || "t3"."position")),
        ',"kind":', json_quote("t3"."kind"),
        ',"attribution":', concat(
          '{"name":', json_quote("t3"."attribution_name"),
          ',"credentials":', coalesce("t3"."attribution_credentials", 'null'), '}'),
        ',"apa":', concat(
          '{"id":', json_quote("t3"."id"),
          ',"url":', json_quote((CAST(? AS text) || '/posts/' || "t4"."slug" || '#contribution-' || "t3"."position")),
          ',"kind":', json_quote("t3"."kind"),
          ',"text":', json_quote("t3"."body_text"),
          ',"attribution":', concat(
            '{"honorific":', json_quote("t3"."attribution_honorific"),
            ',"name":', json_quote("t3"."attribution_name"),
            ',"credentials":', coalesce("t3"."attribution_credentials", 'null'),
            ',"title":', json_quote("t3"."attribution_title"),
            ',"clinicName":', json_quote("t3"."attribution_clinic_name"), '}'),
          ',"post":', CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE concat(
            '{"title":', json_quote("t5"."title"),
            ',"publishedAt":', json_quote("t5"."published_at"),
            ',"author":', CASE WHEN "t6"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"name":', json_quote("t6"."name"),
              ',"kind":', json_quote("t6"."kind"), '}') END, '}') END, '}'),
        ',"mla":', concat(
          '{"id":', json_quote("t3"."id"),
          ',"url":', json_quote((CAST(? AS text) || '/posts/' || "t4"."slug" || '#contribution-' || "t3"."position")),
          ',"kind":', json_quote("t3"."kind"),
          ',"text":', json_quote("t3"."body_text"),
          ',"attribution":', concat(
            '{"honorific":', json_quote("t3"."attribution_honorific"),
            ',"name":', json_quote("t3"."attribution_name"),
            ',"credentials":', coalesce("t3"."attribution_credentials", 'null'),
            ',"title":', json_quote("t3"."attribution_title"),
            ',"clinicName":', json_quote("t3"."attribution_clinic_name"), '}'),
          ',"post":', CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE concat(
            '{"title":', json_quote("t5"."title"),
            ',"publishedAt":', json_quote("t5"."published_at"),
            ',"author":', CASE WHEN "t6"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"name":', json_quote("t6"."name"),
              ',"kind":', json_quote("t6"."kind"), '}') END, '}') END, '}'),
        ',"cslJson":', concat(
          '{"id":', json_quote("t3"."id"),
          ',"url":', json_quote((CAST(? AS text) || '/posts/' || "t4"."slug" || '#contribution-' || "t3"."position")),
          ',"kind":', json_quote("t3"."kind"),
          ',"text":', json_quote("t3"."body_text"),
          ',"attribution":', concat(
            '{"honorific":', json_quote("t3"."attribution_honorific"),
            ',"name":', json_quote("t3"."attribution_name"),
            ',"credentials":', coalesce("t3"."attribution_credentials", 'null'),
            ',"title":', json_quote("t3"."attribution_title"),
            ',"clinicName":', json_quote("t3"."attribution_clinic_name"), '}'),
          ',"post":', CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE concat(
            '{"title":', json_quote("t5"."title"),
            ',"publishedAt":', json_quote("t5"."published_at"),
            ',"author":', CASE WHEN "t6"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"name":', json_quote("t6"."name"),
              ',"kind":', json_quote("t6"."kind"), '}') END, '}') END, '}'), '}') AS "element1"
      FROM (
        SELECT "t7"."row_id" AS "key0"
        FROM "contribution" AS "t7"
        WHERE "t7"."post_row_id" = "t1"."row_id"
        ORDER BY "t7"."position" ASC, "t7"."id" ASC
        LIMIT 10
      ) AS "keys"
      CROSS JOIN "contribution" AS "t3" ON "t3"."row_id" = "keys"."key0"
      LEFT JOIN "post" AS "t4" ON "t3"."post_row_id" = "t4"."row_id"
      LEFT JOIN "post" AS "t5" ON "t3"."post_row_id" = "t5"."row_id" AND +"t5"."status" = ? AND +"t5"."published_at" <= ?
      LEFT JOIN "author" AS "t6" ON "t5"."author_row_id" = "t6"."row_id"
    ) AS "t2"
  ), '}') AS BLOB) AS json
FROM "post" AS "t1"
WHERE "t1"."slug" = ? AND +"t1"."status" = ? AND +"t1"."published_at" <= ?;
