-- resolveUrl
SELECT CAST((
  '{"status":' || CASE WHEN ("t1"."row_id" IS NULL OR "t1"."status" = $1 AND "t1"."published_at" <= $2) THEN '"GONE"' WHEN '/posts/' || "t1"."slug" = $3 THEN '"FOUND"' ELSE '"REDIRECT"' END ||
  ',"httpStatus":' || CASE WHEN ("t1"."row_id" IS NULL OR "t1"."status" = $4 AND "t1"."published_at" <= $2) THEN '410' WHEN '/posts/' || "t1"."slug" = $3 THEN '200' ELSE '301' END ||
  ',"location":' || CASE WHEN ("t1"."row_id" IS NULL OR "t1"."status" = $5 AND "t1"."published_at" <= $2) THEN 'null' ELSE coalesce(CAST(to_json((CAST($6 AS text) || '/posts/' || "t1"."slug")) AS text), 'null') END ||
  ',"node":' || CASE WHEN ("t1"."row_id" IS NULL OR "t1"."status" = $7 AND "t1"."published_at" <= $2) THEN 'null' ELSE (
    '{"__typename":' || '"Post"' ||
    ',"id":' || coalesce(CAST(to_json("t1"."id") AS text), 'null') ||
    ',"title":' || coalesce(CAST(to_json("t1"."title") AS text), 'null') ||
    ',"excerpt":' || coalesce(CAST(to_json("t1"."excerpt") AS text), 'null') ||
    ',"publishedAt":' || coalesce(CAST(to_json("t1"."published_at") AS text), 'null') ||
    ',"author":' || CASE WHEN "t3"."row_id" IS NULL THEN 'null' ELSE (
      '{"name":' || coalesce(CAST(to_json("t3"."name") AS text), 'null') || '}') END ||
    ',"tags":' || (
      SELECT (
        '{"nodes":' || ('[' || coalesce(string_agg("t4"."element1", ',' ORDER BY "t4"."key1" ASC, "t4"."key2" ASC), '') || ']') || '}')
      FROM (
        SELECT (
          '{"slug":' || coalesce(CAST(to_json("t5"."slug") AS text), 'null') ||
          ',"name":' || coalesce(CAST(to_json("t5"."name") AS text), 'null') || '}') AS "element1", "t5"."key1", "t5"."key2"
        FROM (
          SELECT "t6".*, "t6"."name_key" AS "key1", "t6"."id" AS "key2"
          FROM "tag" AS "t6"
          WHERE "t6"."row_id" IN (
            SELECT "t7"."tag_row_id"
            FROM "post_tag" AS "t7"
            WHERE "t7"."post_row_id" = "t1"."row_id"
          ) AND TRUE
          ORDER BY "t6"."name_key" ASC, "t6"."id" ASC
          LIMIT 20
        ) AS "t5"
      ) AS "t4"
    ) || '}') END || '}') AS text) AS json
FROM (
  SELECT coalesce((
    SELECT "t8"."id"
    FROM "post" AS "t8"
    WHERE "t8"."slug" = $8 AND ("t8"."status" = $9 AND "t8"."published_at" <= $2 OR "t8"."status" = $10 AND "t8"."published_at" <= $2)
  ), (
    SELECT "t9"."node_id"
    FROM "former_slug" AS "t9"
    WHERE "t9"."noun" = 'post' AND "t9"."slug" = $8
  )) AS "id"
) AS "t2"
LEFT JOIN "post" AS "t1" ON "t1"."id" = "t2"."id"
LEFT JOIN "author" AS "t3" ON "t1"."author_row_id" = "t3"."row_id"
WHERE "t2"."id" IS NOT NULL AND ("t1"."row_id" IS NULL OR ("t1"."status" = $11 AND "t1"."published_at" <= $2 OR "t1"."status" = $12 AND "t1"."published_at" <= $2));
