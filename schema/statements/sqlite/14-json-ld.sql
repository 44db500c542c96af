-- post
SELECT CAST(concat(
  '{"title":', json_quote("t1"."title"),
  ',"jsonLd":', concat(
    '{"title":', json_quote("t1"."title"),
    ',"excerpt":', json_quote("t1"."excerpt"),
    ',"url":', json_quote((CAST(? AS text) || '/posts/' || "t1"."slug")),
    ',"publishedAt":', json_quote("t1"."published_at"),
    ',"updatedAt":', json_quote("t1"."updated_at"),
    ',"author":', CASE WHEN "t2"."row_id" IS NULL THEN 'null' ELSE concat(
      '{"kind":', json_quote("t2"."kind"),
      ',"name":', json_quote("t2"."name"),
      ',"url":', json_quote((CAST(? AS text) || '/authors/' || "t2"."slug")), '}') END,
    ',"tags":', (
      SELECT concat(
        '{"nodes":', concat('[', group_concat("t3"."element1", ','), ']'), '}')
      FROM (
        SELECT concat(
          '{"kind":', json_quote("t4"."kind"),
          ',"name":', json_quote("t4"."name"),
          ',"url":', json_quote((CAST(? AS text) || '/tags/' || "t4"."slug")),
          ',"synonyms":', coalesce("t4"."synonyms", 'null'), '}') AS "element1"
        FROM (
          SELECT "t5"."row_id" AS "key0"
          FROM "tag" AS "t5"
          WHERE "t5"."row_id" IN (
            SELECT "t6"."tag_row_id"
            FROM "post_tag" AS "t6"
            WHERE "t6"."post_row_id" = "t1"."row_id"
          ) AND TRUE
          ORDER BY "t5"."name_key" ASC, "t5"."id" ASC
          LIMIT 30
        ) AS "keys"
        CROSS JOIN "tag" AS "t4" ON "t4"."row_id" = "keys"."key0"
      ) AS "t3"
    ),
    ',"contributions":', (
      SELECT concat(
        '{"nodes":', concat('[', group_concat("t7"."element1", ','), ']'), '}')
      FROM (
        SELECT concat(
          '{"url":', json_quote((CAST(? AS text) || '/posts/' || "t9"."slug" || '#contribution-' || "t8"."position")),
          ',"kind":', json_quote("t8"."kind"),
          ',"text":', json_quote("t8"."body_text"),
          ',"attribution":', concat(
            '{"honorific":', json_quote("t8"."attribution_honorific"),
            ',"name":', json_quote("t8"."attribution_name"),
            ',"credentials":', coalesce("t8"."attribution_credentials", 'null'),
            ',"title":', json_quote("t8"."attribution_title"),
            ',"clinicName":', json_quote("t8"."attribution_clinic_name"), '}'),
          ',"expert":', CASE WHEN "t10"."row_id" IS NULL THEN 'null' ELSE concat(
            '{"url":', json_quote((CAST(? AS text) || '/experts/' || "t10"."slug")), '}') END,
          ',"clinic":', CASE WHEN "t11"."row_id" IS NULL THEN 'null' ELSE concat(
            '{"url":', json_quote((CAST(? AS text) || '/clinics/' || "t11"."slug")), '}') END, '}') AS "element1"
        FROM (
          SELECT "t12"."row_id" AS "key0"
          FROM "contribution" AS "t12"
          WHERE "t12"."post_row_id" = "t1"."row_id"
          ORDER BY "t12"."position" ASC, "t12"."id" ASC
          LIMIT 50
        ) AS "keys"
        CROSS JOIN "contribution" AS "t8" ON "t8"."row_id" = "keys"."key0"
        LEFT JOIN "post" AS "t9" ON "t8"."post_row_id" = "t9"."row_id"
        LEFT JOIN "expert" AS "t10" ON "t8"."expert_row_id" = "t10"."row_id"
        LEFT JOIN "clinic" AS "t11" ON "t8"."clinic_row_id" = "t11"."row_id"
      ) AS "t7"
    ), '}'),
  ',"experts":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t13"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"name":', json_quote("t14"."name"),
        ',"jsonLd":', concat(
          '{"honorific":', json_quote("t14"."honorific"),
          ',"name":', json_quote("t14"."name"),
          ',"credentials":', coalesce("t14"."credentials", 'null'),
          ',"title":', json_quote("t14"."title"),
          ',"url":', json_quote((CAST(? AS text) || '/experts/' || "t14"."slug")),
          ',"bio":', json_quote("t14"."bio_text"),
          ',"clinic":', CASE WHEN "t15"."row_id" IS NULL THEN 'null' ELSE concat(
            '{"name":', json_quote("t15"."name"),
            ',"url":', json_quote((CAST(? AS text) || '/clinics/' || "t15"."slug")),
            ',"region":', CASE WHEN "t16"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"kind":', json_quote("t16"."kind"),
              ',"name":', json_quote("t16"."name"),
              ',"url":', json_quote((CAST(? AS text) || '/regions/' || "t16"."slug")),
              ',"parent":', CASE WHEN "t17"."row_id" IS NULL THEN 'null' ELSE concat(
                '{"kind":', json_quote("t17"."kind"),
                ',"name":', json_quote("t17"."name"),
                ',"url":', json_quote((CAST(? AS text) || '/regions/' || "t17"."slug")),
                ',"parent":', CASE WHEN "t18"."row_id" IS NULL THEN 'null' ELSE concat(
                  '{"kind":', json_quote("t18"."kind"),
                  ',"name":', json_quote("t18"."name"),
                  ',"url":', json_quote((CAST(? AS text) || '/regions/' || "t18"."slug")), '}') END, '}') END, '}') END, '}') END, '}'), '}') AS "element1"
      FROM (
        SELECT "t19"."row_id" AS "key0"
        FROM "expert" AS "t19"
        WHERE "t19"."row_id" IN (
          SELECT "t20"."expert_row_id"
          FROM "contribution" AS "t20"
          WHERE "t20"."post_row_id" = "t1"."row_id"
        ) AND TRUE
        ORDER BY "t19"."name_key" ASC, "t19"."id" ASC
        LIMIT 3
      ) AS "keys"
      CROSS JOIN "expert" AS "t14" ON "t14"."row_id" = "keys"."key0"
      LEFT JOIN "clinic" AS "t15" ON "t14"."clinic_row_id" = "t15"."row_id"
      LEFT JOIN "region" AS "t16" ON "t15"."region_row_id" = "t16"."row_id"
      LEFT JOIN "region" AS "t17" ON "t16"."parent_row_id" = "t17"."row_id"
      LEFT JOIN "region" AS "t18" ON "t17"."parent_row_id" = "t18"."row_id"
    ) AS "t13"
  ),
  ',"clinics":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t21"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"name":', json_quote("t22"."name"),
        ',"jsonLd":', concat(
          '{"name":', json_quote("t22"."name"),
          ',"url":', json_quote((CAST(? AS text) || '/clinics/' || "t22"."slug")),
          ',"tagline":', json_quote("t22"."tagline"),
          ',"website":', json_quote("t22"."website"),
          ',"city":', json_quote("t22"."city"),
          ',"location":', CASE WHEN "t22"."latitude" IS NULL AND "t22"."longitude" IS NULL THEN 'null' ELSE concat(
            '{"latitude":', json_number("t22"."latitude"),
            ',"longitude":', json_number("t22"."longitude"), '}') END,
          ',"region":', CASE WHEN "t23"."row_id" IS NULL THEN 'null' ELSE concat(
            '{"kind":', json_quote("t23"."kind"),
            ',"name":', json_quote("t23"."name"),
            ',"url":', json_quote((CAST(? AS text) || '/regions/' || "t23"."slug")),
            ',"parent":', CASE WHEN "t24"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"kind":', json_quote("t24"."kind"),
              ',"name":', json_quote("t24"."name"),
              ',"url":', json_quote((CAST(? AS text) || '/regions/' || "t24"."slug")),
              ',"parent":', CASE WHEN "t25"."row_id" IS NULL THEN 'null' ELSE concat(
                '{"kind":', json_quote("t25"."kind"),
                ',"name":', json_quote("t25"."name"),
                ',"url":', json_quote((CAST(? AS text) || '/regions/' || "t25"."slug")), '}') END, '}') END, '}') END,
          ',"treatments":', (
            SELECT concat(
              '{"nodes":', concat('[', group_concat("t26"."element1", ','), ']'), '}')
            FROM (
              SELECT concat(
                '{"kind":', json_quote("t27"."kind"),
                ',"name":', json_quote("t27"."name"),
                ',"url":', json_quote((CAST(? AS text) || '/tags/' || "t27"."slug")),
                ',"synonyms":', coalesce("t27"."synonyms", 'null'), '}') AS "element1"
              FROM (
                SELECT "t28"."row_id" AS "key0"
                FROM "tag" AS "t28"
                WHERE "t28"."row_id" IN (
                  SELECT "t29"."tag_row_id"
                  FROM "clinic_treatment" AS "t29"
                  WHERE "t29"."clinic_row_id" = "t22"."row_id"
                ) AND TRUE
                ORDER BY "t28"."name_key" ASC, "t28"."id" ASC
                LIMIT 30
              ) AS "keys"
              CROSS JOIN "tag" AS "t27" ON "t27"."row_id" = "keys"."key0"
            ) AS "t26"
          ), '}'), '}') AS "element1"
      FROM (
        SELECT "t30"."row_id" AS "key0"
        FROM "clinic" AS "t30"
        WHERE "t30"."row_id" IN (
          SELECT "t31"."clinic_row_id"
          FROM "contribution" AS "t31"
          WHERE "t31"."post_row_id" = "t1"."row_id"
        ) AND TRUE
        ORDER BY "t30"."name_key" ASC, "t30"."id" ASC
        LIMIT 3
      ) AS "keys"
      CROSS JOIN "clinic" AS "t22" ON "t22"."row_id" = "keys"."key0"
      LEFT JOIN "region" AS "t23" ON "t22"."region_row_id" = "t23"."row_id"
      LEFT JOIN "region" AS "t24" ON "t23"."parent_row_id" = "t24"."row_id"
      LEFT JOIN "region" AS "t25" ON "t24"."parent_row_id" = "t25"."row_id"
    ) AS "t21"
  ), '}') AS BLOB) AS json
FROM "post" AS "t1"
LEFT JOIN "author" AS "t2" ON "t1"."author_row_id" = "t2"."row_id"
WHERE "t1"."slug" = ? AND +"t1"."status" = ? AND +"t1"."published_at" <= ?;
