import { afterEach, beforeEach, expect, test } from "@jest/globals";
import pg from "pg";
import { entities } from "../../../src/content/nouns.js";
import { createSchema } from "../../../src/content/schema.js";
import { type Database, migrateDatabase, openDatabase } from "../../../src/database/database.js";
import { Planner } from "../../../src/planner/planner.js";
import { createDatabasePlace, type TestDatabasePlace } from "../../support/database.js";
import { describeOn } from "../../support/describe-each-database.js";
import { testSiteUrl } from "../../support/exits.js";
import { until } from "./support/until.js";

describeOn("PostgreSQL", "a migration that needs a table alone", () => {
  let place: TestDatabasePlace;
  let database: Database;
  /** In the middle of a transaction that has read posts. */
  let longReader: pg.Client;

  beforeEach(async () => {
    place = await createDatabasePlace("PostgreSQL");
    await migrateUntilTitleOrder();
    database = await openDatabase({ url: place.url, entities });
    longReader = new pg.Client(place.url);
    await longReader.connect();
    await longReader.query("BEGIN");
    await longReader.query("SELECT count(*) FROM post");
  });

  afterEach(async () => {
    await longReader.end();
    await database.close();
    await place.remove();
  });

  /** The next migration is the one that needs the posts alone. */
  async function migrateUntilTitleOrder(): Promise<void> {
    const older = await openDatabase({ url: place.url, entities });
    while (older.source.migrations.pop()?.constructor.name !== "TitleOrder1768000000000");
    await migrateDatabase(older);
    await older.close();
  }

  /** A statement of another connection; gives whether somebody still holds the table when it is answered. */
  async function readWhileHeld(): Promise<boolean> {
    const client = new pg.Client(place.url);
    await client.connect();
    await client.query("SELECT count(*) FROM post");
    const { rows } = await client.query(
      "SELECT 1 FROM pg_locks WHERE relation = 'post'::regclass AND granted AND pid = $1",
      [(longReader as unknown as { processID: number }).processID],
    );
    await client.end();
    return rows.length === 1;
  }

  /** Until the migration waits for the table, or does so no more. */
  async function untilItWaits(isWaiting = true): Promise<void> {
    const statement =
      "SELECT 1 FROM pg_locks WHERE relation = 'post'::regclass AND mode = 'AccessExclusiveLock' AND NOT granted";
    await until(async () => (await longReader.query(statement)).rows.length > 0 === isWaiting);
  }

  test("lets others read while somebody reads for long, and ends when that is over", async () => {
    const migrated = migrateDatabase(database);
    await untilItWaits();
    expect(await readWhileHeld()).toBe(true);
    await longReader.query("COMMIT");
    expect((await migrated)[0]).toBe("TitleOrder1768000000000");
  });

  test("lets servers know meanwhile that the database is there", async () => {
    const notices: unknown[] = [];
    const served = await openDatabase({
      url: place.url,
      entities,
      onNotice: (notice) => notices.push(notice),
    });
    // Of the version that runs until the migration is done, which knows only the tables that are there.
    const { timedRows } = new Planner(await createSchema(), served, { siteUrl: testSiteUrl });
    served.reader.watchRevisions(timedRows.filter(({ table }) => table === "post"));
    const migrated = migrateDatabase(database);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await untilItWaits(true);
      await untilItWaits(false);
    }
    await longReader.query("COMMIT");
    await migrated;
    expect(notices).toEqual([]);
    await served.close();
  });
});
