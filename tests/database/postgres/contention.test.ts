import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { entities } from "../../../src/content/nouns.js";
import { openDatabase } from "../../../src/database/database.js";
import { importValues, readChangeLog, tag } from "../../support/content.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeOn } from "../../support/describe-each-database.js";
import { until } from "./support/until.js";

describeOn("PostgreSQL", "a write that another program holds up", () => {
  let database: TestDatabase;
  let other: pg.Client;
  let written = 0;

  beforeAll(async () => {
    database = await openTestDatabase();
    other = new pg.Client(database.url);
    await other.connect();
    await importValues(database, [tag("there")]);
    written = 1;
  });

  afterEach(async () => {
    await other.query("ROLLBACK");
    // Whatever was tried again was written once, and nothing of the first attempt is left.
    expect(await readChangeLog(database)).toHaveLength(written);
    const [row] = await database.source.query(
      "SELECT CAST(count(*) AS integer) AS count, max(sequence) AS last FROM change_log",
    );
    expect(row).toEqual({ count: written, last: written });
  });

  afterAll(async () => {
    await other.end();
    await database.close();
  });

  async function untilWaiting(): Promise<void> {
    await until(async () => {
      const rows = await database.source.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return rows.length > 0;
    });
  }

  /** The same database with a setting that is not the server's default. */
  async function openWith(setting: string, onStatement: (text: string) => void): Promise<TestDatabase> {
    const url = new URL(database.url);
    url.searchParams.set("options", `-c ${setting}`);
    const opened = await openDatabase({ url: url.href, entities, onStatement });
    return opened as TestDatabase;
  }

  const countAttempts = (statements: readonly string[]) =>
    statements.filter((text) => text.includes("pg_advisory_xact_lock")).length;

  test("in a deadlock is written by another attempt", async () => {
    // The other one gives way last: it looks for deadlocks after the write has.
    await other.query(
      "BEGIN; SET LOCAL deadlock_timeout = '30s'; LOCK TABLE change_log IN SHARE ROW EXCLUSIVE MODE",
    );
    const writing = importValues(database, [tag("deadlocked")]);
    await untilWaiting();
    await other.query("LOCK TABLE tag IN ACCESS EXCLUSIVE MODE");
    await other.query("COMMIT");
    expect((await writing).counts.get("tag")).toMatchObject({ created: 1 });
    // It is counted when the connection has told its statistics.
    await until(async () => {
      const [{ deadlocks }] = await database.source.query(
        "SELECT CAST(deadlocks AS integer) FROM pg_stat_database WHERE datname = current_database()",
      );
      return deadlocks > 0;
    });
    written += 1;
  });

  test("where transactions are serializable is written by another attempt", async () => {
    const statements: string[] = [];
    const serializable = await openWith("default_transaction_isolation=serializable", (text) =>
      statements.push(text),
    );
    await other.query("BEGIN ISOLATION LEVEL SERIALIZABLE");
    await other.query("UPDATE tag SET name = name || '' WHERE slug = 'there'");
    const writing = importValues(serializable, [tag("there", { name: "Changed" })]);
    await untilWaiting();
    await other.query("COMMIT");
    expect((await writing).counts.get("tag")).toMatchObject({ updated: 1 });
    expect(countAttempts(statements)).toBe(2);
    await serializable.close();
    written += 1;
  });

  test("for longer than lock_timeout is tried a bounded number of times, and leaves nothing", async () => {
    const statements: string[] = [];
    const impatient = await openWith("lock_timeout=200ms", (text) => statements.push(text));
    await other.query("BEGIN; LOCK TABLE tag IN ACCESS EXCLUSIVE MODE");
    await expect(importValues(impatient, [tag("held-up")])).rejects.toThrow(
      /database is as it was before: another program uses the tables for long/,
    );
    expect(countAttempts(statements)).toBe(3);
    await impatient.close();
  });
});
