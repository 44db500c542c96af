import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { entities } from "../../../src/content/nouns.js";
import { checkDatabase, migrateDatabase, openDatabase } from "../../../src/database/database.js";
import { seedIfEmpty } from "../../../src/importing/seed-if-empty.js";
import { runCli } from "../../support/cli.js";
import { importValues, readChangeLog, tag } from "../../support/content.js";
import { createDatabasePlace, openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeOn } from "../../support/describe-each-database.js";
import { createEmpty } from "../../support/postgres/test-databases.js";

describeOn("PostgreSQL", "a database", () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });

  afterAll(() => database.close());

  /** The message of what opening, migrating and closing ends with; without a password in it. */
  async function failureOf(url: string): Promise<string> {
    try {
      const opened = await openDatabase({ url, entities });
      try {
        await migrateDatabase(opened);
      } finally {
        await opened.close();
      }
    } catch (error) {
      expect(String(error)).not.toContain("only-for-tests");
      return String(error);
    }
    return "";
  }

  function change(part: Partial<Record<"hostname" | "port" | "password" | "username" | "pathname", string>>) {
    return Object.assign(new URL(database.url), part).href;
  }

  const query = (statement: string) => database.source.query(statement);

  async function queryAsOwner(url: string, ...statements: string[]): Promise<void> {
    const client = new pg.Client(url);
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  }

  /** Of this program to the database of a URL. */
  async function countConnections(url: string): Promise<number> {
    const rows = await database.source.query(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'colloquy' AND datname = $1",
      [new URL(url).pathname.slice(1)],
    );
    return rows.length;
  }

  test.each([
    ["of another host", { hostname: "nowhere.invalid" }, /its host is not known|could not be looked up/],
    ["behind a port where nobody listens", { port: "1" }, /no server listens there/],
    ["with a wrong password", { password: "wrong" }, /the password is wrong/],
    ["of an unknown user", { username: "nobody-here" }, /the password is wrong|may not connect/],
    ["that is not there", { pathname: "/not_there" }, /there is no such database; create it/],
  ])("%s is not opened, and it is said why", async (_what, part, reason) => {
    const message = await failureOf(change(part));
    expect(message).toMatch(/Cannot open the database postgres:\/\/[^:]+@/);
    expect(message).toMatch(reason);
  });

  test("in which the user may not create anything is not migrated", async () => {
    const place = await createEmpty();
    const role = `reader_${process.pid}`;
    await queryAsOwner(place.url, `CREATE ROLE ${role} LOGIN PASSWORD 'only-for-tests'`);
    const url = Object.assign(new URL(place.url), { username: role }).href;
    expect(await failureOf(url)).toMatch(/Cannot migrate the database: this user lacks a privilege/);
    await place.drop();
    await query(`DROP ROLE ${role}`);
  });

  test("of another program is left alone", async () => {
    const place = await createEmpty();
    await queryAsOwner(place.url, "CREATE TABLE post (id integer)");
    expect(await failureOf(place.url)).toMatch(/belongs to another program: it has a table post/);
    await place.drop();
  });

  test.each([
    [
      "function",
      "CREATE FUNCTION count_revision() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    ],
    ["type", "CREATE TYPE clinic AS (name text)"],
  ])("with another program's %s by a name of ours is left alone", async (_kind, statement) => {
    const place = await createEmpty();
    await queryAsOwner(place.url, statement);
    expect(await runCli(["migrate"], { DATABASE_URL: place.url })).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^Cannot migrate.* holds something of another program by a name.*\n$/),
    });
    await place.drop();
  });

  test.each([
    ["57014", /statement that took too long; raise the statement_timeout/],
    ["25P03", /did nothing for long/],
  ])("that ends a write with %s has it said why", async (code, reason) => {
    await query(
      `CREATE FUNCTION end_write() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'ended' USING ERRCODE = '${code}'; END $$`,
    );
    await query("CREATE TRIGGER end_write BEFORE INSERT ON tag FOR EACH ROW EXECUTE FUNCTION end_write()");
    await expect(importValues(database, [tag("ended")])).rejects.toThrow(reason);
    await query("DROP FUNCTION end_write CASCADE");
  });

  test.each([
    [
      "of a newer version",
      "INSERT INTO migrations (timestamp, name) VALUES (2999000000000, 'Future2999000000000'); DROP TABLE schema_compatibility",
    ],
    ["that cannot be read", "ALTER TABLE migrations RENAME COLUMN name TO other"],
  ])("%s is left without a connection to it", async (_what, statement) => {
    const place = await createDatabasePlace("PostgreSQL", { isMigrated: true });
    await queryAsOwner(place.url, statement);
    await expect(openDatabase({ url: place.url, entities })).rejects.toThrow();
    expect(await countConnections(place.url)).toBe(0);
    await place.remove();
  });

  test("whose reading cannot begin is left without a connection to it", async () => {
    const place = await createDatabasePlace("PostgreSQL", { isMigrated: true });
    const pool = { replicaUrls: ["postgres://not a url"] };
    await expect(openDatabase({ url: place.url, entities, pool })).rejects.toThrow();
    expect(await countConnections(place.url)).toBe(0);
    await place.remove();
  });

  test.each(["LATIN1", "SQL_ASCII"])("in the encoding %s is not migrated", async (encoding) => {
    const name = `unfit_${encoding.toLowerCase()}_${process.pid}`;
    await query(
      `CREATE DATABASE ${name} TEMPLATE template0 ENCODING '${encoding}' LOCALE_PROVIDER libc LOCALE 'C'`,
    );
    expect(await failureOf(change({ pathname: `/${name}` }))).toMatch(
      `The database cannot hold content: its encoding is ${encoding}; create one in UTF8`,
    );
    await query(`DROP DATABASE ${name}`);
  });

  test("that is read-only takes no import, says so, and loses nothing", async () => {
    await importValues(database, [tag("before")]);
    await query(
      `ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET default_transaction_read_only = on`,
    );
    const readOnly = await openDatabase({ url: database.url, entities });
    await expect(importValues(readOnly as TestDatabase, [tag("after")])).rejects.toThrow(
      /database is as it was before: the server is read-only/,
    );
    expect(await checkDatabase(readOnly)).toEqual([]);
    await readOnly.close();
    await query(
      `ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET default_transaction_read_only = off`,
    );
    expect(await query("SELECT slug FROM tag")).toEqual([{ slug: "before" }]);
  });

  test("takes a write again that others stopped, a bounded number of times", async () => {
    const statement = "SELECT CAST(nextval('refusals') AS integer) AS refusals";
    await query("CREATE SEQUENCE refusals");
    await query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.slug = 'never' OR nextval('refusals') < 3 THEN
            RAISE EXCEPTION 'could not serialize access' USING ERRCODE = 'serialization_failure';
          END IF;
          RETURN NEW;
        END $$`,
    );
    await query("CREATE TRIGGER refuse BEFORE INSERT ON tag FOR EACH ROW EXECUTE FUNCTION refuse()");
    const report = await importValues(database, [tag("persistent")]);
    expect(report.counts.get("tag")).toMatchObject({ created: 1 });
    expect(await query(statement)).toEqual([{ refusals: 4 }]);
    await expect(importValues(database, [tag("never")])).rejects.toThrow(/others wrote at the same time/);
    await query("DROP TRIGGER refuse ON tag");
    expect(await readChangeLog(database)).toEqual(["CREATED tag", "CREATED tag"]);
    const sequences = await query("SELECT sequence FROM change_log ORDER BY sequence");
    expect(sequences).toEqual([{ sequence: 1 }, { sequence: 2 }]);
  });

  test("is migrated by one of several programs that begin at once", async () => {
    const place = await createEmpty();
    const outcomes = await Promise.all([1, 2, 3].map(() => runCli(["migrate"], { DATABASE_URL: place.url })));
    expect(outcomes.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      Array(3).fill({ code: 0, stderr: "" }),
    );
    const ran = outcomes.filter(({ stdout }) => stdout.includes("ran Initial"));
    expect(ran).toHaveLength(1);
    await place.drop();
  });

  test("is filled once by several servers that begin at once", async () => {
    const place = await createDatabasePlace("PostgreSQL", { isMigrated: true });
    const opened = await Promise.all([1, 2].map(() => openDatabase({ url: place.url, entities })));
    await Promise.all(opened.map((each) => seedIfEmpty(each, "seeds")));
    const [first] = opened;
    const rows = await first?.source.query(
      "SELECT node_id FROM change_log WHERE kind = 'CREATED' GROUP BY node_id HAVING count(*) > 1",
    );
    expect(rows).toEqual([]);
    for (const each of opened) await each.close();
    await place.remove();
  });
});
