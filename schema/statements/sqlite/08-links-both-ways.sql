-- post
SELECT CAST(concat(
  '{"title":', json_quote("t1"."title"),
  ',"related":', (
    SELECT concat(
      '{"totalCount":', json_quote((
        SELECT count(*)
        FROM (
          SELECT 1
          FROM "link" AS "t3"
          WHERE "t3"."source_row_id" = "t1"."row_id" AND "t3"."kind" IN (?)
          LIMIT 10000
        ) AS "t4"
      )),
      ',"nodes":', concat('[', group_concat("t2"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"title":', json_quote("t5"."title"),
        ',"post":', CASE WHEN "t6"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"slug":', json_quote("t6"."slug"), '}') END, '}') AS "element1"
      FROM (
        SELECT "t7"."row_id" AS "key0"
        FROM "link" AS "t7"
        WHERE "t7"."source_row_id" = "t1"."row_id" AND "t7"."kind" IN (?)
        ORDER BY "t7"."position" ASC, "t7"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "link" AS "t5" ON "t5"."row_id" = "keys"."key0"
      LEFT JOIN "post" AS "t6" ON "t5"."post_row_id" = "t6"."row_id" AND +"t6"."status" = ? AND +"t6"."published_at" <= ?
    ) AS "t2"
  ),
  ',"inProse":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t8"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"title":', json_quote("t9"."title"),
        ',"post":', CASE WHEN "t10"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"slug":', json_quote("t10"."slug"), '}') END, '}') AS "element1"
      FROM (
        SELECT "t11"."row_id" AS "key0"
        FROM "link" AS "t11"
        WHERE "t11"."source_row_id" = "t1"."row_id" AND "t11"."kind" IN (?)
        ORDER BY "t11"."position" ASC, "t11"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "link" AS "t9" ON "t9"."row_id" = "keys"."key0"
      LEFT JOIN "post" AS "t10" ON "t9"."post_row_id" = "t10"."row_id" AND +"t10"."status" = ? AND +"t10"."published_at" <= ?
    ) AS "t8"
  ),
  ',"linkedFrom":', (
    SELECT concat(
      '{"totalCount":', json_quote((
        SELECT count(*)
        FROM (
          SELECT 1
          FROM "link" AS "t13"
          WHERE "t13"."post_row_id" = "t1"."row_id" AND "t13"."visible_from" <= ?
          LIMIT 10000
        ) AS "t14"
      )),
      ',"nodes":', concat('[', group_concat("t12"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"kind":', json_quote("t15"."kind"),
        ',"title":', json_quote("t15"."title"),
        ',"source":', CASE WHEN "t16"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"slug":', json_quote("t16"."slug"),
          ',"title":', json_quote("t16"."title"), '}') END, '}') AS "element1"
      FROM (
        SELECT "t17"."row_id" AS "key0"
        FROM "link" AS "t17"
        LEFT JOIN "post" AS "t18" ON "t17"."source_row_id" = "t18"."row_id"
        WHERE "t17"."post_row_id" = "t1"."row_id" AND "t17"."visible_from" <= ?
        ORDER BY "t17"."visible_from" DESC, "t18"."id" DESC, "t17"."position" ASC, "t17"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "link" AS "t15" ON "t15"."row_id" = "keys"."key0"
      LEFT JOIN "post" AS "t16" ON "t15"."source_row_id" = "t16"."row_id" AND +"t16"."status" = ? AND +"t16"."published_at" <= ?
    ) AS "t12"
  ), '}') AS BLOB) AS json
FROM "post" AS "t1"
WHERE "t1"."slug" = ? AND +"t1"."status" = ? AND +"t1"."published_at" <= ?;
