-- posts
SELECT CAST((
  SELECT concat(
    '{"totalCount":', json_quote((
      SELECT count(*)
      FROM "post" AS "t2"
      WHERE "t2"."status" = ? AND "t2"."published_at" <= ?
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
        '{"slug":', json_quote("t3"."slug"),
        ',"title":', json_quote("t3"."title"),
        ',"publishedAt":', json_quote("t3"."published_at"),
        ',"author":', CASE WHEN "t4"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"name":', json_quote("t4"."name"),
          ',"kind":', json_quote("t4"."kind"), '}') END, '}'), '}') AS "element1", "keys"."ordinal", lower(hex(json_array('16b75ce6', "keys"."key1", "keys"."key2"))) AS "cursor"
    FROM (
      SELECT "cut".*, row_number() OVER () AS "ordinal"
      FROM (
        SELECT "t5"."row_id" AS "key0", "t5"."published_at" AS "key1", "t5"."id" AS "key2"
        FROM "post" AS "t5"
        WHERE "t5"."status" = ? AND "t5"."published_at" <= ?
        ORDER BY "t5"."published_at" DESC, "t5"."id" DESC
        LIMIT 6
      ) AS "cut"
    ) AS "keys"
    CROSS JOIN "post" AS "t3" ON "t3"."row_id" = "keys"."key0"
    LEFT JOIN "author" AS "t4" ON "t3"."author_row_id" = "t4"."row_id"
  ) AS "t1"
) AS BLOB) AS json;
