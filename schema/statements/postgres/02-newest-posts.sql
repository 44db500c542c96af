-- posts
SELECT CAST((
  SELECT (
    '{"totalCount":' || coalesce(CAST((
      SELECT count(*)
      FROM (
        SELECT 1
        FROM "post" AS "t2"
        WHERE "t2"."status" = $1 AND "t2"."published_at" <= $2
        LIMIT 10000
      ) AS "t3"
    ) AS text), 'null') ||
    ',"pageInfo":' || (
      '{"hasNextPage":' || CASE WHEN coalesce(max("t1"."ordinal"), 0) > 5 THEN 'true' ELSE 'false' END ||
      ',"hasPreviousPage":' || 'false' ||
      ',"startCursor":' || coalesce(CAST(to_json(max(CASE WHEN "t1"."ordinal" = 1 THEN "t1"."cursor" END)) AS text), 'null') ||
      ',"endCursor":' || coalesce(CAST(to_json(substr(max(CASE WHEN "t1"."ordinal" <= 5 THEN (1000 + "t1"."ordinal") || "t1"."cursor" END), 5)) AS text), 'null') || '}') ||
    ',"edges":' || ('[' || coalesce(string_agg("t1"."element1", ',' ORDER BY "t1"."ordinal") FILTER (WHERE "t1"."ordinal" <= 5), '') || ']') || '}')
  FROM (
    SELECT (
      '{"cursor":' || coalesce(CAST(to_json(encode(convert_to('["16b75ce6"' || ',' || coalesce(CAST(to_json("t4"."key1") AS text), 'null') || ',' || coalesce(CAST(to_json("t4"."key2") AS text), 'null') || ']', 'UTF8'), 'hex')) AS text), 'null') ||
      ',"node":' || (
        '{"slug":' || coalesce(CAST(to_json("t4"."slug") AS text), 'null') ||
        ',"title":' || coalesce(CAST(to_json("t4"."title") AS text), 'null') ||
        ',"publishedAt":' || coalesce(CAST(to_json("t4"."published_at") AS text), 'null') ||
        ',"author":' || CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE (
          '{"name":' || coalesce(CAST(to_json("t5"."name") AS text), 'null') ||
          ',"kind":' || coalesce(CAST(to_json("t5"."kind") AS text), 'null') || '}') END || '}') || '}') AS "element1", "t4"."ordinal", encode(convert_to('["16b75ce6"' || ',' || coalesce(CAST(to_json("t4"."key1") AS text), 'null') || ',' || coalesce(CAST(to_json("t4"."key2") AS text), 'null') || ']', 'UTF8'), 'hex') AS "cursor"
    FROM (
      SELECT "cut".*, row_number() OVER () AS "ordinal"
      FROM (
        SELECT "t6".*, "t6"."published_at" AS "key1", "t6"."id" AS "key2"
        FROM "post" AS "t6"
        WHERE "t6"."status" = $3 AND "t6"."published_at" <= $2
        ORDER BY "t6"."published_at" DESC, "t6"."id" DESC
        LIMIT 6
      ) AS "cut"
    ) AS "t4"
    LEFT JOIN "author" AS "t5" ON "t4"."author_row_id" = "t5"."row_id"
  ) AS "t1"
) AS text) AS json;
