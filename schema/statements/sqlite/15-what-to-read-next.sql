-- post
SELECT CAST(concat(
  '{"title":', json_quote("t1"."title"),
  ',"related":', (
    SELECT concat(
      '{"edges":', concat('[', group_concat("t2"."element1", ',') FILTER (WHERE "t2"."ordinal" <= 5), ']'),
      ',"pageInfo":', concat(
        '{"hasNextPage":', CASE WHEN coalesce(max("t2"."ordinal"), 0) > 5 THEN 'true' ELSE 'false' END,
        ',"endCursor":', json_quote(substr(max(CASE WHEN "t2"."ordinal" <= 5 THEN (1000 + "t2"."ordinal") || "t2"."cursor" END), 5)), '}'), '}')
    FROM (
      SELECT concat(
        '{"score":', json_quote("t3"."score"),
        ',"reasons":', (
          SELECT concat('[', group_concat(concat(
            '{"kind":', json_quote("t4"."kind"),
            ',"weight":', json_quote("t4"."weight"),
            ',"label":', json_quote(coalesce("t4"."words", "t5"."name", "t6"."name", "t7"."name", "t8"."title")),
            ',"node":', CASE WHEN "t5"."row_id" IS NULL THEN CASE WHEN "t6"."row_id" IS NULL THEN CASE WHEN "t7"."row_id" IS NULL THEN CASE WHEN "t9"."row_id" IS NULL THEN 'null' ELSE concat(
              '{"__typename":', '"Link"',
              ',"id":', json_quote("t9"."id"), '}') END ELSE concat(
              '{"__typename":', '"Clinic"',
              ',"id":', json_quote("t7"."id"), '}') END ELSE concat(
              '{"__typename":', '"Expert"',
              ',"id":', json_quote("t6"."id"), '}') END ELSE concat(
              '{"__typename":', '"Tag"',
              ',"id":', json_quote("t5"."id"), '}') END, '}'), ','), ']')
          FROM (
            SELECT value ->> 0 AS "kind", value ->> 1 AS "weight", value ->> 2 AS "words", value ->> 3 AS "tag_row_id", value ->> 4 AS "expert_row_id", value ->> 5 AS "clinic_row_id", value ->> 6 AS "link_row_id", key AS ordinal
            FROM json_each("t3"."reason_rows")
          ) AS "t4"
          LEFT JOIN "tag" AS "t5" ON "t4"."tag_row_id" = "t5"."row_id"
          LEFT JOIN "expert" AS "t6" ON "t4"."expert_row_id" = "t6"."row_id"
          LEFT JOIN "clinic" AS "t7" ON "t4"."clinic_row_id" = "t7"."row_id"
          LEFT JOIN "link" AS "t8" ON "t4"."link_row_id" = "t8"."row_id"
          LEFT JOIN "link" AS "t9" ON "t4"."link_row_id" = "t9"."row_id" AND +"t9"."visible_from" <= ?
        ),
        ',"node":', CASE WHEN "t10"."row_id" IS NULL THEN 'null' ELSE concat(
          '{"slug":', json_quote("t10"."slug"),
          ',"title":', json_quote("t10"."title"),
          ',"excerpt":', json_quote("t10"."excerpt"),
          ',"publishedAt":', json_quote("t10"."published_at"), '}') END, '}') AS "element1", "keys"."ordinal", lower(hex(json_array('189b4f5b', "keys"."key1", "keys"."key2", "keys"."key3"))) AS "cursor"
      FROM (
        SELECT "cut".*, row_number() OVER () AS "ordinal"
        FROM (
          SELECT "t11"."row_id" AS "key0", "t11"."score" AS "key1", "t11"."visible_from" AS "key2", "t12"."id" AS "key3"
          FROM "related_post" AS "t11"
          LEFT JOIN "post" AS "t12" ON "t11"."node_row_id" = "t12"."row_id"
          WHERE "t11"."post_row_id" = "t1"."row_id" AND "t11"."visible_from" <= ?
          ORDER BY "t11"."score" DESC, "t11"."visible_from" DESC, "t12"."id" DESC
          LIMIT 6
        ) AS "cut"
      ) AS "keys"
      CROSS JOIN "related_post" AS "t3" ON "t3"."row_id" = "keys"."key0"
      LEFT JOIN "post" AS "t10" ON "t3"."node_row_id" = "t10"."row_id" AND +"t10"."status" = ? AND +"t10"."published_at" <= ?
    ) AS "t2"
  ), '}') AS BLOB) AS json
FROM "post" AS "t1"
WHERE "t1"."slug" = ? AND +"t1"."status" = ? AND +"t1"."published_at" <= ?;
