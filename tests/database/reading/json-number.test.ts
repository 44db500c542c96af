import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const text = "SELECT CAST(json_number(?) AS blob)";
const print = (value: number | null) => String(database.reader.read({ text, cost: 1 }, [value]));

test.each([0, -0, 1, -1.5, 1e21, 1e-7, 0.1 + 0.2, 2 ** 53, 5e-324, 1.7976931348623157e308])(
  "json_number prints %p as JSON.stringify does",
  (value) => expect(print(value)).toBe(JSON.stringify(value)),
);

test("json_number prints any number as JSON.stringify does", () => {
  const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(fc.property(numbers, (value) => expect(print(value)).toBe(JSON.stringify(value))));
});

test("json_number prints NULL as null", () => {
  expect(print(null)).toBe("null");
});

test("json_number is known to TypeORM's connection too", async () => {
  expect(await database.source.query("SELECT json_number(1.0) AS text")).toEqual([{ text: "1" }]);
});
