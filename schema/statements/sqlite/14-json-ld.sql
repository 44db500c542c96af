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
    ),
    ',"medicalReview":', CASE WHEN "t13"."post_row_id" IS NULL THEN 'null' ELSE concat(
      '{"reviewedOn":', json_quote("t13"."reviewed_on"),
      ',"reviewer":', concat(
        '{"honorific":', json_quote("t13"."reviewer_honorific"),
        ',"name":', json_quote("t13"."reviewer_name"),
        ',"credentials":', coalesce("t13"."reviewer_credentials", 'null'),
        ',"title":', json_quote("t13"."reviewer_title"), '}'),
      ',"expert":', CASE WHEN "t14"."row_id" IS NULL THEN 'null' ELSE concat(
        '{"url":', json_quote((CAST(? AS text) || '/experts/' || "t14"."slug")), '}') END, '}') END,
    ',"sources":', (
      SELECT concat(
        '{"nodes":', concat('[', group_concat("t15"."element1", ','), ']'), '}')
      FROM (
        SELECT concat(
          '{"title":', json_quote("t16"."title"),
          ',"url":', json_quote("t16"."url"),
          ',"doi":', json_quote("t16"."doi"),
          ',"authors":', coalesce("t16"."authors", 'null'),
          ',"publisher":', json_quote("t16"."publisher"),
          ',"year":', json_quote("t16"."year"), '}') AS "element1"
        FROM (
          SELECT "t17"."row_id" AS "key0"
          FROM "source" AS "t17"
          WHERE "t17"."post_row_id" = "t1"."row_id"
          ORDER BY "t17"."position" ASC, "t17"."id" ASC
          LIMIT 30
        ) AS "keys"
        CROSS JOIN "source" AS "t16" ON "t16"."row_id" = "keys"."key0"
      ) AS "t15"
    ),
    ',"corrections":', (
      SELECT concat(
        '{"nodes":', concat('[', group_concat("t18"."element1", ','), ']'), '}')
      FROM (
        SELECT concat(
          '{"text":', json_quote("t19"."body_text"),
          ',"correctedOn":', json_quote("t19"."corrected_on"), '}') AS "element1"
        FROM (
          SELECT "t20"."row_id" AS "key0"
          FROM "correction" AS "t20"
          WHERE "t20"."post_row_id" = "t1"."row_id"
          ORDER BY "t20"."position" ASC, "t20"."id" ASC
          LIMIT 10
        ) AS "keys"
        CROSS JOIN "correction" AS "t19" ON "t19"."row_id" = "keys"."key0"
      ) AS "t18"
    ), '}'),
  ',"experts":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t21"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"name":', json_quote("t22"."name"),
        ',"jsonLd":', concat(
          '{"honorific":', json_quote("t22"."honorific"),
          ',"name":', json_quote("t22"."name"),
          ',"credentials":', coalesce("t22"."credentials", 'null'),
          ',"title":', json_quote("t22"."title"),
          ',"url":', json_quote((CAST(? AS text) || '/experts/' || "t22"."slug")),
          ',"bio":', json_quote("t22"."bio_text"),
          ',"clinic":', CASE WHEN "t23"."row_id" IS NULL THEN 'null' ELSE concat(
            '{"name":', json_quote("t23"."name"),
            ',"url":', json_quote((CAST(? AS text) || '/clinics/' || "t23"."slug")),
            ',"region":', CASE WHEN "t24"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"kind":', json_quote("t24"."kind"),
              ',"name":', json_quote("t24"."name"),
              ',"url":', json_quote((CAST(? AS text) || '/regions/' || "t24"."slug")),
              ',"parent":', CASE WHEN "t25"."row_id" IS NULL THEN 'null' ELSE concat(
                '{"kind":', json_quote("t25"."kind"),
                ',"name":', json_quote("t25"."name"),
                ',"url":', json_quote((CAST(? AS text) || '/regions/' || "t25"."slug")),
                ',"parent":', CASE WHEN "t26"."row_id" IS NULL THEN 'null' ELSE concat(
                  '{"kind":', json_quote("t26"."kind"),
                  ',"name":', json_quote("t26"."name"),
                  ',"url":', json_quote((CAST(? AS text) || '/regions/' || "t26"."slug")), '}') END, '}') END, '}') END, '}') END, '}'), '}') AS "element1"
      FROM (
        SELECT "t27"."row_id" AS "key0"
        FROM "expert" AS "t27"
        WHERE "t27"."row_id" IN (
          SELECT "t28"."expert_row_id"
          FROM "contribution" AS "t28"
          WHERE "t28"."post_row_id" = "t1"."row_id"
        ) AND TRUE
        ORDER BY "t27"."name_key" ASC, "t27"."id" ASC
        LIMIT 3
      ) AS "keys"
      CROSS JOIN "expert" AS "t22" ON "t22"."row_id" = "keys"."key0"
      LEFT JOIN "clinic" AS "t23" ON "t22"."clinic_row_id" = "t23"."row_id"
      LEFT JOIN "region" AS "t24" ON "t23"."region_row_id" = "t24"."row_id"
      LEFT JOIN "region" AS "t25" ON "t24"."parent_row_id" = "t25"."row_id"
      LEFT JOIN "region" AS "t26" ON "t25"."parent_row_id" = "t26"."row_id"
    ) AS "t21"
  ),
  ',"clinics":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t29"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"name":', json_quote("t30"."name"),
        ',"jsonLd":', concat(
          '{"name":', json_quote("t30"."name"),
          ',"url":', json_quote((CAST(? AS text) || '/clinics/' || "t30"."slug")),
          ',"tagline":', json_quote("t30"."tagline"),
          ',"website":', json_quote("t30"."website"),
          ',"city":', json_quote("t30"."city"),
          ',"location":', CASE WHEN "t30"."latitude" IS NULL AND "t30"."longitude" IS NULL THEN 'null' ELSE concat(
            '{"latitude":', json_number("t30"."latitude"),
            ',"longitude":', json_number("t30"."longitude"), '}') END,
          ',"region":', CASE WHEN "t31"."row_id" IS NULL THEN 'null' ELSE concat(
            '{"kind":', json_quote("t31"."kind"),
            ',"name":', json_quote("t31"."name"),
            ',"url":', json_quote((CAST(? AS text) || '/regions/' || "t31"."slug")),
            ',"parent":', CASE WHEN "t32"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"kind":', json_quote("t32"."kind"),
              ',"name":', json_quote("t32"."name"),
              ',"url":', json_quote((CAST(? AS text) || '/regions/' || "t32"."slug")),
              ',"parent":', CASE WHEN "t33"."row_id" IS NULL THEN 'null' ELSE concat(
                '{"kind":', json_quote("t33"."kind"),
                ',"name":', json_quote("t33"."name"),
                ',"url":', json_quote((CAST(? AS text) || '/regions/' || "t33"."slug")), '}') END, '}') END, '}') END,
          ',"treatments":', (
            SELECT concat(
              '{"nodes":', concat('[', group_concat("t34"."element1", ','), ']'), '}')
            FROM (
              SELECT concat(
                '{"kind":', json_quote("t35"."kind"),
                ',"name":', json_quote("t35"."name"),
                ',"url":', json_quote((CAST(? AS text) || '/tags/' || "t35"."slug")),
                ',"synonyms":', coalesce("t35"."synonyms", 'null'), '}') AS "element1"
              FROM (
                SELECT "t36"."row_id" AS "key0"
                FROM "tag" AS "t36"
                WHERE "t36"."row_id" IN (
                  SELECT "t37"."tag_row_id"
                  FROM "clinic_treatment" AS "t37"
                  WHERE "t37"."clinic_row_id" = "t30"."row_id"
                ) AND TRUE
                ORDER BY "t36"."name_key" ASC, "t36"."id" ASC
                LIMIT 30
              ) AS "keys"
              CROSS JOIN "tag" AS "t35" ON "t35"."row_id" = "keys"."key0"
            ) AS "t34"
          ), '}'), '}') AS "element1"
      FROM (
        SELECT "t38"."row_id" AS "key0"
        FROM "clinic" AS "t38"
        WHERE "t38"."row_id" IN (
          SELECT "t39"."clinic_row_id"
          FROM "contribution" AS "t39"
          WHERE "t39"."post_row_id" = "t1"."row_id"
        ) AND TRUE
        ORDER BY "t38"."name_key" ASC, "t38"."id" ASC
        LIMIT 3
      ) AS "keys"
      CROSS JOIN "clinic" AS "t30" ON "t30"."row_id" = "keys"."key0"
      LEFT JOIN "region" AS "t31" ON "t30"."region_row_id" = "t31"."row_id"
      LEFT JOIN "region" AS "t32" ON "t31"."parent_row_id" = "t32"."row_id"
      LEFT JOIN "region" AS "t33" ON "t32"."parent_row_id" = "t33"."row_id"
    ) AS "t29"
  ), '}') AS BLOB) AS json
FROM "post" AS "t1"
LEFT JOIN "author" AS "t2" ON "t1"."author_row_id" = "t2"."row_id"
LEFT JOIN "medical_review" AS "t13" ON "t13"."post_row_id" = "t1"."row_id"
LEFT JOIN "expert" AS "t14" ON "t13"."expert_row_id" = "t14"."row_id"
WHERE "t1"."slug" = ? AND +"t1"."status" = ? AND +"t1"."published_at" <= ?;
