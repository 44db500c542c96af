-- post
SELECT CAST((
  '{"title":' || coalesce(CAST(to_json("t1"."title") AS text), 'null') ||
  ',"blocks":' || (
    SELECT (
      '{"nodes":' || ('[' || coalesce(string_agg("t2"."element1", ',' ORDER BY "t2"."key1" ASC), '') || ']') || '}')
    FROM (
      SELECT CASE "t3"."kind" WHEN 'TEXT' THEN (
        '{"__typename":' || '"TextBlock"' ||
        ',"position":' || coalesce(CAST("t3"."position" AS text), 'null') ||
        ',"body":' || coalesce(CAST(to_json("t3"."body_html") AS text), 'null') || '}') WHEN 'CONTRIBUTION' THEN (
        '{"__typename":' || '"ContributionBlock"' ||
        ',"position":' || coalesce(CAST("t3"."position" AS text), 'null') ||
        ',"contribution":' || CASE WHEN "t4"."row_id" IS NULL THEN 'null' ELSE (
          '{"kind":' || coalesce(CAST(to_json("t4"."kind") AS text), 'null') ||
          ',"body":' || coalesce(CAST(to_json("t4"."body_html") AS text), 'null') ||
          ',"attribution":' || (
            '{"name":' || coalesce(CAST(to_json("t4"."attribution_name") AS text), 'null') ||
            ',"credentials":' || coalesce("t4"."attribution_credentials", 'null') || '}') || '}') END || '}') WHEN 'RELATED_LINK' THEN (
        '{"__typename":' || '"RelatedLinkBlock"' ||
        ',"position":' || coalesce(CAST("t3"."position" AS text), 'null') ||
        ',"link":' || CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE (
          '{"title":' || coalesce(CAST(to_json("t5"."title") AS text), 'null') ||
          ',"post":' || CASE WHEN "t6"."row_id" IS NULL THEN 'null' ELSE (
            '{"slug":' || coalesce(CAST(to_json("t6"."slug") AS text), 'null') || '}') END || '}') END || '}') END AS "element1", "t3"."key1"
      FROM (
        SELECT "t7".*, "t7"."position" AS "key1"
        FROM "block" AS "t7"
        WHERE "t7"."post_row_id" = "t1"."row_id"
        ORDER BY "t7"."position" ASC
        LIMIT 100
      ) AS "t3"
      LEFT JOIN "contribution" AS "t4" ON "t3"."contribution_row_id" = "t4"."row_id" AND "t4"."visible_from" <= $1
      LEFT JOIN "link" AS "t5" ON "t3"."link_row_id" = "t5"."row_id" AND "t5"."visible_from" <= $1
      LEFT JOIN "post" AS "t6" ON "t5"."post_row_id" = "t6"."row_id" AND "t6"."status" = $2 AND "t6"."published_at" <= $1
    ) AS "t2"
  ) ||
  ',"whole":' || coalesce(CAST(to_json("t8"."markdown") AS text), 'null') || '}') AS text) AS json
FROM "post" AS "t1"
LEFT JOIN "post_body" AS "t8" ON "t8"."post_row_id" = "t1"."row_id"
WHERE "t1"."slug" = $3 AND "t1"."status" = $4 AND "t1"."published_at" <= $1;
