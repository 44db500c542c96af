-- tag
SELECT CAST((
  '{"name":' || coalesce(CAST(to_json("t1"."name") AS text), 'null') ||
  ',"kind":' || coalesce(CAST(to_json("t1"."kind") AS text), 'null') ||
  ',"synonyms":' || coalesce("t1"."synonyms", 'null') ||
  ',"parent":' || CASE WHEN "t2"."row_id" IS NULL THEN 'null' ELSE (
    '{"name":' || coalesce(CAST(to_json("t2"."name") AS text), 'null') || '}') END ||
  ',"posts":' || (
    SELECT (
      '{"pageInfo":' || (
        '{"hasNextPage":' || CASE WHEN coalesce(max("t3"."ordinal"), 0) > 20 THEN 'true' ELSE 'false' END ||
        ',"endCursor":' || coalesce(CAST(to_json(substr(max(CASE WHEN "t3"."ordinal" <= 20 THEN (1000 + "t3"."ordinal") || "t3"."cursor" END), 5)) AS text), 'null') || '}') ||
      ',"nodes":' || ('[' || coalesce(string_agg("t3"."element1", ',' ORDER BY "t3"."ordinal") FILTER (WHERE "t3"."ordinal" <= 20), '') || ']') || '}')
    FROM (
      SELECT (
        '{"slug":' || coalesce(CAST(to_json("t4"."slug") AS text), 'null') ||
        ',"title":' || coalesce(CAST(to_json("t4"."title") AS text), 'null') ||
        ',"excerpt":' || coalesce(CAST(to_json("t4"."excerpt") AS text), 'null') ||
        ',"tags":' || (
          SELECT (
            '{"nodes":' || ('[' || coalesce(string_agg("t5"."element1", ',' ORDER BY "t5"."key1" ASC, "t5"."key2" ASC), '') || ']') || '}')
          FROM (
            SELECT (
              '{"slug":' || coalesce(CAST(to_json("t6"."slug") AS text), 'null') ||
              ',"name":' || coalesce(CAST(to_json("t6"."name") AS text), 'null') || '}') AS "element1", "t6"."key1", "t6"."key2"
            FROM (
              SELECT "t7".*, "t7"."name_key" AS "key1", "t7"."id" AS "key2"
              FROM "tag" AS "t7"
              WHERE "t7"."row_id" IN (
                SELECT "t8"."tag_row_id"
                FROM "post_tag" AS "t8"
                WHERE "t8"."post_row_id" = "t4"."row_id"
              ) AND TRUE
              ORDER BY "t7"."name_key" ASC, "t7"."id" ASC
              LIMIT 20
            ) AS "t6"
          ) AS "t5"
        ) ||
        ',"contributions":' || (
          SELECT (
            '{"nodes":' || ('[' || coalesce(string_agg("t9"."element1", ',' ORDER BY "t9"."key1" ASC, "t9"."key2" ASC), '') || ']') || '}')
          FROM (
            SELECT (
              '{"attribution":' || (
                '{"name":' || coalesce(CAST(to_json("t10"."attribution_name") AS text), 'null') || '}') ||
              ',"clinic":' || CASE WHEN "t11"."row_id" IS NULL THEN 'null' ELSE (
                '{"name":' || coalesce(CAST(to_json("t11"."name") AS text), 'null') ||
                ',"city":' || coalesce(CAST(to_json("t11"."city") AS text), 'null') || '}') END || '}') AS "element1", "t10"."key1", "t10"."key2"
            FROM (
              SELECT "t12".*, "t12"."position" AS "key1", "t12"."id" AS "key2"
              FROM "contribution" AS "t12"
              WHERE "t12"."post_row_id" = "t4"."row_id"
              ORDER BY "t12"."position" ASC, "t12"."id" ASC
              LIMIT 20
            ) AS "t10"
            LEFT JOIN "clinic" AS "t11" ON "t10"."clinic_row_id" = "t11"."row_id"
          ) AS "t9"
        ) || '}') AS "element1", "t4"."ordinal", encode(convert_to('["16b75ce6"' || ',' || coalesce(CAST(to_json("t4"."key1") AS text), 'null') || ',' || coalesce(CAST(to_json("t4"."key2") AS text), 'null') || ']', 'UTF8'), 'hex') AS "cursor"
      FROM (
        SELECT "cut".*, row_number() OVER () AS "ordinal"
        FROM (
          SELECT "t14".*, "t13"."visible_from" AS "key1", "t14"."id" AS "key2"
          FROM "post_tag" AS "t13"
          JOIN "post" AS "t14" ON "t14"."row_id" = "t13"."post_row_id"
          WHERE "t13"."tag_row_id" = "t1"."row_id" AND "t13"."visible_from" <= $1
          ORDER BY "t13"."visible_from" DESC, "t14"."id" DESC
          LIMIT 21
        ) AS "cut"
      ) AS "t4"
    ) AS "t3"
  ) || '}') AS text) AS json
FROM "tag" AS "t1"
LEFT JOIN "tag" AS "t2" ON "t1"."parent_row_id" = "t2"."row_id"
WHERE "t1"."slug" = $2 AND TRUE;
