-- post
SELECT CAST((
  '{"title":' || coalesce(CAST(to_json("t1"."title") AS text), 'null') ||
  ',"jsonLd":' || ((
    '{"title":' || coalesce(CAST(to_json("t1"."title") AS text), 'null') ||
    ',"excerpt":' || coalesce(CAST(to_json("t1"."excerpt") AS text), 'null') ||
    ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/posts/' || "t1"."slug")) AS text), 'null') ||
    ',"publishedAt":' || coalesce(CAST(to_json("t1"."published_at") AS text), 'null') ||
    ',"updatedAt":' || coalesce(CAST(to_json("t1"."updated_at") AS text), 'null') ||
    ',"author":' || CASE WHEN "t2"."row_id" IS NULL THEN 'null' ELSE (
      '{"kind":' || coalesce(CAST(to_json("t2"."kind") AS text), 'null') ||
      ',"name":' || coalesce(CAST(to_json("t2"."name") AS text), 'null') ||
      ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/authors/' || "t2"."slug")) AS text), 'null') || '}') END ||
    ',"tags":' || (
      SELECT (
        '{"nodes":' || ('[' || coalesce(string_agg("t3"."element1", ',' ORDER BY "t3"."key1" ASC, "t3"."key2" ASC), '') || ']') || '}')
      FROM (
        SELECT (
          '{"kind":' || coalesce(CAST(to_json("t4"."kind") AS text), 'null') ||
          ',"name":' || coalesce(CAST(to_json("t4"."name") AS text), 'null') ||
          ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/tags/' || "t4"."slug")) AS text), 'null') ||
          ',"synonyms":' || coalesce("t4"."synonyms", 'null') || '}') AS "element1", "t4"."key1", "t4"."key2"
        FROM (
          SELECT "t5".*, "t5"."name_key" AS "key1", "t5"."id" AS "key2"
          FROM "tag" AS "t5"
          WHERE "t5"."row_id" IN (
            SELECT "t6"."tag_row_id"
            FROM "post_tag" AS "t6"
            WHERE "t6"."post_row_id" = "t1"."row_id"
          ) AND TRUE
          ORDER BY "t5"."name_key" ASC, "t5"."id" ASC
          LIMIT 30
        ) AS "t4"
      ) AS "t3"
    ) ||
    ',"contributions":' || (
      SELECT (
        '{"nodes":' || ('[' || coalesce(string_agg("t7"."element1", ',' ORDER BY "t7"."key1" ASC, "t7"."key2" ASC), '') || ']') || '}')
      FROM (
        SELECT (
          '{"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/posts/' || "t9"."slug" || '#contribution-' || "t8"."position")) AS text), 'null') ||
          ',"kind":' || coalesce(CAST(to_json("t8"."kind") AS text), 'null') ||
          ',"text":' || coalesce(CAST(to_json("t8"."body_text") AS text), 'null') ||
          ',"attribution":' || (
            '{"honorific":' || coalesce(CAST(to_json("t8"."attribution_honorific") AS text), 'null') ||
            ',"name":' || coalesce(CAST(to_json("t8"."attribution_name") AS text), 'null') ||
            ',"credentials":' || coalesce("t8"."attribution_credentials", 'null') ||
            ',"title":' || coalesce(CAST(to_json("t8"."attribution_title") AS text), 'null') ||
            ',"clinicName":' || coalesce(CAST(to_json("t8"."attribution_clinic_name") AS text), 'null') || '}') ||
          ',"expert":' || CASE WHEN "t10"."row_id" IS NULL THEN 'null' ELSE (
            '{"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/experts/' || "t10"."slug")) AS text), 'null') || '}') END ||
          ',"clinic":' || CASE WHEN "t11"."row_id" IS NULL THEN 'null' ELSE (
            '{"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/clinics/' || "t11"."slug")) AS text), 'null') || '}') END || '}') AS "element1", "t8"."key1", "t8"."key2"
        FROM (
          SELECT "t12".*, "t12"."position" AS "key1", "t12"."id" AS "key2"
          FROM "contribution" AS "t12"
          WHERE "t12"."post_row_id" = "t1"."row_id"
          ORDER BY "t12"."position" ASC, "t12"."id" ASC
          LIMIT 50
        ) AS "t8"
        LEFT JOIN "post" AS "t9" ON "t8"."post_row_id" = "t9"."row_id"
        LEFT JOIN "expert" AS "t10" ON "t8"."expert_row_id" = "t10"."row_id"
        LEFT JOIN "clinic" AS "t11" ON "t8"."clinic_row_id" = "t11"."row_id"
      ) AS "t7"
    )) || (
    ',"medicalReview":' || CASE WHEN "t13"."post_row_id" IS NULL THEN 'null' ELSE (
      '{"reviewedOn":' || coalesce(CAST(to_json("t13"."reviewed_on") AS text), 'null') ||
      ',"reviewer":' || (
        '{"honorific":' || coalesce(CAST(to_json("t13"."reviewer_honorific") AS text), 'null') ||
        ',"name":' || coalesce(CAST(to_json("t13"."reviewer_name") AS text), 'null') ||
        ',"credentials":' || coalesce("t13"."reviewer_credentials", 'null') ||
        ',"title":' || coalesce(CAST(to_json("t13"."reviewer_title") AS text), 'null') || '}') ||
      ',"expert":' || CASE WHEN "t14"."row_id" IS NULL THEN 'null' ELSE (
        '{"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/experts/' || "t14"."slug")) AS text), 'null') || '}') END || '}') END ||
    ',"sources":' || (
      SELECT (
        '{"nodes":' || ('[' || coalesce(string_agg("t15"."element1", ',' ORDER BY "t15"."key1" ASC, "t15"."key2" ASC), '') || ']') || '}')
      FROM (
        SELECT (
          '{"title":' || coalesce(CAST(to_json("t16"."title") AS text), 'null') ||
          ',"url":' || coalesce(CAST(to_json("t16"."url") AS text), 'null') ||
          ',"doi":' || coalesce(CAST(to_json("t16"."doi") AS text), 'null') ||
          ',"authors":' || coalesce("t16"."authors", 'null') ||
          ',"publisher":' || coalesce(CAST(to_json("t16"."publisher") AS text), 'null') ||
          ',"year":' || coalesce(CAST("t16"."year" AS text), 'null') || '}') AS "element1", "t16"."key1", "t16"."key2"
        FROM (
          SELECT "t17".*, "t17"."position" AS "key1", "t17"."id" AS "key2"
          FROM "source" AS "t17"
          WHERE "t17"."post_row_id" = "t1"."row_id"
          ORDER BY "t17"."position" ASC, "t17"."id" ASC
          LIMIT 30
        ) AS "t16"
      ) AS "t15"
    ) ||
    ',"corrections":' || (
      SELECT (
        '{"nodes":' || ('[' || coalesce(string_agg("t18"."element1", ',' ORDER BY "t18"."key1" ASC, "t18"."key2" ASC), '') || ']') || '}')
      FROM (
        SELECT (
          '{"text":' || coalesce(CAST(to_json("t19"."body_text") AS text), 'null') ||
          ',"correctedOn":' || coalesce(CAST(to_json("t19"."corrected_on") AS text), 'null') || '}') AS "element1", "t19"."key1", "t19"."key2"
        FROM (
          SELECT "t20".*, "t20"."position" AS "key1", "t20"."id" AS "key2"
          FROM "correction" AS "t20"
          WHERE "t20"."post_row_id" = "t1"."row_id"
          ORDER BY "t20"."position" ASC, "t20"."id" ASC
          LIMIT 10
        ) AS "t19"
      ) AS "t18"
    ) || '}')) ||
  ',"experts":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t21"."element1", ',' ORDER BY "t21"."key1" ASC, "t21"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"name":' || coalesce(CAST(to_json("t22"."name") AS text), 'null') ||
        ',"jsonLd":' || (
          '{"honorific":' || coalesce(CAST(to_json("t22"."honorific") AS text), 'null') ||
          ',"name":' || coalesce(CAST(to_json("t22"."name") AS text), 'null') ||
          ',"credentials":' || coalesce("t22"."credentials", 'null') ||
          ',"title":' || coalesce(CAST(to_json("t22"."title") AS text), 'null') ||
          ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/experts/' || "t22"."slug")) AS text), 'null') ||
          ',"bio":' || coalesce(CAST(to_json("t22"."bio_text") AS text), 'null') ||
          ',"clinic":' || CASE WHEN "t23"."row_id" IS NULL THEN 'null' ELSE (
            '{"name":' || coalesce(CAST(to_json("t23"."name") AS text), 'null') ||
            ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/clinics/' || "t23"."slug")) AS text), 'null') ||
            ',"region":' || CASE WHEN "t24"."row_id" IS NULL THEN 'null' ELSE (
              '{"kind":' || coalesce(CAST(to_json("t24"."kind") AS text), 'null') ||
              ',"name":' || coalesce(CAST(to_json("t24"."name") AS text), 'null') ||
              ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/regions/' || "t24"."slug")) AS text), 'null') ||
              ',"parent":' || CASE WHEN "t25"."row_id" IS NULL THEN 'null' ELSE (
                '{"kind":' || coalesce(CAST(to_json("t25"."kind") AS text), 'null') ||
                ',"name":' || coalesce(CAST(to_json("t25"."name") AS text), 'null') ||
                ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/regions/' || "t25"."slug")) AS text), 'null') ||
                ',"parent":' || CASE WHEN "t26"."row_id" IS NULL THEN 'null' ELSE (
                  '{"kind":' || coalesce(CAST(to_json("t26"."kind") AS text), 'null') ||
                  ',"name":' || coalesce(CAST(to_json("t26"."name") AS text), 'null') ||
                  ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/regions/' || "t26"."slug")) AS text), 'null') || '}') END || '}') END || '}') END || '}') END || '}') || '}') AS "element1", "t22"."key1", "t22"."key2"
      FROM (
        SELECT "t27".*, "t27"."name_key" AS "key1", "t27"."id" AS "key2"
        FROM "expert" AS "t27"
        WHERE "t27"."row_id" IN (
          SELECT "t28"."expert_row_id"
          FROM "contribution" AS "t28"
          WHERE "t28"."post_row_id" = "t1"."row_id"
        ) AND TRUE
        ORDER BY "t27"."name_key" ASC, "t27"."id" ASC
        LIMIT 3
      ) AS "t22"
      LEFT JOIN "clinic" AS "t23" ON "t22"."clinic_row_id" = "t23"."row_id"
      LEFT JOIN "region" AS "t24" ON "t23"."region_row_id" = "t24"."row_id"
      LEFT JOIN "region" AS "t25" ON "t24"."parent_row_id" = "t25"."row_id"
      LEFT JOIN "region" AS "t26" ON "t25"."parent_row_id" = "t26"."row_id"
    ) AS "t21"
  ) ||
  ',"clinics":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t29"."element1", ',' ORDER BY "t29"."key1" ASC, "t29"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"name":' || coalesce(CAST(to_json("t30"."name") AS text), 'null') ||
        ',"jsonLd":' || ((
          '{"name":' || coalesce(CAST(to_json("t30"."name") AS text), 'null') ||
          ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/clinics/' || "t30"."slug")) AS text), 'null') ||
          ',"tagline":' || coalesce(CAST(to_json("t30"."tagline") AS text), 'null') ||
          ',"website":' || coalesce(CAST(to_json("t30"."website") AS text), 'null') ||
          ',"city":' || coalesce(CAST(to_json("t30"."city") AS text), 'null') ||
          ',"location":' || CASE WHEN "t30"."latitude" IS NULL AND "t30"."longitude" IS NULL THEN 'null' ELSE (
            '{"latitude":' || CASE WHEN "t30"."latitude" = 0 THEN '0'
    WHEN abs("t30"."latitude") >= 1e21 THEN CAST("t30"."latitude" AS text)
    WHEN abs("t30"."latitude") < 1e-6 THEN replace(CAST("t30"."latitude" AS text), 'e-0', 'e-')
    ELSE coalesce(CAST(CAST(CAST("t30"."latitude" AS text) AS numeric) AS text), 'null') END ||
            ',"longitude":' || CASE WHEN "t30"."longitude" = 0 THEN '0'
    WHEN abs("t30"."longitude") >= 1e21 THEN CAST("t30"."longitude" AS text)
    WHEN abs("t30"."longitude") < 1e-6 THEN replace(CAST("t30"."longitude" AS text), 'e-0', 'e-')
    ELSE coalesce(CAST(CAST(CAST("t30"."longitude" AS text) AS numeric) AS text), 'null') END || '}') END ||
          ',"region":' || CASE WHEN "t31"."row_id" IS NULL THEN 'null' ELSE (
            '{"kind":' || coalesce(CAST(to_json("t31"."kind") AS text), 'null') ||
            ',"name":' || coalesce(CAST(to_json("t31"."name") AS text), 'null') ||
            ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/regions/' || "t31"."slug")) AS text), 'null') ||
            ',"parent":' || CASE WHEN "t32"."row_id" IS NULL THEN 'null' ELSE (
              '{"kind":' || coalesce(CAST(to_json("t32"."kind") AS text), 'null') ||
              ',"name":' || coalesce(CAST(to_json("t32"."name") AS text), 'null') ||
              ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/regions/' || "t32"."slug")) AS text), 'null') ||
              ',"parent":' || CASE WHEN "t33"."row_id" IS NULL THEN 'null' ELSE (
                '{"kind":' || coalesce(CAST(to_json("t33"."kind") AS text), 'null') ||
                ',"name":' || coalesce(CAST(to_json("t33"."name") AS text), 'null') ||
                ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/regions/' || "t33"."slug")) AS text), 'null') || '}') END || '}') END || '}') END ||
          ',"treatments":' || (
            SELECT (
              '{"nodes":' || ('[' || coalesce(string_agg("t34"."element1", ',' ORDER BY "t34"."key1" ASC, "t34"."key2" ASC), '') || ']') || '}')
            FROM (
              SELECT (
                '{"kind":' || coalesce(CAST(to_json("t35"."kind") AS text), 'null') ||
                ',"name":' || coalesce(CAST(to_json("t35"."name") AS text), 'null') ||
                ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/tags/' || "t35"."slug")) AS text), 'null') ||
                ',"synonyms":' || coalesce("t35"."synonyms", 'null') || '}') AS "element1", "t35"."key1", "t35"."key2"
              FROM (
                SELECT "t36".*, "t36"."name_key" AS "key1", "t36"."id" AS "key2"
                FROM "tag" AS "t36"
                WHERE "t36"."row_id" IN (
                  SELECT "t37"."tag_row_id"
                  FROM "clinic_treatment" AS "t37"
                  WHERE "t37"."clinic_row_id" = "t30"."row_id"
                ) AND TRUE
                ORDER BY "t36"."name_key" ASC, "t36"."id" ASC
                LIMIT 30
              ) AS "t35"
            ) AS "t34"
          )) || ('}')) || '}') AS "element1", "t30"."key1", "t30"."key2"
      FROM (
        SELECT "t38".*, "t38"."name_key" AS "key1", "t38"."id" AS "key2"
        FROM "clinic" AS "t38"
        WHERE "t38"."row_id" IN (
          SELECT "t39"."clinic_row_id"
          FROM "contribution" AS "t39"
          WHERE "t39"."post_row_id" = "t1"."row_id"
        ) AND TRUE
        ORDER BY "t38"."name_key" ASC, "t38"."id" ASC
        LIMIT 3
      ) AS "t30"
      LEFT JOIN "region" AS "t31" ON "t30"."region_row_id" = "t31"."row_id"
      LEFT JOIN "region" AS "t32" ON "t31"."parent_row_id" = "t32"."row_id"
      LEFT JOIN "region" AS "t33" ON "t32"."parent_row_id" = "t33"."row_id"
    ) AS "t29"
  ) || '}') AS text) AS json
FROM "post" AS "t1"
LEFT JOIN "author" AS "t2" ON "t1"."author_row_id" = "t2"."row_id"
LEFT JOIN "medical_review" AS "t13" ON "t13"."post_row_id" = "t1"."row_id"
LEFT JOIN "expert" AS "t14" ON "t13"."expert_row_id" = "t14"."row_id"
WHERE "t1"."slug" = $2 AND "t1"."status" = $3 AND "t1"."published_at" <= $4;
