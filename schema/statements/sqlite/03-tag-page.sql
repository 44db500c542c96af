-- tag
SELECT CAST(concat(
  '{"name":', json_quote("t1"."name"),
  ',"kind":', json_quote("t1"."kind"),
  ',"synonyms":', coalesce("t1"."synonyms", 'null'),
  ',"parent":', CASE WHEN "t2"."row_id" IS NULL THEN 'null' ELSE concat(
    '{"name":', json_quote("t2"."name"), '}') END,
  ',"posts":', (
    SELECT concat(
      '{"pageInfo":', concat(
        '{"hasNextPage":', CASE WHEN coalesce(max("t3"."ordinal"), 0) > 20 THEN 'true' ELSE 'false' END,
        ',"endCursor":', json_quote(substr(max(CASE WHEN "t3"."ordinal" <= 20 THEN (1000 + "t3"."ordinal") || "t3"."cursor" END), 5)), '}'),
      ',"nodes":', concat('[', group_concat("t3"."element1", ',') FILTER (WHERE "t3"."ordinal" <= 20), ']'), '}')
    FROM (
      SELECT concat(
        '{"slug":', json_quote("t4"."slug"),
        ',"title":', json_quote("t4"."title"),
        ',"excerpt":', json_quote("t4"."excerpt"),
        ',"tags":', (
          SELECT concat(
            '{"nodes":', concat('[', group_concat("t5"."element1", ','), ']'), '}')
          FROM (
            SELECT concat(
              '{"slug":', json_quote("t6"."slug"),
              ',"name":', json_quote("t6"."name"), '}') AS "element1"
            FROM (
              SELECT "t7"."row_id" AS "key0"
              FROM "tag" AS "t7"
              WHERE "t7"."row_id" IN (
                SELECT "t8"."tag_row_id"
                FROM "post_tag" AS "t8"
                WHERE "t8"."post_row_id" = "t4"."row_id"
              ) AND TRUE
              ORDER BY "t7"."name_key" ASC, "t7"."id" ASC
              LIMIT 20
            ) AS "keys"
            CROSS JOIN "tag" AS "t6" ON "t6"."row_id" = "keys"."key0"
          ) AS "t5"
        ),
        ',"contributions":', (
          SELECT concat(
            '{"nodes":', concat('[', group_concat("t9"."element1", ','), ']'), '}')
          FROM (
            SELECT concat(
              '{"attribution":', concat(
                '{"name":', json_quote("t10"."attribution_name"), '}'),
              ',"clinic":', CASE WHEN "t11"."row_id" IS NULL THEN 'null' ELSE concat(
                '{"name":', json_quote("t11"."name"),
                ',"city":', json_quote("t11"."city"), '}') END, '}') AS "element1"
            FROM (
              SELECT "t12"."row_id" AS "key0"
              FROM "contribution" AS "t12"
              WHERE "t12"."post_row_id" = "t4"."row_id"
              ORDER BY "t12"."position" ASC, "t12"."id" ASC
              LIMIT 20
            ) AS "keys"
            CROSS JOIN "contribution" AS "t10" ON "t10"."row_id" = "keys"."key0"
            LEFT JOIN "clinic" AS "t11" ON "t10"."clinic_row_id" = "t11"."row_id"
          ) AS "t9"
        ), '}') AS "element1", "keys"."ordinal", lower(hex(json_array('16b75ce6', "keys"."key1", "keys"."key2"))) AS "cursor"
      FROM (
        SELECT "cut".*, row_number() OVER () AS "ordinal"
        FROM (
          SELECT "t14"."row_id" AS "key0", "t13"."visible_from" AS "key1", "t14"."id" AS "key2"
          FROM "post_tag" AS "t13"
          CROSS JOIN "post" AS "t14" ON "t14"."row_id" = "t13"."post_row_id"
          WHERE "t13"."tag_row_id" = "t1"."row_id" AND "t13"."visible_from" <= ?
          ORDER BY "t13"."visible_from" DESC, "t14"."id" DESC
          LIMIT 21
        ) AS "cut"
      ) AS "keys"
      CROSS JOIN "post" AS "t4" ON "t4"."row_id" = "keys"."key0"
    ) AS "t3"
  ), '}') AS BLOB) AS json
FROM "tag" AS "t1"
LEFT JOIN "tag" AS "t2" ON "t1"."parent_row_id" = "t2"."row_id"
WHERE "t1"."slug" = ? AND TRUE;
