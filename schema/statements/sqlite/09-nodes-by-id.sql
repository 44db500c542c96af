-- nodes
SELECT CAST(concat('[', group_concat(coalesce((
  SELECT concat(
    '{"__typename":', '"Post"',
    ',"id":', json_quote("t1"."id"),
    ',"slug":', json_quote("t1"."slug"),
    ',"title":', json_quote("t1"."title"), '}')
  FROM "post" AS "t1"
  WHERE "t1"."id" = "wanted"."value" AND +"t1"."status" = ? AND +"t1"."published_at" <= ?
),(
  SELECT concat(
    '{"__typename":', '"Expert"',
    ',"id":', json_quote("t2"."id"),
    ',"slug":', json_quote("t2"."slug"),
    ',"name":', json_quote("t2"."name"),
    ',"credentials":', coalesce("t2"."credentials", 'null'), '}')
  FROM "expert" AS "t2"
  WHERE "t2"."id" = "wanted"."value" AND TRUE
),(
  SELECT concat(
    '{"__typename":', '"Clinic"',
    ',"id":', json_quote("t3"."id"),
    ',"slug":', json_quote("t3"."slug"),
    ',"name":', json_quote("t3"."name"), '}')
  FROM "clinic" AS "t3"
  WHERE "t3"."id" = "wanted"."value" AND TRUE
),'null'), ','), ']') AS BLOB) AS json
FROM (
  SELECT key AS ordinal, value
  FROM json_each(?)
  ORDER BY ordinal
) AS "wanted";
