-- nodes
SELECT CAST(('[' || coalesce(string_agg(coalesce((
  SELECT (
    '{"__typename":' || '"Post"' ||
    ',"id":' || coalesce(CAST(to_json("t1"."id") AS text), 'null') ||
    ',"slug":' || coalesce(CAST(to_json("t1"."slug") AS text), 'null') ||
    ',"title":' || coalesce(CAST(to_json("t1"."title") AS text), 'null') || '}')
  FROM "post" AS "t1"
  WHERE "t1"."id" = "wanted"."value" AND "t1"."status" = $1 AND "t1"."published_at" <= $2
),(
  SELECT (
    '{"__typename":' || '"Expert"' ||
    ',"id":' || coalesce(CAST(to_json("t2"."id") AS text), 'null') ||
    ',"slug":' || coalesce(CAST(to_json("t2"."slug") AS text), 'null') ||
    ',"name":' || coalesce(CAST(to_json("t2"."name") AS text), 'null') ||
    ',"credentials":' || coalesce("t2"."credentials", 'null') || '}')
  FROM "expert" AS "t2"
  WHERE "t2"."id" = "wanted"."value" AND TRUE
),(
  SELECT (
    '{"__typename":' || '"Clinic"' ||
    ',"id":' || coalesce(CAST(to_json("t3"."id") AS text), 'null') ||
    ',"slug":' || coalesce(CAST(to_json("t3"."slug") AS text), 'null') ||
    ',"name":' || coalesce(CAST(to_json("t3"."name") AS text), 'null') || '}')
  FROM "clinic" AS "t3"
  WHERE "t3"."id" = "wanted"."value" AND TRUE
),'null'), ',' ORDER BY "wanted"."ordinal"), '') || ']') AS text) AS json
FROM (
  SELECT ordinal, value
  FROM jsonb_array_elements_text($3::jsonb) WITH ORDINALITY AS list (value, ordinal)
  ORDER BY ordinal
) AS "wanted";
