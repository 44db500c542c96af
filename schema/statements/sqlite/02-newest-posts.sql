-- posts
SELECT CAST((
  SELECT concat(
    '{"totalCount":', json_quote((
      SELECT count(*)
      FROM (
        SELECT 1
        FROM "post" AS "t2"
        WHERE "t2"."status" = ? AND "t2"."published_at" <= ?
        LIMIT 10000
      ) AS "t3"
    )),
    ',"pageInfo":', concat(
      '{"hasNextPage":', CASE WHEN coalesce(max("t1"."ordinal"), 0) > 5 THEN 'true' ELSE 'false' END,
      ',"hasPreviousPage":', 'false',
      ',"startCursor":', json_quote(max(CASE WHEN "t1"."ordinal" = 1 THEN "t1"."cursor" END)),
      ',"endCursor":', json_quote(substr(max(CASE WHEN "t1"."ordinal" <= 5 THEN (1000 + "t1"."ordinal") || "t1"."cursor" END), 5)), '}'),
    ',"edges":', concat('[', group_concat("t1"."element1", ',') FILTER (WHERE "t1"."ordinal" <= 5), ']'), '}')
  FROM (
    SELECT concat(
      '{"cursor":', json_quote(lower(hex(json_array('16b75ce6', "keys"."key1", "keys"."key2")))),
      ',"node":', concat(
        '{"slug":', json_quote("t4"."slug"),
        ',"title":', json_quote("t4"."title"),
        ',"publishedAt":', json_quote("t4"."published_at"),
        ',"author":', CASE WHEN "t5"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"name":', json_quote("t5"."name"),
          ',"kind":', json_quote("t5"."kind"), '}') END, '}'), '}') AS "element1", "keys"."ordinal", lower(hex(json_array('16b75ce6', "keys"."key1", "keys"."key2"))) AS "cursor"
    FROM (
      SELECT "cut".*, row_number() OVER () AS "ordinal"
      FROM (
        SELECT "t6"."row_id" AS "key0", "t6"."published_at" AS "key1", "t6"."id" AS "key2"
        FROM "post" AS "t6"
        WHERE "t6"."status" = ? AND "t6"."published_at" <= ?
        ORDER BY "t6"."published_at" DESC, "t6"."id" DESC
        LIMIT 6
      ) AS "cut"
    ) AS "keys"
    CROSS JOIN "post" AS "t4" ON "t4"."row_id" = "keys"."key0"
    LEFT JOIN "author" AS "t5" ON "t4"."author_row_id" = "t5"."row_id"
  ) AS "t1"
) AS BLOB) AS json;
