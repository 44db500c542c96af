import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { entities } from "../../../src/content/nouns.js";
import { type Database, openDatabase } from "../../../src/database/database.js";
import type { StatementValue } from "../../../src/database/reading/statement-reader.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";

/** A file of the test's own, and a database in memory, which has one connection only. */
const places = {
  "a file": openTestDatabase,
  memory: async () => {
    const statements: string[] = [];
    const onStatement = (text: string) => void statements.push(text);
    const database = await openDatabase({ url: "sqlite::memory:", entities, onStatement });
    return { ...database, statements };
  },
};

describe.each(Object.entries(places))("reading from %s", (_place, open) => {
  let database: Database & Pick<TestDatabase, "statements">;
  beforeEach(async () => {
    database = await open();
    await database.source.query("CREATE TABLE note (number integer, words text)");
    await database.source.query("INSERT INTO note VALUES (1, 'Größe „x“'), (2, NULL)");
    database.statements.length = 0;
  });
  afterEach(() => database.close());

  function read(text: string, values: readonly StatementValue[] = []): Buffer | null {
    const answer = database.reader.read({ text, cost: 1 }, values);
    if (answer instanceof Promise) throw new Error("a small statement was not answered at once");
    return answer;
  }

  test("gives the bytes of the first row's column, without a promise", () => {
    const bytes = read("SELECT CAST(words AS blob) FROM note WHERE number = ?", [1]);
    expect(bytes).toBeInstanceOf(Buffer);
    expect(bytes?.toString()).toBe("Größe „x“");
  });

  test("gives null for NULL and for no row", () => {
    expect(read("SELECT CAST(words AS blob) FROM note WHERE number = ?", [2])).toBeNull();
    expect(read("SELECT CAST(words AS blob) FROM note WHERE number = ?", [3])).toBeNull();
  });

  test("binds texts, numbers and null", () => {
    const text = "SELECT CAST(json_array(?, ?, ?, ?) AS blob)";
    expect(read(text, ["x", 7, 0.5, null])?.toString()).toMatch(/^\["x",7(\.0)?,0\.5,null\]$/);
  });

  test("sees what TypeORM's connection has just committed", async () => {
    const count = () => read("SELECT CAST(count(*) AS blob) FROM note")?.toString();
    expect(count()).toBe("2");
    await database.source.query("INSERT INTO note VALUES (3, 'new')");
    expect(count()).toBe("3");
  });

  test("goes on with a prepared statement when a column was added", async () => {
    const all = () => read("SELECT CAST(json_array(number) AS blob) FROM (SELECT * FROM note) LIMIT 1");
    expect(all()?.toString()).toBe("[1]");
    await database.source.query("ALTER TABLE note ADD COLUMN more text");
    expect(all()?.toString()).toBe("[1]");
  });

  test("throws the driver's error for a statement that is wrong, and reads on", () => {
    expect(() => read("SELECT words FROM nowhere")).toThrow("no such table: nowhere");
    expect(read("SELECT CAST('on' AS blob)")?.toString()).toBe("on");
  });

  test("tells of each statement before it runs", () => {
    read("SELECT CAST('1' AS blob)");
    read("SELECT CAST('1' AS blob)");
    expect(() => read("SELECT")).toThrow();
    expect(database.statements).toEqual(["SELECT CAST('1' AS blob)", "SELECT CAST('1' AS blob)", "SELECT"]);
  });

  test("does not read once it is closed", async () => {
    await database.close();
    expect(() => read("SELECT CAST('1' AS blob)")).toThrow("nothing is read once the reader is closed");
    database = await open();
  });
});

describe("the connection that reads a file", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());

  test.each([
    "INSERT INTO tag (id, slug, name, name_key, kind, synonyms) VALUES ('t', 't', 't', 't', 'TOPIC', '[]') RETURNING CAST(id AS blob)",
    "DELETE FROM tag RETURNING CAST(id AS blob)",
  ])("writes nothing: %s", (text) => {
    expect(() => database.reader.read({ text, cost: 1 }, [])).toThrow("readonly");
  });

  test("does not see a transaction of TypeORM's connection before it commits", async () => {
    const count = () => {
      const bytes = database.reader.read(
        { text: "SELECT CAST(count(*) AS blob) FROM change_log", cost: 1 },
        [],
      );
      return String(bytes);
    };
    await database.source.transaction(async (manager) => {
      await manager.query("INSERT INTO change_log (at, noun, node_id, kind) VALUES ('', '', '', 'CREATED')");
      expect(count()).toBe("0");
    });
    expect(count()).toBe("1");
  });
});
