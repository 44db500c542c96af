-- post
SELECT CAST((
  '{"title":' || coalesce(CAST(to_json("t1"."title") AS text), 'null') ||
  ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/posts/' || "t1"."slug")) AS text), 'null') ||
  ',"contributions":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t2"."element1", ',' ORDER BY "t2"."key1" ASC, "t2"."key2" ASC), '') || ']') || '}')
    FROM (
      SELECT (
        '{"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/posts/' || "t4"."slug" || '#contribution-' || "t3"."position")) AS text), 'null') ||
        ',"kind":' || coalesce(CAST(to_json("t3"."kind") AS text), 'null') ||
        ',"attribution":' || (
          '{"name":' || coalesce(CAST(to_json("t3"."attribution_name") AS text), 'null') ||
          ',"credentials":' || coalesce("t3"."attribution_credentials", 'null') || '}') ||
        ',"apa":' || (
          '{"id":' || coalesce(CAST(to_json("t3"."id") AS text), 'null') ||
          ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/posts/' || "t4"."slug" || '#contribution-' || "t3"."position")) AS text), 'null') ||
          ',"kind":' || coalesce(CAST(to_json("t3"."kind") AS text), 'null') ||
          ',"text":' || coalesce(CAST(to_json("t3"."body_text") AS text), 'null') ||
          ',"attribution":' || (
            '{"honorific":' || coalesce(CAST(to_json("t3"."attribution_honorific") AS text), 'null') ||
            ',"name":' || coalesce(CAST(to_json("t3"."attribution_name") AS text), 'null') ||
            ',"credentials":' || coalesce("t3"."attribution_credentials", 'null') ||
            ',"title":' || coalesce(CAST(to_json("t3"."attribution_title") AS text), 'null') ||
            ',"clinicName":' || coalesce(CAST(to_json("t3"."attribution_clinic_name") AS text), 'null') || '}') ||
          ',"post":' || CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE (
            '{"title":' || coalesce(CAST(to_json("t5"."title") AS text), 'null') ||
            ',"publishedAt":' || coalesce(CAST(to_json("t5"."published_at") AS text), 'null') ||
            ',"author":' || CASE WHEN "t6"."row_id" IS NULL THEN 'null' ELSE (
              '{"name":' || coalesce(CAST(to_json("t6"."name") AS text), 'null') ||
              ',"kind":' || coalesce(CAST(to_json("t6"."kind") AS text), 'null') || '}') END || '}') END || '}') ||
        ',"mla":' || (
          '{"id":' || coalesce(CAST(to_json("t3"."id") AS text), 'null') ||
          ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/posts/' || "t4"."slug" || '#contribution-' || "t3"."position")) AS text), 'null') ||
          ',"kind":' || coalesce(CAST(to_json("t3"."kind") AS text), 'null') ||
          ',"text":' || coalesce(CAST(to_json("t3"."body_text") AS text), 'null') ||
          ',"attribution":' || (
            '{"honorific":' || coalesce(CAST(to_json("t3"."attribution_honorific") AS text), 'null') ||
            ',"name":' || coalesce(CAST(to_json("t3"."attribution_name") AS text), 'null') ||
            ',"credentials":' || coalesce("t3"."attribution_credentials", 'null') ||
            ',"title":' || coalesce(CAST(to_json("t3"."attribution_title") AS text), 'null') ||
            ',"clinicName":' || coalesce(CAST(to_json("t3"."attribution_clinic_name") AS text), 'null') || '}') ||
          ',"post":' || CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE (
            '{"title":' || coalesce(CAST(to_json("t5"."title") AS text), 'null') ||
            ',"publishedAt":' || coalesce(CAST(to_json("t5"."published_at") AS text), 'null') ||
            ',"author":' || CASE WHEN "t6"."row_id" IS NULL THEN 'null' ELSE (
              '{"name":' || coalesce(CAST(to_json("t6"."name") AS text), 'null') ||
              ',"kind":' || coalesce(CAST(to_json("t6"."kind") AS text), 'null') || '}') END || '}') END || '}') ||
        ',"cslJson":' || (
          '{"id":' || coalesce(CAST(to_json("t3"."id") AS text), 'null') ||
          ',"url":' || coalesce(CAST(to_json((CAST($1 AS text) || '/posts/' || "t4"."slug" || '#contribution-' || "t3"."position")) AS text), 'null') ||
          ',"kind":' || coalesce(CAST(to_json("t3"."kind") AS text), 'null') ||
          ',"text":' || coalesce(CAST(to_json("t3"."body_text") AS text), 'null') ||
          ',"attribution":' || (
            '{"honorific":' || coalesce(CAST(to_json("t3"."attribution_honorific") AS text), 'null') ||
            ',"name":' || coalesce(CAST(to_json("t3"."attribution_name") AS text), 'null') ||
            ',"credentials":' || coalesce("t3"."attribution_credentials", 'null') ||
            ',"title":' || coalesce(CAST(to_json("t3"."attribution_title") AS text), 'null') ||
            ',"clinicName":' || coalesce(CAST(to_json("t3"."attribution_clinic_name") AS text), 'null') || '}') ||
          ',"post":' || CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE (
            '{"title":' || coalesce(CAST(to_json("t5"."title") AS text), 'null') ||
            ',"publishedAt":' || coalesce(CAST(to_json("t5"."published_at") AS text), 'null') ||
            ',"author":' || CASE WHEN "t6"."row_id" IS NULL THEN 'null' ELSE (
              '{"name":' || coalesce(CAST(to_json("t6"."name") AS text), 'null') ||
              ',"kind":' || coalesce(CAST(to_json("t6"."kind") AS text), 'null') || '}') END || '}') END || '}') || '}') AS "element1", "t3"."key1", "t3"."key2"
      FROM (
        SELECT "t7".*, "t7"."position" AS "key1", "t7"."id" AS "key2"
        FROM "contribution" AS "t7"
        WHERE "t7"."post_row_id" = "t1"."row_id"
        ORDER BY "t7"."position" ASC, "t7"."id" ASC
        LIMIT 10
      ) AS "t3"
      LEFT JOIN "post" AS "t4" ON "t3"."post_row_id" = "t4"."row_id"
      LEFT JOIN "post" AS "t5" ON "t3"."post_row_id" = "t5"."row_id" AND "t5"."status" = $2 AND "t5"."published_at" <= $3
      LEFT JOIN "author" AS "t6" ON "t5"."author_row_id" = "t6"."row_id"
    ) AS "t2"
  ) || '}') AS text) AS json
FROM "post" AS "t1"
WHERE "t1"."slug" = $4 AND "t1"."status" = $5 AND "t1"."published_at" <= $3;
