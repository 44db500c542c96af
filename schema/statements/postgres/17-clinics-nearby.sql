-- clinics
SELECT CAST((
  SELECT (
    '{"totalCount":' || coalesce(CAST((
      SELECT count(*)
      FROM (
        SELECT 1
        FROM (
          SELECT "t8"."row_id" AS "key", "t6"."metres" AS "metres"
          FROM (
            SELECT "t9"."metres", "t9"."angle", CASE WHEN abs(CAST($1 AS double precision)) + "t9"."angle" >= 90 THEN 360 ELSE degrees(atan2(sin(radians("t9"."angle")), sqrt(cos(radians(CAST($1 AS double precision) + "t9"."angle")) * cos(radians(CAST($1 AS double precision) - "t9"."angle"))))) END AS "half"
            FROM (
              SELECT "t10"."metres", degrees(("t10"."metres" + 10) / 6371008.8) AS "angle"
              FROM (
                SELECT CAST($2 AS double precision) AS "metres"
              ) AS "t10"
            ) AS "t9"
          ) AS "t6"
          CROSS JOIN (
            SELECT 0 AS "turn"
            UNION ALL
            SELECT -360
            UNION ALL
            SELECT 360
          ) AS "t7"
          JOIN "clinic" AS "t8" ON point("t8"."longitude", "t8"."latitude") <@ box(point(CAST($3 AS double precision) + "t7"."turn" - "t6"."half", CAST($1 AS double precision) - "t6"."angle"), point(CAST($3 AS double precision) + "t7"."turn" + "t6"."half", CAST($1 AS double precision) + "t6"."angle"))
          WHERE ("t7"."turn" = 0 OR "t6"."half" < 360)
        ) AS "t5"
        JOIN "clinic" AS "t2" ON "t2"."row_id" = "t5"."key"
        WHERE CAST(round(6371008.8 * atan2(sqrt(power(cos(radians(("t2"."latitude" + 1024 - 1024))) * sin(radians(("t2"."longitude" + 1024 - 1024) - CAST($3 AS double precision))), 2) + power(cos(radians(CAST($1 AS double precision))) * sin(radians(("t2"."latitude" + 1024 - 1024))) - sin(radians(CAST($1 AS double precision))) * cos(radians(("t2"."latitude" + 1024 - 1024))) * cos(radians(("t2"."longitude" + 1024 - 1024) - CAST($3 AS double precision))), 2)), sin(radians(CAST($1 AS double precision))) * sin(radians(("t2"."latitude" + 1024 - 1024))) + cos(radians(CAST($1 AS double precision))) * cos(radians(("t2"."latitude" + 1024 - 1024))) * cos(radians(("t2"."longitude" + 1024 - 1024) - CAST($3 AS double precision))))) AS integer) <= "t5"."metres" AND (EXISTS (
          SELECT 1
          FROM "clinic_treatment" AS "t4"
          CROSS JOIN "tag" AS "t3"
          WHERE "t4"."clinic_row_id" = "t2"."row_id" AND "t3"."row_id" = ("t4"."tag_row_id" + 0) AND ("t3"."slug" = $4) AND TRUE OFFSET 0
        )) AND TRUE
        LIMIT 10000
      ) AS "t11"
    ) AS text), 'null') ||
    ',"pageInfo":' || (
      '{"hasNextPage":' || CASE WHEN coalesce(max("t1"."ordinal"), 0) > 10 THEN 'true' ELSE 'false' END ||
      ',"endCursor":' || coalesce(CAST(to_json(substr(max(CASE WHEN "t1"."ordinal" <= 10 THEN (1000 + "t1"."ordinal") || "t1"."cursor" END), 5)) AS text), 'null') || '}') ||
    ',"edges":' || ('[' || coalesce(string_agg("t1"."element1", ',' ORDER BY "t1"."ordinal") FILTER (WHERE "t1"."ordinal" <= 10), '') || ']') || '}')
  FROM (
    SELECT (
      '{"distanceKm":' || CASE WHEN (CAST("t12"."key1" AS double precision) / 1000) = 0 THEN '0'
    WHEN abs((CAST("t12"."key1" AS double precision) / 1000)) >= 1e21 THEN CAST((CAST("t12"."key1" AS double precision) / 1000) AS text)
    WHEN abs((CAST("t12"."key1" AS double precision) / 1000)) < 1e-6 THEN replace(CAST((CAST("t12"."key1" AS double precision) / 1000) AS text), 'e-0', 'e-')
    ELSE coalesce(CAST(CAST(CAST((CAST("t12"."key1" AS double precision) / 1000) AS text) AS numeric) AS text), 'null') END ||
      ',"node":' || (
        '{"name":' || coalesce(CAST(to_json("t12"."name") AS text), 'null') ||
        ',"city":' || coalesce(CAST(to_json("t12"."city") AS text), 'null') ||
        ',"telehealth":' || CASE WHEN "t12"."telehealth" THEN 'true' WHEN NOT "t12"."telehealth" THEN 'false' ELSE 'null' END ||
        ',"location":' || CASE WHEN "t12"."latitude" IS NULL AND "t12"."longitude" IS NULL THEN 'null' ELSE (
          '{"latitude":' || CASE WHEN "t12"."latitude" = 0 THEN '0'
    WHEN abs("t12"."latitude") >= 1e21 THEN CAST("t12"."latitude" AS text)
    WHEN abs("t12"."latitude") < 1e-6 THEN replace(CAST("t12"."latitude" AS text), 'e-0', 'e-')
    ELSE coalesce(CAST(CAST(CAST("t12"."latitude" AS text) AS numeric) AS text), 'null') END ||
          ',"longitude":' || CASE WHEN "t12"."longitude" = 0 THEN '0'
    WHEN abs("t12"."longitude") >= 1e21 THEN CAST("t12"."longitude" AS text)
    WHEN abs("t12"."longitude") < 1e-6 THEN replace(CAST("t12"."longitude" AS text), 'e-0', 'e-')
    ELSE coalesce(CAST(CAST(CAST("t12"."longitude" AS text) AS numeric) AS text), 'null') END || '}') END || '}') || '}') AS "element1", "t12"."ordinal", encode(convert_to('["1deedfc5"' || ',' || coalesce(CAST(to_json("t12"."key1") AS text), 'null') || ',' || coalesce(CAST(to_json("t12"."key2") AS text), 'null') || ',' || coalesce(CAST(to_json(CAST($5 AS text)) AS text), 'null') || ']', 'UTF8'), 'hex') AS "cursor"
    FROM (
      SELECT "cut".*, row_number() OVER () AS "ordinal"
      FROM (
        SELECT "t24".*, CAST(round(6371008.8 * atan2(sqrt(power(cos(radians(("t24"."latitude" + 1024 - 1024))) * sin(radians(("t24"."longitude" + 1024 - 1024) - CAST($3 AS double precision))), 2) + power(cos(radians(CAST($1 AS double precision))) * sin(radians(("t24"."latitude" + 1024 - 1024))) - sin(radians(CAST($1 AS double precision))) * cos(radians(("t24"."latitude" + 1024 - 1024))) * cos(radians(("t24"."longitude" + 1024 - 1024) - CAST($3 AS double precision))), 2)), sin(radians(CAST($1 AS double precision))) * sin(radians(("t24"."latitude" + 1024 - 1024))) + cos(radians(CAST($1 AS double precision))) * cos(radians(("t24"."latitude" + 1024 - 1024))) * cos(radians(("t24"."longitude" + 1024 - 1024) - CAST($3 AS double precision))))) AS integer) AS "key1", "t24"."id" AS "key2"
        FROM (
          SELECT "t30"."row_id" AS "key", "t28"."metres" AS "metres"
          FROM (
            SELECT "t31"."metres", "t31"."angle", CASE WHEN abs(CAST($1 AS double precision)) + "t31"."angle" >= 90 THEN 360 ELSE degrees(atan2(sin(radians("t31"."angle")), sqrt(cos(radians(CAST($1 AS double precision) + "t31"."angle")) * cos(radians(CAST($1 AS double precision) - "t31"."angle"))))) END AS "half"
            FROM (
              SELECT "t32"."metres", degrees(("t32"."metres" + 10) / 6371008.8) AS "angle"
              FROM (WITH RECURSIVE "t13"("metres") AS (
                  SELECT CASE WHEN CAST(1000 AS double precision) < CAST($2 AS double precision) THEN CAST(1000 AS double precision) ELSE CAST($2 AS double precision) END
                  UNION ALL
                  SELECT CASE WHEN "t13"."metres" * 2 < CAST($2 AS double precision) THEN "t13"."metres" * 2 ELSE CAST($2 AS double precision) END
                  FROM "t13"
                  WHERE "t13"."metres" < CAST($2 AS double precision) AND NOT (
                    SELECT count(*)
                    FROM (
                      SELECT 1
                      FROM (
                        SELECT "t20"."row_id" AS "key", "t18"."metres" AS "metres"
                        FROM (
                          SELECT "t21"."metres", "t21"."angle", CASE WHEN abs(CAST($1 AS double precision)) + "t21"."angle" >= 90 THEN 360 ELSE degrees(atan2(sin(radians("t21"."angle")), sqrt(cos(radians(CAST($1 AS double precision) + "t21"."angle")) * cos(radians(CAST($1 AS double precision) - "t21"."angle"))))) END AS "half"
                          FROM (
                            SELECT "t22"."metres", degrees(("t22"."metres" + 10) / 6371008.8) AS "angle"
                            FROM (
                              SELECT "t13"."metres" AS "metres"
                            ) AS "t22"
                          ) AS "t21"
                        ) AS "t18"
                        CROSS JOIN (
                          SELECT 0 AS "turn"
                          UNION ALL
                          SELECT -360
                          UNION ALL
                          SELECT 360
                        ) AS "t19"
                        JOIN "clinic" AS "t20" ON point("t20"."longitude", "t20"."latitude") <@ box(point(CAST($3 AS double precision) + "t19"."turn" - "t18"."half", CAST($1 AS double precision) - "t18"."angle"), point(CAST($3 AS double precision) + "t19"."turn" + "t18"."half", CAST($1 AS double precision) + "t18"."angle"))
                        WHERE ("t19"."turn" = 0 OR "t18"."half" < 360)
                      ) AS "t17"
                      JOIN "clinic" AS "t14" ON "t14"."row_id" = "t17"."key"
                      WHERE CAST(round(6371008.8 * atan2(sqrt(power(cos(radians(("t14"."latitude" + 1024 - 1024))) * sin(radians(("t14"."longitude" + 1024 - 1024) - CAST($3 AS double precision))), 2) + power(cos(radians(CAST($1 AS double precision))) * sin(radians(("t14"."latitude" + 1024 - 1024))) - sin(radians(CAST($1 AS double precision))) * cos(radians(("t14"."latitude" + 1024 - 1024))) * cos(radians(("t14"."longitude" + 1024 - 1024) - CAST($3 AS double precision))), 2)), sin(radians(CAST($1 AS double precision))) * sin(radians(("t14"."latitude" + 1024 - 1024))) + cos(radians(CAST($1 AS double precision))) * cos(radians(("t14"."latitude" + 1024 - 1024))) * cos(radians(("t14"."longitude" + 1024 - 1024) - CAST($3 AS double precision))))) AS integer) <= "t17"."metres" AND (EXISTS (
                        SELECT 1
                        FROM "clinic_treatment" AS "t16"
                        CROSS JOIN "tag" AS "t15"
                        WHERE "t16"."clinic_row_id" = "t14"."row_id" AND "t15"."row_id" = ("t16"."tag_row_id" + 0) AND ("t15"."slug" = $4) AND TRUE OFFSET 0
                      )) AND TRUE
                      LIMIT 11
                    ) AS "t23"
                  ) >= 11
                )
                SELECT max("t13"."metres") AS "metres"
                FROM "t13"
              ) AS "t32"
            ) AS "t31"
          ) AS "t28"
          CROSS JOIN (
            SELECT 0 AS "turn"
            UNION ALL
            SELECT -360
            UNION ALL
            SELECT 360
          ) AS "t29"
          JOIN "clinic" AS "t30" ON point("t30"."longitude", "t30"."latitude") <@ box(point(CAST($3 AS double precision) + "t29"."turn" - "t28"."half", CAST($1 AS double precision) - "t28"."angle"), point(CAST($3 AS double precision) + "t29"."turn" + "t28"."half", CAST($1 AS double precision) + "t28"."angle"))
          WHERE ("t29"."turn" = 0 OR "t28"."half" < 360)
        ) AS "t27"
        JOIN "clinic" AS "t24" ON "t24"."row_id" = "t27"."key"
        WHERE CAST(round(6371008.8 * atan2(sqrt(power(cos(radians(("t24"."latitude" + 1024 - 1024))) * sin(radians(("t24"."longitude" + 1024 - 1024) - CAST($3 AS double precision))), 2) + power(cos(radians(CAST($1 AS double precision))) * sin(radians(("t24"."latitude" + 1024 - 1024))) - sin(radians(CAST($1 AS double precision))) * cos(radians(("t24"."latitude" + 1024 - 1024))) * cos(radians(("t24"."longitude" + 1024 - 1024) - CAST($3 AS double precision))), 2)), sin(radians(CAST($1 AS double precision))) * sin(radians(("t24"."latitude" + 1024 - 1024))) + cos(radians(CAST($1 AS double precision))) * cos(radians(("t24"."latitude" + 1024 - 1024))) * cos(radians(("t24"."longitude" + 1024 - 1024) - CAST($3 AS double precision))))) AS integer) <= "t27"."metres" AND (EXISTS (
          SELECT 1
          FROM "clinic_treatment" AS "t26"
          CROSS JOIN "tag" AS "t25"
          WHERE "t26"."clinic_row_id" = "t24"."row_id" AND "t25"."row_id" = ("t26"."tag_row_id" + 0) AND ("t25"."slug" = $4) AND TRUE OFFSET 0
        )) AND TRUE
        ORDER BY CAST(round(6371008.8 * atan2(sqrt(power(cos(radians(("t24"."latitude" + 1024 - 1024))) * sin(radians(("t24"."longitude" + 1024 - 1024) - CAST($3 AS double precision))), 2) + power(cos(radians(CAST($1 AS double precision))) * sin(radians(("t24"."latitude" + 1024 - 1024))) - sin(radians(CAST($1 AS double precision))) * cos(radians(("t24"."latitude" + 1024 - 1024))) * cos(radians(("t24"."longitude" + 1024 - 1024) - CAST($3 AS double precision))), 2)), sin(radians(CAST($1 AS double precision))) * sin(radians(("t24"."latitude" + 1024 - 1024))) + cos(radians(CAST($1 AS double precision))) * cos(radians(("t24"."latitude" + 1024 - 1024))) * cos(radians(("t24"."longitude" + 1024 - 1024) - CAST($3 AS double precision))))) AS integer) ASC, "t24"."id" ASC
        LIMIT 11
      ) AS "cut"
    ) AS "t12"
  ) AS "t1"
) AS text) AS json;
