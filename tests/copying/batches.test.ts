import { afterEach, expect, test } from "@jest/globals";
import { copyDatabase, isSame } from "../../src/copying/copy-database.js";
import { readRows } from "../../src/copying/read-rows.js";
import { listTables } from "../../src/copying/tables.js";
import type { TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { Copies } from "./support/copies.js";
import { dump } from "./support/dump.js";

const copies = new Copies();
afterEach(() => copies.close());

const mebibyte = 1024 ** 2;
/** Of the first posts; the others are small. */
const megabytes = [3, 3, 3, 9, 1, 1, 9];

/** Letters of two bytes each: what is bounded is bytes. */
async function enlargeBodies({ source }: TestDatabase): Promise<void> {
  const place = source.driver.createParameter("", 0);
  for (const [index, size] of megabytes.entries()) {
    await source.query(`UPDATE post_body SET markdown = ${place} WHERE post_row_id = ${index + 1}`, [
      "é".repeat((size * mebibyte) / 2),
    ]);
  }
}

describeEachDatabase("a batch of a copy", (engine) => {
  test("has as many rows as are not too large together, or one that is", async () => {
    const source = await copies.openFilled(engine);
    await enlargeBodies(source);
    const table = listTables(source.source).find(({ name }) => name === "post_body");
    const batches: unknown[][] = [];
    if (table)
      for await (const rows of readRows(source.source, table)) batches.push(rows.map(([key]) => key));
    expect(batches).toEqual([
      [1, 2],
      [3],
      [4],
      [5, 6],
      [7],
      Array.from({ length: 13 }, (_, index) => index + 8),
    ]);
    const target = await copies.open(engine);
    expect((await copyDatabase({ from: source, to: target })).every(isSame)).toBe(true);
    expect((await dump(target)).post_body).toEqual((await dump(source)).post_body);
  });
});
