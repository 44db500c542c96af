import { readdir, readFile } from "node:fs/promises";
import { describe, expect, test } from "@jest/globals";
import { renderStatements } from "../../src/content/render-statements.js";
import { createSchema } from "../../src/content/schema.js";
import { dialectsByEngine } from "../../src/database/dialects/find-dialect.js";
import { formatStatement } from "../../src/planner/format-statement.js";

const folder = new URL("../../schema/", import.meta.url);

async function listNames(of: string): Promise<string[]> {
  return (await readdir(new URL(of, folder))).map((file) => file.replace(/\.\w+$/, "")).sort();
}

test.each(Object.entries(dialectsByEngine))(
  "the SQL of each example operation for %s is the committed one; `npm run schema` writes it anew",
  async (engine, dialect) => {
    const names = await listNames("operations/");
    expect(await listNames(`statements/${engine}/`)).toEqual(names);
    const read = (file: string) => readFile(new URL(file, folder), "utf8");
    const documents = await Promise.all(names.map((name) => read(`operations/${name}.graphql`)));
    const rendered = await renderStatements(await createSchema(), documents, dialect);
    for (const [index, name] of names.entries()) {
      expect({ name, sql: rendered[index] }).toEqual({
        name,
        sql: await read(`statements/${engine}/${name}.sql`),
      });
    }
  },
);

describe("a formatted statement", () => {
  const texts = [
    `SELECT a, concat('{"a b":', "FROM", ' SELECT (') FROM (SELECT b FROM "c (" WHERE d = 'it''s; WHERE' ORDER BY e LIMIT ?) AS f WHERE g IN (?, ?)`,
    `WITH RECURSIVE t(key) AS (SELECT 1 UNION SELECT 2 FROM t) SELECT key FROM t`,
    `SELECT concat('{"a":', concat('{"b":', c, ',"d":', (SELECT count(*) FROM e), '}'), '}')`,
  ];

  test.each(texts)("differs from %s in nothing but white space", (text) => {
    const plain = (sql: string) => sql.replace(/\s+/g, "");
    expect(plain(formatStatement(text))).toBe(plain(text));
  });

  test("has a line for each clause and each member, and leaves what is quoted as it is", () => {
    expect(texts.map(formatStatement)).toEqual([
      `SELECT a, concat('{"a b":', "FROM", ' SELECT (')
FROM (
  SELECT b
  FROM "c ("
  WHERE d = 'it''s; WHERE'
  ORDER BY e
  LIMIT ?
) AS f
WHERE g IN (?, ?)`,
      `WITH RECURSIVE t(key) AS (
  SELECT 1
  UNION
  SELECT 2
  FROM t
)
SELECT key
FROM t`,
      `SELECT concat(
  '{"a":', concat(
    '{"b":', c,
    ',"d":', (
      SELECT count(*)
      FROM e
    ), '}'), '}')`,
    ]);
  });
});
