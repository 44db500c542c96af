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
    )) || ('}')) ||
  ',"experts":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t13"."element1", ',' ORDER BY "t13"."key1" ASC, "t13"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"name":' || coalesce(CAST(to_json("t14"."name") AS text), 'null') ||
        ',"jsonLd":' || (
          '{"honorific":' || coalesce(CAST(to_json("t14"."honorific") AS text), 'null') ||
          ',"name":' || coalesce(CAST(to_json("t14"."name") AS text), 'null') ||
          ',"credentials":' || coalesce("t14"."credentials", 'null') ||
          ',"title":' || coalesce(CAST(to_json("t14"."title") AS text), 'null') ||
          ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/experts/' || "t14"."slug")) AS text), 'null') ||
          ',"bio":' || coalesce(CAST(to_json("t14"."bio_text") AS text), 'null') ||
          ',"clinic":' || CASE WHEN "t15"."row_id" IS NULL THEN 'null' ELSE (
            '{"name":' || coalesce(CAST(to_json("t15"."name") AS text), 'null') ||
            ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/clinics/' || "t15"."slug")) AS text), 'null') ||
            ',"region":' || CASE WHEN "t16"."row_id" IS NULL THEN 'null' ELSE (
              '{"kind":' || coalesce(CAST(to_json("t16"."kind") AS text), 'null') ||
              ',"name":' || coalesce(CAST(to_json("t16"."name") AS text), 'null') ||
              ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/regions/' || "t16"."slug")) AS text), 'null') ||
              ',"parent":' || CASE WHEN "t17"."row_id" IS NULL THEN 'null' ELSE (
                '{"kind":' || coalesce(CAST(to_json("t17"."kind") AS text), 'null') ||
                ',"name":' || coalesce(CAST(to_json("t17"."name") AS text), 'null') ||
                ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/regions/' || "t17"."slug")) AS text), 'null') ||
                ',"parent":' || CASE WHEN "t18"."row_id" IS NULL THEN 'null' ELSE (
                  '{"kind":' || coalesce(CAST(to_json("t18"."kind") AS text), 'null') ||
                  ',"name":' || coalesce(CAST(to_json("t18"."name") AS text), 'null') ||
                  ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/regions/' || "t18"."slug")) AS text), 'null') || '}') END || '}') END || '}') END || '}') END || '}') || '}') AS "element1", "t14"."key1", "t14"."key2"
      FROM (
        SELECT "t19".*, "t19"."name_key" AS "key1", "t19"."id" AS "key2"
        FROM "expert" AS "t19"
        WHERE "t19"."row_id" IN (
          SELECT "t20"."expert_row_id"
          FROM "contribution" AS "t20"
          WHERE "t20"."post_row_id" = "t1"."row_id"
        ) AND TRUE
        ORDER BY "t19"."name_key" ASC, "t19"."id" ASC
        LIMIT 3
      ) AS "t14"
      LEFT JOIN "clinic" AS "t15" ON "t14"."clinic_row_id" = "t15"."row_id"
      LEFT JOIN "region" AS "t16" ON "t15"."region_row_id" = "t16"."row_id"
      LEFT JOIN "region" AS "t17" ON "t16"."parent_row_id" = "t17"."row_id"
      LEFT JOIN "region" AS "t18" ON "t17"."parent_row_id" = "t18"."row_id"
    ) AS "t13"
  ) ||
  ',"clinics":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t21"."element1", ',' ORDER BY "t21"."key1" ASC, "t21"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"name":' || coalesce(CAST(to_json("t22"."name") AS text), 'null') ||
        ',"jsonLd":' || ((
          '{"name":' || coalesce(CAST(to_json("t22"."name") AS text), 'null') ||
          ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/clinics/' || "t22"."slug")) AS text), 'null') ||
          ',"tagline":' || coalesce(CAST(to_json("t22"."tagline") AS text), 'null') ||
          ',"website":' || coalesce(CAST(to_json("t22"."website") AS text), 'null') ||
          ',"city":' || coalesce(CAST(to_json("t22"."city") AS text), 'null') ||
          ',"location":' || CASE WHEN "t22"."latitude" IS NULL AND "t22"."longitude" IS NULL THEN 'null' ELSE (
            '{"latitude":' || CASE WHEN "t22"."latitude" = 0 THEN '0'
    WHEN abs("t22"."latitude") >= 1e21 THEN CAST("t22"."latitude" AS text)
    WHEN abs("t22"."latitude") < 1e-6 THEN replace(CAST("t22"."latitude" AS text), 'e-0', 'e-')
    ELSE coalesce(CAST(CAST(CAST("t22"."latitude" AS text) AS numeric) AS text), 'null') END ||
            ',"longitude":' || CASE WHEN "t22"."longitude" = 0 THEN '0'
    WHEN abs("t22"."longitude") >= 1e21 THEN CAST("t22"."longitude" AS text)
    WHEN abs("t22"."longitude") < 1e-6 THEN replace(CAST("t22"."longitude" AS text), 'e-0', 'e-')
    ELSE coalesce(CAST(CAST(CAST("t22"."longitude" AS text) AS numeric) AS text), 'null') END || '}') END ||
          ',"region":' || CASE WHEN "t23"."row_id" IS NULL THEN 'null' ELSE (
            '{"kind":' || coalesce(CAST(to_json("t23"."kind") AS text), 'null') ||
            ',"name":' || coalesce(CAST(to_json("t23"."name") AS text), 'null') ||
            ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/regions/' || "t23"."slug")) AS text), 'null') ||
            ',"parent":' || CASE WHEN "t24"."row_id" IS NULL THEN 'null' ELSE (
              '{"kind":' || coalesce(CAST(to_json("t24"."kind") AS text), 'null') ||
              ',"name":' || coalesce(CAST(to_json("t24"."name") AS text), 'null') ||
              ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/regions/' || "t24"."slug")) AS text), 'null') ||
              ',"parent":' || CASE WHEN "t25"."row_id" IS NULL THEN 'null' ELSE (
                '{"kind":' || coalesce(CAST(to_json("t25"."kind") AS text), 'null') ||
                ',"name":' || coalesce(CAST(to_json("t25"."name") AS text), 'null') ||
                ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/regions/' || "t25"."slug")) AS text), 'null') || '}') END || '}') END || '}') END ||
          ',"treatments":' || (
            SELECT (
              '{"nodes":' || ('[' || coalesce(string_agg("t26"."element1", ',' ORDER BY "t26"."key1" ASC, "t26"."key2" ASC), '') || ']') || '}')
            FROM (
              SELECT (
                '{"kind":' || coalesce(CAST(to_json("t27"."kind") AS text), 'null') ||
                ',"name":' || coalesce(CAST(to_json("t27"."name") AS text), 'null') ||
                ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/tags/' || "t27"."slug")) AS text), 'null') ||
                ',"synonyms":' || coalesce("t27"."synonyms", 'null') || '}') AS "element1", "t27"."key1", "t27"."key2"
              FROM (
                SELECT "t28".*, "t28"."name_key" AS "key1", "t28"."id" AS "key2"
                FROM "tag" AS "t28"
                WHERE "t28"."row_id" IN (
                  SELECT "t29"."tag_row_id"
                  FROM "clinic_treatment" AS "t29"
                  WHERE "t29"."clinic_row_id" = "t22"."row_id"
                ) AND TRUE
                ORDER BY "t28"."name_key" ASC, "t28"."id" ASC
                LIMIT 30
              ) AS "t27"
            ) AS "t26"
          )) || ('}')) || '}') AS "element1", "t22"."key1", "t22"."key2"
      FROM (
        SELECT "t30".*, "t30"."name_key" AS "key1", "t30"."id" AS "key2"
        FROM "clinic" AS "t30"
        WHERE "t30"."row_id" IN (
          SELECT "t31"."clinic_row_id"
          FROM "contribution" AS "t31"
          WHERE "t31"."post_row_id" = "t1"."row_id"
        ) AND TRUE
        ORDER BY "t30"."name_key" ASC, "t30"."id" ASC
        LIMIT 3
      ) AS "t22"
      LEFT JOIN "region" AS "t23" ON "t22"."region_row_id" = "t23"."row_id"
      LEFT JOIN "region" AS "t24" ON "t23"."parent_row_id" = "t24"."row_id"
      LEFT JOIN "region" AS "t25" ON "t24"."parent_row_id" = "t25"."row_id"
    ) AS "t21"
  ) || '}') AS text) AS json
FROM "post" AS "t1"
LEFT JOIN "author" AS "t2" ON "t1"."author_row_id" = "t2"."row_id"
WHERE "t1"."slug" = $2 AND "t1"."status" = $3 AND "t1"."published_at" <= $4;
