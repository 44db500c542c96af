-- post
SELECT CAST(concat(
  '{"title":', json_quote("t1"."title"),
  ',"blocks":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t2"."element1", ','), ']'), '}')
    FROM (
      SELECT CASE "t3"."kind" WHEN 'TEXT' THEN concat(
        '{"__typename":', '"TextBlock"',
        ',"position":', json_quote("t3"."position"),
        ',"body":', json_quote("t3"."body_html"), '}') WHEN 'CONTRIBUTION' THEN concat(
        '{"__typename":', '"ContributionBlock"',
        ',"position":', json_quote("t3"."position"),
        ',"contribution":', CASE WHEN "t4"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"kind":', json_quote("t4"."kind"),
          ',"body":', json_quote("t4"."body_html"),
          ',"attribution":', concat(
            '{"name":', json_quote("t4"."attribution_name"),
            ',"credentials":', coalesce("t4"."attribution_credentials", 'null'), '}'), '}') END, '}') WHEN 'RELATED_LINK' THEN concat(
        '{"__typename":', '"RelatedLinkBlock"',
        ',"position":', json_quote("t3"."position"),
        ',"link":', CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"title":', json_quote("t5"."title"),
          ',"post":', CASE WHEN "t6"."row_id" IS NULL THEN 'null' ELSE concat(
            '{"slug":', json_quote("t6"."slug"), '}') END, '}') END, '}') END AS "element1"
      FROM (
        SELECT "t7"."row_id" AS "key0"
        FROM "block" AS "t7"
        WHERE "t7"."post_row_id" = "t1"."row_id"
        ORDER BY "t7"."position" ASC
        LIMIT 100
      ) AS "keys"
      CROSS JOIN "block" AS "t3" ON "t3"."row_id" = "keys"."key0"
      LEFT JOIN "contribution" AS "t4" ON "t3"."contribution_row_id" = "t4"."row_id" AND +"t4"."visible_from" <= ?
      LEFT JOIN "link" AS "t5" ON "t3"."link_row_id" = "t5"."row_id" AND +"t5"."visible_from" <= ?
      LEFT JOIN "post" AS "t6" ON "t5"."post_row_id" = "t6"."row_id" AND +"t6"."status" = ? AND +"t6"."published_at" <= ?
    ) AS "t2"
  ),
  ',"whole":', json_quote("t8"."markdown"), '}') AS BLOB) AS json
FROM "post" AS "t1"
LEFT JOIN "post_body" AS "t8" ON "t8"."post_row_id" = "t1"."row_id"
WHERE "t1"."slug" = ? AND +"t1"."status" = ? AND +"t1"."published_at" <= ?;
