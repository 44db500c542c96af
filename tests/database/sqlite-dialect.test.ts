import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import sql, { type Sql } from "sql-template-tag";
import { sqliteDialect as dialect } from "../../src/database/dialects/sqlite.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(async () => {
  await database.close();
});

async function evaluate(expression: Sql): Promise<string> {
  const { text, values } = dialect.toQuery(sql`SELECT ${expression} AS value`);
  const [row] = await database.source.query(text, values);
  return row.value;
}

/** Text that a database can hold: no NUL, no half of a surrogate pair. */
const storableText = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"));

describe("JSON text from SQLite", () => {
  test("of any text parses to that text", async () => {
    await fc.assert(
      fc.asyncProperty(storableText, async (text) => {
        expect(JSON.parse(await evaluate(dialect.emitScalar(sql`${text}`, "string")))).toBe(text);
      }),
    );
  });

  test("of numbers, booleans, stored JSON and NULL", async () => {
    expect(await evaluate(dialect.emitScalar(sql`${12.5}`, "float"))).toBe("12.5");
    expect(await evaluate(dialect.emitScalar(sql`${42}`, "float"))).toBe("42");
    expect(await evaluate(dialect.emitScalar(sql`CAST(${7} AS INTEGER)`, "integer"))).toBe("7");
    expect(await evaluate(dialect.emitScalar(sql`${1}`, "boolean"))).toBe("true");
    expect(await evaluate(dialect.emitScalar(sql`${0}`, "boolean"))).toBe("false");
    expect(await evaluate(dialect.emitScalar(sql`${'["MD"]'}`, "json"))).toBe('["MD"]');
    for (const kind of ["string", "integer", "float", "boolean", "json"] as const) {
      expect(await evaluate(dialect.emitScalar(sql`${null}`, kind))).toBe("null");
    }
  });

  test("of an object keeps the order of its keys, however many there are", async () => {
    const keys = Array.from({ length: 3_000 }, (_, index) => `key${index}`);
    const text = await evaluate(
      dialect.emitObject(keys.map((key) => ({ key, value: sql`json_quote(${key})` }))),
    );
    expect(text).toBe(JSON.stringify(Object.fromEntries(keys.map((key) => [key, key]))));
    expect(await evaluate(dialect.emitObject([]))).toBe("{}");
  });

  test("of a list keeps the order of the rows, or reverses it by a column", async () => {
    const list = dialect.emitList('["c","a","b"]');
    const emit = (rows: Parameters<typeof dialect.emitArray>[1]) =>
      sql`(SELECT ${dialect.emitArray(sql`json_quote(value)`, rows)} FROM (${list}))`;
    expect(await evaluate(emit({}))).toBe('["c","a","b"]');
    expect(await evaluate(emit({ condition: sql`ordinal < 2` }))).toBe('["c","a"]');
    expect(await evaluate(emit({ order: { terms: sql`ordinal DESC`, isAsRead: false } }))).toBe(
      '["b","a","c"]',
    );
    expect(await evaluate(emit({ condition: sql`FALSE` }))).toBe("[]");
  });
});
