-- resolveUrl
SELECT CAST(concat(
  '{"status":', CASE WHEN ("t1"."row_id" IS NULL OR "t1"."status" = ? AND "t1"."published_at" <= ?) THEN '"GONE"' WHEN '/posts/' || "t1"."slug" = ? THEN '"FOUND"' ELSE '"REDIRECT"' END,
  ',"httpStatus":', CASE WHEN ("t1"."row_id" IS NULL OR "t1"."status" = ? AND "t1"."published_at" <= ?) THEN '410' WHEN '/posts/' || "t1"."slug" = ? THEN '200' ELSE '301' END,
  ',"location":', CASE WHEN ("t1"."row_id" IS NULL OR "t1"."status" = ? AND "t1"."published_at" <= ?) THEN 'null' ELSE json_quote((CAST(? AS text) || '/posts/' || "t1"."slug")) END,
  ',"node":', CASE WHEN ("t1"."row_id" IS NULL OR "t1"."status" = ? AND "t1"."published_at" <= ?) THEN 'null' ELSE concat(
    '{"__typename":', '"Post"',
    ',"id":', json_quote("t1"."id"),
    ',"title":', json_quote("t1"."title"),
    ',"excerpt":', json_quote("t1"."excerpt"),
    ',"publishedAt":', json_quote("t1"."published_at"),
    ',"author":', CASE WHEN "t3"."row_id" IS NULL THEN 'null' ELSE concat(
      '{"name":', json_quote("t3"."name"), '}') END,
    ',"tags":', (
      SELECT concat(
        '{"nodes":', concat('[', group_concat("t4"."element1", ','), ']'), '}')
      FROM (
        SELECT concat(
          '{"slug":', json_quote("t5"."slug"),
          ',"name":', json_quote("t5"."name"), '}') AS "element1"
        FROM (
          SELECT "t6"."row_id" AS "key0"
          FROM "tag" AS "t6"
          WHERE "t6"."row_id" IN (
            SELECT "t7"."tag_row_id"
            FROM "post_tag" AS "t7"
            WHERE "t7"."post_row_id" = "t1"."row_id"
          ) AND TRUE
          ORDER BY "t6"."name_key" ASC, "t6"."id" ASC
          LIMIT 20
        ) AS "keys"
        CROSS JOIN "tag" AS "t5" ON "t5"."row_id" = "keys"."key0"
      ) AS "t4"
    ), '}') END, '}') AS BLOB) AS json
FROM (
  SELECT coalesce((
    SELECT "t8"."id"
    FROM "post" AS "t8"
    WHERE "t8"."slug" = ? AND (+"t8"."status" = ? AND +"t8"."published_at" <= ? OR "t8"."status" = ? AND "t8"."published_at" <= ?)
  ), (
    SELECT "t9"."node_id"
    FROM "former_slug" AS "t9"
    WHERE "t9"."noun" = 'post' AND "t9"."slug" = ?
  )) AS "id"
) AS "t2"
LEFT JOIN "post" AS "t1" ON "t1"."id" = "t2"."id"
LEFT JOIN "author" AS "t3" ON "t1"."author_row_id" = "t3"."row_id"
WHERE "t2"."id" IS NOT NULL AND ("t1"."row_id" IS NULL OR (+"t1"."status" = ? AND +"t1"."published_at" <= ? OR "t1"."status" = ? AND "t1"."published_at" <= ?));
