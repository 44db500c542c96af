import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import sql, { type Sql } from "sql-template-tag";
import { emitAt, emitBeyond, emitOrder, type KeyExpression } from "../../src/planner/emit-keyset.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { query } from "../support/query.js";

interface Row {
  a: number | null;
  b: string | null;
  id: number;
}

describeEachDatabase("keyset", (engine) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
    await database.source.query(
      engine === "SQLite"
        ? "CREATE TABLE sorted (a integer, b text, id integer PRIMARY KEY)"
        : 'CREATE TABLE sorted (a integer, b text COLLATE "C", id integer PRIMARY KEY)',
    );
  });

  afterAll(async () => {
    await database.close();
  });

  async function select(condition: Sql, order: Sql): Promise<Row[]> {
    return await query(database, sql`SELECT a, b, id FROM sorted WHERE ${condition} ORDER BY ${order}`);
  }

  async function fill(rows: readonly Omit<Row, "id">[]): Promise<void> {
    await database.source.query("DELETE FROM sorted");
    for (const [id, { a, b }] of rows.entries())
      await query(database, sql`INSERT INTO sorted (a, b, id) VALUES (${a}, ${b}, ${id})`);
  }

  /** NULLs last, whichever the direction. */
  function compare(
    left: string | number | null,
    right: string | number | null,
    isDescending: boolean,
  ): number {
    if (left === right) return 0;
    if (left === null || right === null) return left === null ? 1 : -1;
    return left < right === isDescending ? 1 : -1;
  }

  const someRows = fc.array(
    fc.record({
      a: fc.option(fc.integer({ min: 0, max: 2 })),
      b: fc.option(fc.constantFrom("x", "y", "Z")),
    }),
    { maxLength: 12 },
  );

  test("an order of several keys with NULLs in them is total, and each of its rows cuts it in two", async () => {
    await fc.assert(
      fc.asyncProperty(
        someRows,
        fc.boolean(),
        fc.boolean(),
        async (...[rows, isADescending, isBDescending]) => {
          await fill(rows);
          const keys: KeyExpression[] = [
            { column: sql`a`, isDescending: isADescending, isNullable: true },
            { column: sql`b`, isDescending: isBDescending, isNullable: true },
            { column: sql`id`, isDescending: isBDescending, isNullable: false },
          ];
          const all = await select(sql`TRUE`, emitOrder(keys, false));
          const expected = [...all].sort(
            (left, right) =>
              compare(left.a, right.a, isADescending) ||
              compare(left.b, right.b, isBDescending) ||
              compare(left.id, right.id, isBDescending),
          );
          expect(all).toEqual(expected);
          expect(await select(sql`TRUE`, emitOrder(keys, true))).toEqual([...all].reverse());
          for (const [index, { a, b, id }] of all.entries()) {
            const cursor = [a, b, id];
            expect(await select(emitBeyond(keys, cursor, false), emitOrder(keys, false))).toEqual(
              all.slice(index + 1),
            );
            expect(await select(emitBeyond(keys, cursor, true), emitOrder(keys, false))).toEqual(
              all.slice(0, index),
            );
            expect(await select(emitAt(keys, cursor), emitOrder(keys, false))).toEqual([all[index]]);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
