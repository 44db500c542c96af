-- post
SELECT CAST(concat(
  '{"title":', json_quote("t1"."title"),
  ',"related":', (
    SELECT concat(
      '{"totalCount":', json_quote((
        SELECT count(*)
        FROM "link" AS "t3"
        WHERE "t3"."source_row_id" = "t1"."row_id" AND "t3"."kind" IN (?)
      )),
      ',"nodes":', concat('[', group_concat("t2"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"title":', json_quote("t4"."title"),
        ',"post":', CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"slug":', json_quote("t5"."slug"), '}') END, '}') AS "element1"
      FROM (
        SELECT "t6"."row_id" AS "key0"
        FROM "link" AS "t6"
        WHERE "t6"."source_row_id" = "t1"."row_id" AND "t6"."kind" IN (?)
        ORDER BY "t6"."position" ASC, "t6"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "link" AS "t4" ON "t4"."row_id" = "keys"."key0"
      LEFT JOIN "post" AS "t5" ON "t4"."post_row_id" = "t5"."row_id" AND +"t5"."status" = ? AND +"t5"."published_at" <= ?
    ) AS "t2"
  ),
  ',"inProse":', (
    SELECT concat(
      '{"nodes":', concat('[', group_concat("t7"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"title":', json_quote("t8"."title"),
        ',"post":', CASE WHEN "t9"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"slug":', json_quote("t9"."slug"), '}') END, '}') AS "element1"
      FROM (
        SELECT "t10"."row_id" AS "key0"
        FROM "link" AS "t10"
        WHERE "t10"."source_row_id" = "t1"."row_id" AND "t10"."kind" IN (?)
        ORDER BY "t10"."position" ASC, "t10"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "link" AS "t8" ON "t8"."row_id" = "keys"."key0"
      LEFT JOIN "post" AS "t9" ON "t8"."post_row_id" = "t9"."row_id" AND +"t9"."status" = ? AND +"t9"."published_at" <= ?
    ) AS "t7"
  ),
  ',"linkedFrom":', (
    SELECT concat(
      '{"totalCount":', json_quote((
        SELECT count(*)
        FROM "link" AS "t12"
        LEFT JOIN "post" AS "t13" ON "t12"."source_row_id" = "t13"."row_id"
        WHERE "t12"."post_row_id" = "t1"."row_id" AND "t12"."visible_from" <= ?
      )),
      ',"nodes":', concat('[', group_concat("t11"."element1", ','), ']'), '}')
    FROM (
      SELECT concat(
        '{"kind":', json_quote("t14"."kind"),
        ',"title":', json_quote("t14"."title"),
        ',"source":', CASE WHEN "t15"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"slug":', json_quote("t15"."slug"),
          ',"title":', json_quote("t15"."title"), '}') END, '}') AS "element1"
      FROM (
        SELECT "t16"."row_id" AS "key0"
        FROM "link" AS "t16"
        LEFT JOIN "post" AS "t17" ON "t16"."source_row_id" = "t17"."row_id"
        WHERE "t16"."post_row_id" = "t1"."row_id" AND "t16"."visible_from" <= ?
        ORDER BY "t16"."visible_from" DESC, "t17"."id" DESC, "t16"."position" ASC, "t16"."id" ASC
        LIMIT 20
      ) AS "keys"
      CROSS JOIN "link" AS "t14" ON "t14"."row_id" = "keys"."key0"
      LEFT JOIN "post" AS "t15" ON "t14"."source_row_id" = "t15"."row_id" AND +"t15"."status" = ? AND +"t15"."published_at" <= ?
    ) AS "t11"
  ), '}') AS BLOB) AS json
FROM "post" AS "t1"
WHERE "t1"."slug" = ? AND +"t1"."status" = ? AND +"t1"."published_at" <= ?;
