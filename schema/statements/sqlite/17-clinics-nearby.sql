-- clinics
SELECT CAST((
  SELECT concat(
    '{"totalCount":', json_quote((
      SELECT count(*)
      FROM (
        SELECT 1
        FROM (
          SELECT "t8"."row_id" AS "key", "t6"."metres" AS "metres"
          FROM (
            SELECT "t9"."metres", "t9"."angle", CASE WHEN abs(CAST(? AS double precision)) + "t9"."angle" >= 90 THEN 360 ELSE degrees(atan2(sin(radians("t9"."angle")), sqrt(cos(radians(CAST(? AS double precision) + "t9"."angle")) * cos(radians(CAST(? AS double precision) - "t9"."angle"))))) END AS "half"
            FROM (
              SELECT "t10"."metres", degrees(("t10"."metres" + 10) / 6371008.8) AS "angle"
              FROM (
                SELECT CAST(? AS double precision) AS "metres"
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
          CROSS JOIN "clinic_place" AS "t8" ON "t8"."west" <= CAST(? AS double precision) + "t7"."turn" + "t6"."half" AND "t8"."east" >= CAST(? AS double precision) + "t7"."turn" - "t6"."half" AND "t8"."south" <= CAST(? AS double precision) + "t6"."angle" AND "t8"."north" >= CAST(? AS double precision) - "t6"."angle"
          WHERE ("t7"."turn" = 0 OR "t6"."half" < 360)
        ) AS "t5"
        CROSS JOIN "clinic" AS "t2" ON "t2"."row_id" = "t5"."key"
        WHERE CAST(round(6371008.8 * atan2(sqrt(power(cos(radians(("t2"."latitude" + 1024 - 1024))) * sin(radians(("t2"."longitude" + 1024 - 1024) - CAST(? AS double precision))), 2) + power(cos(radians(CAST(? AS double precision))) * sin(radians(("t2"."latitude" + 1024 - 1024))) - sin(radians(CAST(? AS double precision))) * cos(radians(("t2"."latitude" + 1024 - 1024))) * cos(radians(("t2"."longitude" + 1024 - 1024) - CAST(? AS double precision))), 2)), sin(radians(CAST(? AS double precision))) * sin(radians(("t2"."latitude" + 1024 - 1024))) + cos(radians(CAST(? AS double precision))) * cos(radians(("t2"."latitude" + 1024 - 1024))) * cos(radians(("t2"."longitude" + 1024 - 1024) - CAST(? AS double precision))))) AS integer) <= "t5"."metres" AND (EXISTS (
          SELECT 1
          FROM "clinic_treatment" AS "t4"
          CROSS JOIN "tag" AS "t3"
          WHERE "t4"."clinic_row_id" = "t2"."row_id" AND "t3"."row_id" = "t4"."tag_row_id" AND ("t3"."slug" = ?) AND TRUE
        )) AND TRUE
        LIMIT 10000
      ) AS "t11"
    )),
    ',"pageInfo":', concat(
      '{"hasNextPage":', CASE WHEN coalesce(max("t1"."ordinal"), 0) > 10 THEN 'true' ELSE 'false' END,
      ',"endCursor":', json_quote(substr(max(CASE WHEN "t1"."ordinal" <= 10 THEN (1000 + "t1"."ordinal") || "t1"."cursor" END), 5)), '}'),
    ',"edges":', concat('[', group_concat("t1"."element1", ',') FILTER (WHERE "t1"."ordinal" <= 10), ']'), '}')
  FROM (
    SELECT concat(
      '{"distanceKm":', json_number((CAST("keys"."key1" AS double precision) / 1000)),
      ',"node":', concat(
        '{"name":', json_quote("t12"."name"),
        ',"city":', json_quote("t12"."city"),
        ',"telehealth":', CASE "t12"."telehealth" WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END,
        ',"location":', CASE WHEN "t12"."latitude" IS NULL AND "t12"."longitude" IS NULL THEN 'null' ELSE concat(
          '{"latitude":', json_number("t12"."latitude"),
          ',"longitude":', json_number("t12"."longitude"), '}') END, '}'), '}') AS "element1", "keys"."ordinal", lower(hex(json_array('1deedfc5', "keys"."key1", "keys"."key2", CAST(? AS text)))) AS "cursor"
    FROM (
      SELECT "cut".*, row_number() OVER () AS "ordinal"
      FROM (
        SELECT "t24"."row_id" AS "key0", CAST(round(6371008.8 * atan2(sqrt(power(cos(radians(("t24"."latitude" + 1024 - 1024))) * sin(radians(("t24"."longitude" + 1024 - 1024) - CAST(? AS double precision))), 2) + power(cos(radians(CAST(? AS double precision))) * sin(radians(("t24"."latitude" + 1024 - 1024))) - sin(radians(CAST(? AS double precision))) * cos(radians(("t24"."latitude" + 1024 - 1024))) * cos(radians(("t24"."longitude" + 1024 - 1024) - CAST(? AS double precision))), 2)), sin(radians(CAST(? AS double precision))) * sin(radians(("t24"."latitude" + 1024 - 1024))) + cos(radians(CAST(? AS double precision))) * cos(radians(("t24"."latitude" + 1024 - 1024))) * cos(radians(("t24"."longitude" + 1024 - 1024) - CAST(? AS double precision))))) AS integer) AS "key1", "t24"."id" AS "key2"
        FROM (
          SELECT "t30"."row_id" AS "key", "t28"."metres" AS "metres"
          FROM (
            SELECT "t31"."metres", "t31"."angle", CASE WHEN abs(CAST(? AS double precision)) + "t31"."angle" >= 90 THEN 360 ELSE degrees(atan2(sin(radians("t31"."angle")), sqrt(cos(radians(CAST(? AS double precision) + "t31"."angle")) * cos(radians(CAST(? AS double precision) - "t31"."angle"))))) END AS "half"
            FROM (
              SELECT "t32"."metres", degrees(("t32"."metres" + 10) / 6371008.8) AS "angle"
              FROM (WITH RECURSIVE "t13"("metres") AS (
                  SELECT CASE WHEN CAST(1000 AS double precision) < CAST(? AS double precision) THEN CAST(1000 AS double precision) ELSE CAST(? AS double precision) END
                  UNION ALL
                  SELECT CASE WHEN "t13"."metres" * 2 < CAST(? AS double precision) THEN "t13"."metres" * 2 ELSE CAST(? AS double precision) END
                  FROM "t13"
                  WHERE "t13"."metres" < CAST(? AS double precision) AND NOT (
                    SELECT count(*)
                    FROM (
                      SELECT 1
                      FROM (
                        SELECT "t20"."row_id" AS "key", "t18"."metres" AS "metres"
                        FROM (
                          SELECT "t21"."metres", "t21"."angle", CASE WHEN abs(CAST(? AS double precision)) + "t21"."angle" >= 90 THEN 360 ELSE degrees(atan2(sin(radians("t21"."angle")), sqrt(cos(radians(CAST(? AS double precision) + "t21"."angle")) * cos(radians(CAST(? AS double precision) - "t21"."angle"))))) END AS "half"
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
                        CROSS JOIN "clinic_place" AS "t20" ON "t20"."west" <= CAST(? AS double precision) + "t19"."turn" + "t18"."half" AND "t20"."east" >= CAST(? AS double precision) + "t19"."turn" - "t18"."half" AND "t20"."south" <= CAST(? AS double precision) + "t18"."angle" AND "t20"."north" >= CAST(? AS double precision) - "t18"."angle"
                        WHERE ("t19"."turn" = 0 OR "t18"."half" < 360)
                      ) AS "t17"
                      CROSS JOIN "clinic" AS "t14" ON "t14"."row_id" = "t17"."key"
                      WHERE CAST(round(6371008.8 * atan2(sqrt(power(cos(radians(("t14"."latitude" + 1024 - 1024))) * sin(radians(("t14"."longitude" + 1024 - 1024) - CAST(? AS double precision))), 2) + power(cos(radians(CAST(? AS double precision))) * sin(radians(("t14"."latitude" + 1024 - 1024))) - sin(radians(CAST(? AS double precision))) * cos(radians(("t14"."latitude" + 1024 - 1024))) * cos(radians(("t14"."longitude" + 1024 - 1024) - CAST(? AS double precision))), 2)), sin(radians(CAST(? AS double precision))) * sin(radians(("t14"."latitude" + 1024 - 1024))) + cos(radians(CAST(? AS double precision))) * cos(radians(("t14"."latitude" + 1024 - 1024))) * cos(radians(("t14"."longitude" + 1024 - 1024) - CAST(? AS double precision))))) AS integer) <= "t17"."metres" AND (EXISTS (
                        SELECT 1
                        FROM "clinic_treatment" AS "t16"
                        CROSS JOIN "tag" AS "t15"
                        WHERE "t16"."clinic_row_id" = "t14"."row_id" AND "t15"."row_id" = "t16"."tag_row_id" AND ("t15"."slug" = ?) AND TRUE
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
          CROSS JOIN "clinic_place" AS "t30" ON "t30"."west" <= CAST(? AS double precision) + "t29"."turn" + "t28"."half" AND "t30"."east" >= CAST(? AS double precision) + "t29"."turn" - "t28"."half" AND "t30"."south" <= CAST(? AS double precision) + "t28"."angle" AND "t30"."north" >= CAST(? AS double precision) - "t28"."angle"
          WHERE ("t29"."turn" = 0 OR "t28"."half" < 360)
        ) AS "t27"
        CROSS JOIN "clinic" AS "t24" ON "t24"."row_id" = "t27"."key"
        WHERE CAST(round(6371008.8 * atan2(sqrt(power(cos(radians(("t24"."latitude" + 1024 - 1024))) * sin(radians(("t24"."longitude" + 1024 - 1024) - CAST(? AS double precision))), 2) + power(cos(radians(CAST(? AS double precision))) * sin(radians(("t24"."latitude" + 1024 - 1024))) - sin(radians(CAST(? AS double precision))) * cos(radians(("t24"."latitude" + 1024 - 1024))) * cos(radians(("t24"."longitude" + 1024 - 1024) - CAST(? AS double precision))), 2)), sin(radians(CAST(? AS double precision))) * sin(radians(("t24"."latitude" + 1024 - 1024))) + cos(radians(CAST(? AS double precision))) * cos(radians(("t24"."latitude" + 1024 - 1024))) * cos(radians(("t24"."longitude" + 1024 - 1024) - CAST(? AS double precision))))) AS integer) <= "t27"."metres" AND (EXISTS (
          SELECT 1
          FROM "clinic_treatment" AS "t26"
          CROSS JOIN "tag" AS "t25"
          WHERE "t26"."clinic_row_id" = "t24"."row_id" AND "t25"."row_id" = "t26"."tag_row_id" AND ("t25"."slug" = ?) AND TRUE
        )) AND TRUE
        ORDER BY CAST(round(6371008.8 * atan2(sqrt(power(cos(radians(("t24"."latitude" + 1024 - 1024))) * sin(radians(("t24"."longitude" + 1024 - 1024) - CAST(? AS double precision))), 2) + power(cos(radians(CAST(? AS double precision))) * sin(radians(("t24"."latitude" + 1024 - 1024))) - sin(radians(CAST(? AS double precision))) * cos(radians(("t24"."latitude" + 1024 - 1024))) * cos(radians(("t24"."longitude" + 1024 - 1024) - CAST(? AS double precision))), 2)), sin(radians(CAST(? AS double precision))) * sin(radians(("t24"."latitude" + 1024 - 1024))) + cos(radians(CAST(? AS double precision))) * cos(radians(("t24"."latitude" + 1024 - 1024))) * cos(radians(("t24"."longitude" + 1024 - 1024) - CAST(? AS double precision))))) AS integer) ASC, "t24"."id" ASC
        LIMIT 11
      ) AS "cut"
    ) AS "keys"
    CROSS JOIN "clinic" AS "t12" ON "t12"."row_id" = "keys"."key0"
  ) AS "t1"
) AS BLOB) AS json;
