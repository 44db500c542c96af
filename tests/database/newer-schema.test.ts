import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { entities } from "../../src/content/nouns.js";
import { checkDatabase, migrateDatabase, openDatabase } from "../../src/database/database.js";
import { requireMigration } from "../../src/database/migrations/schema-compatibility.js";
import { importValues, tag } from "../support/content.js";
import { createDatabasePlace, openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

describeEachDatabase("a schema that a newer version has changed", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
    await run("INSERT INTO migrations (timestamp, name) VALUES (2999000000000, 'Expanded2999000000000')");
  });

  afterEach(() => database.close());

  const run = (statement: string) => database.source.query(statement);

  async function require(migration: string | undefined): Promise<void> {
    const runner = database.source.createQueryRunner();
    await requireMigration(runner, migration ?? "");
    await runner.release();
  }

  async function reopen(): Promise<void> {
    const again = await openDatabase({ url: database.url, entities });
    await again.close();
  }

  /** Of this version, the last one. */
  const newest = () => database.source.migrations.at(-1)?.constructor.name;

  test("is opened, checked, migrated and written by one that knows all it is required to", async () => {
    await require(newest());
    await reopen();
    expect(await checkDatabase(database)).toEqual([]);
    expect(await migrateDatabase(database)).toEqual([]);
    const report = await importValues(database, [tag("written-by-the-older")]);
    expect(report.counts.get("tag")).toMatchObject({ created: 1 });
  });

  test("is refused by one that lacks what is required, also while it is open", async () => {
    await require(newest());
    await run("INSERT INTO migrations (timestamp, name) VALUES (2999000000001, 'Contracted2999000000001')");
    await require("Expanded2999000000000");
    await expect(reopen()).rejects.toThrow(
      /cannot work beside \(migration Expanded2999000000000, Contracted2999000000001\)\. Start that version/,
    );
    expect(await checkDatabase(database)).toEqual([
      "A newer version of Colloquy changed the database in a way that this one cannot work beside.",
    ]);
  });

  test("is refused when it does not say what it requires", async () => {
    await run("DROP TABLE IF EXISTS schema_compatibility");
    await expect(reopen()).rejects.toThrow(/cannot work beside \(migration Expanded2999000000000\)/);
  });
});

describeEachDatabase("a table of migrations that are another program's", () => {
  test.each([
    [
      "in TypeORM's form",
      "(id integer, timestamp bigint, name text)",
      "(1, 2999000000000, 'CreateShop2999000000000')",
    ],
    ["in another form", "(id integer, migration text, batch integer)", "(1, '2014_10_12_create_users', 1)"],
  ])("%s is not taken for that of a newer version", async (_what, columns, values) => {
    const { url, remove } = await createDatabasePlace();
    const database = await openDatabase({ url, entities });
    await database.source.query(`CREATE TABLE migrations ${columns}`);
    await database.source.query(`INSERT INTO migrations VALUES ${values}`);
    await database.close();
    await expect(openDatabase({ url, entities })).rejects.toThrow(
      "The database belongs to another program: it has a table migrations that Colloquy did not make.",
    );
    await remove();
  });
});
