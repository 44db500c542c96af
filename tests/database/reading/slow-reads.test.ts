import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { entities } from "../../../src/content/nouns.js";
import { openDatabase } from "../../../src/database/database.js";
import type { ReadOptions, ReadStatement } from "../../../src/database/reading/statement-reader.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { endless } from "./support/statements.js";

const costly = (text: string): ReadStatement => ({ text, cost: 9_000 });
const unbounded = (text: string): ReadStatement => ({ text, cost: 1, isUnbounded: true });
const count = "SELECT CAST(count(*) AS blob) FROM change_log";

describe("a file's reader", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());

  const read = (statement: ReadStatement, options?: ReadOptions) =>
    database.reader.read(statement, [], options);

  test("answers others while a costly statement runs, and the next costly one when that was given up", async () => {
    const client = new AbortController();
    const order: string[] = [];
    const long = Promise.resolve(read(costly(endless), { signal: client.signal })).catch((reason) =>
      order.push(reason.name),
    );
    order.push(String(read({ text: "SELECT CAST('here' AS blob)", cost: 1 })));
    order.push(String(await read(costly("SELECT CAST('elsewhere' AS blob)"))));
    client.abort();
    await long;
    order.push(String(await read(costly("SELECT CAST('next' AS blob)"))));
    expect(order).toEqual(["here", "elsewhere", "AbortError", "next"]);
  });

  test("sees elsewhere what TypeORM's connection has just committed", async () => {
    expect(String(await read(costly(count)))).toBe("0");
    await database.source.query(
      "INSERT INTO change_log (at, noun, node_id, kind) VALUES ('', '', '', 'CREATED')",
    );
    expect(String(await read(costly(count)))).toBe("1");
  });

  test("runs an unbounded statement elsewhere, each time", async () => {
    const statement = unbounded("SELECT CAST('x' AS blob)");
    for (let run = 0; run < 20; run += 1) {
      const answer = read(statement);
      expect(answer).toBeInstanceOf(Promise);
      expect(String(await answer)).toBe("x");
    }
  });

  test("runs a statement elsewhere once it was slow here three times", async () => {
    const statement = {
      text: "WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 3e6) SELECT CAST(max(n) AS blob) FROM counter",
      cost: 1,
    };
    for (let run = 0; run < 3; run += 1) expect(read(statement)).toBeInstanceOf(Buffer);
    const fourth = read(statement);
    expect(fourth).toBeInstanceOf(Promise);
    expect(String(await fourth)).toBe("3000000");
  });

  test("tells of statements that run elsewhere", async () => {
    await read(costly(count));
    expect(database.statements).toEqual([count]);
  });

  test("asks for the signal only when the statement runs elsewhere", async () => {
    let asked = 0;
    const options = {
      get signal() {
        asked += 1;
        return undefined;
      },
    };
    read({ text: "SELECT NULL", cost: 1 }, options);
    expect(asked).toBe(0);
    await read(costly(count), options);
    expect(asked).toBe(1);
  });

  test("rejects what runs when the database is closed", async () => {
    const long = Promise.resolve(read(costly(endless)));
    const end = expect(long).rejects.toThrow("The database was closed.");
    await database.close();
    await end;
    database = await openTestDatabase();
  });
});

test("a file's reader gives a statement up after the time that the database was opened with", async () => {
  const { url, close } = await openTestDatabase();
  const database = await openDatabase({ url, entities, limitMilliseconds: 200 });
  await expect(database.reader.read(costly(endless), [])).rejects.toMatchObject({
    extensions: { code: "TIMEOUT" },
  });
  await database.close();
  await close();
});

test("a database in memory, which no other process can open, runs every statement at once", async () => {
  const database = await openDatabase({ url: "sqlite::memory:", entities });
  for (const statement of [costly("SELECT CAST('a' AS blob)"), unbounded("SELECT CAST('b' AS blob)")]) {
    expect(database.reader.read(statement, [])).toBeInstanceOf(Buffer);
  }
  await database.close();
});
