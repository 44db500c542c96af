-- search
SELECT CAST((
  SELECT (
    '{"totalCount":' || coalesce(CAST((
      SELECT count(*)
      FROM (
        SELECT 1
        FROM "search_index" AS "t3"
        JOIN "search_document" AS "t2" ON "t2"."row_id" = "t3"."row_id"
        WHERE "t3"."vector" @@ CAST($1 AS tsquery) AND "t2"."visible_from" <= $2
        LIMIT 10000
      ) AS "t4"
    ) AS text), 'null') ||
    ',"facets":' || (WITH "t5" AS MATERIALIZED (
        SELECT "t6"."row_id","t6"."visible_from","t6"."post_row_id","t6"."contribution_row_id","t6"."expert_row_id","t6"."clinic_row_id","t6"."tag_row_id"
        FROM "search_index" AS "t7"
        JOIN "search_document" AS "t6" ON "t6"."row_id" = "t7"."row_id"
        WHERE "t7"."vector" @@ CAST($3 AS tsquery) AND "t6"."visible_from" <= $2
      )
      SELECT (
        '{"conditions":' || (
          SELECT ('[' || coalesce(string_agg((
            '{"count":' || coalesce(CAST("t13"."count" AS text), 'null') ||
            ',"node":' || CASE WHEN "t14"."row_id" IS NULL THEN 'null' ELSE (
              '{"slug":' || coalesce(CAST(to_json("t14"."slug") AS text), 'null') ||
              ',"name":' || coalesce(CAST(to_json("t14"."name") AS text), 'null') || '}') END || '}'), ',' ORDER BY "t13"."ordinal"), '') || ']')
          FROM (
            SELECT "t12".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "node_row_id", CAST(sum("hits") AS integer) AS "count"
              FROM (
                SELECT DISTINCT "t9"."tag_row_id" AS "node_row_id", "t8"."post_row_id" AS "owner", "t8"."hits"
                FROM (
                  SELECT "post_row_id", count(*) AS "hits"
                  FROM "t5"
                  WHERE "post_row_id" IS NOT NULL GROUP BY "post_row_id"
                ) AS "t8"
                CROSS JOIN "post_tag" AS "t9"
                CROSS JOIN "tag" AS "t10"
                WHERE "t9"."post_row_id" = "t8"."post_row_id" AND "t10"."row_id" = "t9"."tag_row_id" AND "t10"."kind" IN ($4) AND TRUE
              ) AS "t11" GROUP BY "node_row_id"
              ORDER BY 2 DESC, 1
              LIMIT 5
            ) AS "t12"
          ) AS "t13"
          LEFT JOIN "tag" AS "t14" ON "t13"."node_row_id" = "t14"."row_id"
        ) ||
        ',"treatments":' || (
          SELECT ('[' || coalesce(string_agg((
            '{"count":' || coalesce(CAST("t20"."count" AS text), 'null') ||
            ',"node":' || CASE WHEN "t21"."row_id" IS NULL THEN 'null' ELSE (
              '{"slug":' || coalesce(CAST(to_json("t21"."slug") AS text), 'null') ||
              ',"name":' || coalesce(CAST(to_json("t21"."name") AS text), 'null') || '}') END || '}'), ',' ORDER BY "t20"."ordinal"), '') || ']')
          FROM (
            SELECT "t19".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "node_row_id", CAST(sum("hits") AS integer) AS "count"
              FROM (
                SELECT DISTINCT "t16"."tag_row_id" AS "node_row_id", "t15"."post_row_id" AS "owner", "t15"."hits"
                FROM (
                  SELECT "post_row_id", count(*) AS "hits"
                  FROM "t5"
                  WHERE "post_row_id" IS NOT NULL GROUP BY "post_row_id"
                ) AS "t15"
                CROSS JOIN "post_tag" AS "t16"
                CROSS JOIN "tag" AS "t17"
                WHERE "t16"."post_row_id" = "t15"."post_row_id" AND "t17"."row_id" = "t16"."tag_row_id" AND "t17"."kind" IN ($5) AND TRUE
              ) AS "t18" GROUP BY "node_row_id"
              ORDER BY 2 DESC, 1
              LIMIT 5
            ) AS "t19"
          ) AS "t20"
          LEFT JOIN "tag" AS "t21" ON "t20"."node_row_id" = "t21"."row_id"
        ) ||
        ',"experts":' || (
          SELECT ('[' || coalesce(string_agg((
            '{"count":' || coalesce(CAST("t27"."count" AS text), 'null') ||
            ',"node":' || CASE WHEN "t28"."row_id" IS NULL THEN 'null' ELSE (
              '{"slug":' || coalesce(CAST(to_json("t28"."slug") AS text), 'null') ||
              ',"name":' || coalesce(CAST(to_json("t28"."name") AS text), 'null') || '}') END || '}'), ',' ORDER BY "t27"."ordinal"), '') || ']')
          FROM (
            SELECT "t26".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "node_row_id", CAST(sum("hits") AS integer) AS "count"
              FROM (
                SELECT DISTINCT "t23"."expert_row_id" AS "node_row_id", "t22"."post_row_id" AS "owner", "t22"."hits"
                FROM (
                  SELECT "post_row_id", count(*) AS "hits"
                  FROM "t5"
                  WHERE "post_row_id" IS NOT NULL GROUP BY "post_row_id"
                ) AS "t22"
                CROSS JOIN "contribution" AS "t23"
                CROSS JOIN "expert" AS "t24"
                WHERE "t23"."post_row_id" = "t22"."post_row_id" AND "t24"."row_id" = "t23"."expert_row_id" AND TRUE
              ) AS "t25" GROUP BY "node_row_id"
              ORDER BY 2 DESC, 1
              LIMIT 5
            ) AS "t26"
          ) AS "t27"
          LEFT JOIN "expert" AS "t28" ON "t27"."node_row_id" = "t28"."row_id"
        ) ||
        ',"clinics":' || (
          SELECT ('[' || coalesce(string_agg((
            '{"count":' || coalesce(CAST("t34"."count" AS text), 'null') ||
            ',"node":' || CASE WHEN "t35"."row_id" IS NULL THEN 'null' ELSE (
              '{"slug":' || coalesce(CAST(to_json("t35"."slug") AS text), 'null') ||
              ',"name":' || coalesce(CAST(to_json("t35"."name") AS text), 'null') || '}') END || '}'), ',' ORDER BY "t34"."ordinal"), '') || ']')
          FROM (
            SELECT "t33".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "node_row_id", CAST(sum("hits") AS integer) AS "count"
              FROM (
                SELECT DISTINCT "t30"."clinic_row_id" AS "node_row_id", "t29"."post_row_id" AS "owner", "t29"."hits"
                FROM (
                  SELECT "post_row_id", count(*) AS "hits"
                  FROM "t5"
                  WHERE "post_row_id" IS NOT NULL GROUP BY "post_row_id"
                ) AS "t29"
                CROSS JOIN "contribution" AS "t30"
                CROSS JOIN "clinic" AS "t31"
                WHERE "t30"."post_row_id" = "t29"."post_row_id" AND "t31"."row_id" = "t30"."clinic_row_id" AND TRUE
              ) AS "t32" GROUP BY "node_row_id"
              ORDER BY 2 DESC, 1
              LIMIT 5
            ) AS "t33"
          ) AS "t34"
          LEFT JOIN "clinic" AS "t35" ON "t34"."node_row_id" = "t35"."row_id"
        ) ||
        ',"regions":' || (
          SELECT ('[' || coalesce(string_agg((
            '{"count":' || coalesce(CAST("t42"."count" AS text), 'null') ||
            ',"node":' || CASE WHEN "t43"."row_id" IS NULL THEN 'null' ELSE (
              '{"slug":' || coalesce(CAST(to_json("t43"."slug") AS text), 'null') ||
              ',"name":' || coalesce(CAST(to_json("t43"."name") AS text), 'null') || '}') END || '}'), ',' ORDER BY "t42"."ordinal"), '') || ']')
          FROM (
            SELECT "t41".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "node_row_id", CAST(sum("hits") AS integer) AS "count"
              FROM (
                SELECT DISTINCT "t38"."region_row_id" AS "node_row_id", "t36"."post_row_id" AS "owner", "t36"."hits"
                FROM (
                  SELECT "post_row_id", count(*) AS "hits"
                  FROM "t5"
                  WHERE "post_row_id" IS NOT NULL GROUP BY "post_row_id"
                ) AS "t36"
                CROSS JOIN "contribution" AS "t37"
                CROSS JOIN "clinic" AS "t38"
                CROSS JOIN "region" AS "t39"
                WHERE "t37"."post_row_id" = "t36"."post_row_id" AND "t38"."row_id" = "t37"."clinic_row_id" AND "t39"."row_id" = "t38"."region_row_id" AND TRUE
              ) AS "t40" GROUP BY "node_row_id"
              ORDER BY 2 DESC, 1
              LIMIT 5
            ) AS "t41"
          ) AS "t42"
          LEFT JOIN "region" AS "t43" ON "t42"."node_row_id" = "t43"."row_id"
        ) ||
        ',"years":' || (
          SELECT ('[' || coalesce(string_agg((
            '{"year":' || coalesce(CAST(to_json("t47"."year") AS text), 'null') ||
            ',"count":' || coalesce(CAST("t47"."count" AS text), 'null') || '}'), ',' ORDER BY "t47"."ordinal"), '') || ']')
          FROM (
            SELECT "t46".*, row_number() OVER () AS "ordinal"
            FROM (
              SELECT "year", CAST(sum("hits") AS integer) AS "count"
              FROM (
                SELECT substr("t44"."visible_from", 1, 4) AS "year", 1 AS "hits"
                FROM "t5" AS "t44"
                WHERE "t44"."visible_from" > ''
              ) AS "t45" GROUP BY "year"
              ORDER BY 2 DESC, 1
              LIMIT 10
            ) AS "t46"
          ) AS "t47"
        ) || '}')
    ) ||
    ',"nodes":' || ('[' || coalesce(string_agg("t1"."element1", ',' ORDER BY "t1"."key1" DESC, "t1"."key2" DESC), '') || ']') || '}')
  FROM (
    SELECT CASE WHEN "t53"."row_id" IS NULL THEN CASE WHEN "t52"."row_id" IS NULL THEN CASE WHEN "t51"."row_id" IS NULL THEN CASE WHEN "t50"."row_id" IS NULL THEN CASE WHEN "t49"."row_id" IS NULL THEN 'null' ELSE (
      '{"__typename":' || '"Tag"' || '}') END ELSE (
      '{"__typename":' || '"Clinic"' || '}') END ELSE (
      '{"__typename":' || '"Expert"' || '}') END ELSE (
      '{"__typename":' || '"Post"' ||
      ',"title":' || coalesce(CAST(to_json("t52"."title") AS text), 'null') || '}') END ELSE (
      '{"__typename":' || '"Contribution"' || '}') END AS "element1", "t48"."key1", "t48"."key2"
    FROM (
      SELECT "t54".*, CAST(1000000 * ts_rank_cd('{0.1,0.3,0.4,1}', "t55"."vector", CAST(replace($6, '<->', '&') AS tsquery), 1) AS integer) AS "key1", "t54"."id" AS "key2"
      FROM "search_index" AS "t55"
      JOIN "search_document" AS "t54" ON "t54"."row_id" = "t55"."row_id"
      WHERE "t55"."vector" @@ CAST($6 AS tsquery) AND "t54"."visible_from" <= $2
      ORDER BY CAST(1000000 * ts_rank_cd('{0.1,0.3,0.4,1}', "t55"."vector", CAST(replace($6, '<->', '&') AS tsquery), 1) AS integer) DESC, "t54"."id" DESC
      LIMIT 3
    ) AS "t48"
    LEFT JOIN "tag" AS "t49" ON "t48"."tag_row_id" = "t49"."row_id"
    LEFT JOIN "clinic" AS "t50" ON "t48"."clinic_row_id" = "t50"."row_id"
    LEFT JOIN "expert" AS "t51" ON "t48"."expert_row_id" = "t51"."row_id"
    LEFT JOIN "post" AS "t52" ON "t48"."post_row_id" = "t52"."row_id" AND "t52"."status" = $7 AND "t52"."published_at" <= $2
    LEFT JOIN "contribution" AS "t53" ON "t48"."contribution_row_id" = "t53"."row_id" AND "t53"."visible_from" <= $2
  ) AS "t1"
) AS text) AS json;
