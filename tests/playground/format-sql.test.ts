import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { formatSql } from "../../src/playground/client/explain/format-sql.js";

test("short clauses have a line each", () => {
  expect(formatSql('SELECT "id" FROM "tag" AS "t1" WHERE "t1"."slug" = ?')).toBe(
    'SELECT "id"\nFROM "tag" AS "t1"\nWHERE "t1"."slug" = ?',
  );
});

test("each clause has its line, and a key of the JSON stays beside its value", () => {
  const sql = `SELECT concat('{"title":', json_quote("t1"."title"), ',"author":', (SELECT "name" FROM "author" AS "t2" WHERE "t2"."row_id" = "t1"."author_row_id"), '}') FROM "post" AS "t1" LEFT JOIN "region" AS "t3" ON "t3"."row_id" = "t1"."region_row_id" AND "t3"."slug" = ? ORDER BY "id" ASC, "slug" ASC LIMIT ?`;
  expect(formatSql(sql)).toBe(
    `
SELECT concat(
  '{"title":', json_quote("t1"."title"),
  ',"author":', (
    SELECT "name"
    FROM "author" AS "t2"
    WHERE "t2"."row_id" = "t1"."author_row_id"
  ),
  '}'
)
FROM "post" AS "t1"
LEFT JOIN "region" AS "t3" ON "t3"."row_id" = "t1"."region_row_id"
  AND "t3"."slug" = ?
ORDER BY "id" ASC, "slug" ASC
LIMIT ?
`.trim(),
  );
});

test("text in quotation marks is never broken, whatever is in it", () => {
  const sql = `SELECT 'it''s (a, b) FROM  here AND there' AS "FROM, (x" FROM "a_table_with_a_name_so_long_that_it_takes_lines"`;
  expect(formatSql(sql)).toContain(`'it''s (a, b) FROM  here AND there' AS "FROM, (x"`);
});

test("nothing but spaces changes", () => {
  const word = fc.constantFrom(
    "SELECT",
    "FROM",
    "JOIN",
    "LEFT",
    "AND",
    "x",
    "?",
    ",",
    `'a '':'`,
    `'"k":'`,
    `"b c"`,
  );
  const { sql } = fc.letrec<{ sql: string; group: string }>((tie) => ({
    sql: fc
      .array(fc.oneof({ weight: 4, arbitrary: word }, tie("group")), { maxLength: 12 })
      .map((all) => all.join(" ")),
    group: fc.oneof({ depthSize: "small" }, word, tie("sql")).map((inside) => `f(${inside})`),
  }));
  const squeeze = (text: string) => text.replace(/\s+/g, "");
  fc.assert(fc.property(sql, (text) => expect(squeeze(formatSql(text))).toBe(squeeze(text))));
});
