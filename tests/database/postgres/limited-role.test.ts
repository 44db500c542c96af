import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { entities } from "../../../src/content/nouns.js";
import { type Database, migrateDatabase, openDatabase } from "../../../src/database/database.js";
import { importValues, tag } from "../../support/content.js";
import { createDatabasePlace, type TestDatabase, type TestDatabasePlace } from "../../support/database.js";
import { describeOn } from "../../support/describe-each-database.js";

/** As README.md advises behind a pooler; long past when a statement has waited for others. */
const limit = "options=-c%20statement_timeout%3D100";

/** Other tests wait for locks of their databases on the same server. */
const isOwnWait = `locktype = 'advisory' AND NOT granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

describeOn("PostgreSQL", "a user whose statements are limited", () => {
  let place: TestDatabasePlace;
  let holder: Database;
  let limited: Database;

  beforeEach(async () => {
    place = await createDatabasePlace("PostgreSQL", { isMigrated: true });
    holder = await openDatabase({ url: place.url, entities });
    limited = await openDatabase({ url: `${place.url}?${limit}`, entities });
  });

  afterEach(async () => {
    await limited.close();
    await holder.close();
    await place.remove();
  });

  /** Until a statement waits for a lock that only it would be given; then for longer than the limit is. */
  async function untilItHasWaited(): Promise<void> {
    const statement = `SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE ${isOwnWait} AND clock_timestamp() > query_start + INTERVAL '300 ms'`;
    while ((await holder.source.query(statement)).length === 0);
  }

  test("writes once another one has written", async () => {
    const report = await holder.source.transaction(async (manager) => {
      await holder.dialect.claimWriting(manager);
      const imported = importValues(limited as TestDatabase, [tag("patient")]);
      const ended = await Promise.race([untilItHasWaited(), imported.catch((error) => error)]);
      expect(ended).toBeUndefined();
      return { imported };
    });
    expect((await report.imported).counts.get("tag")).toMatchObject({ created: 1 });
  });

  test("migrates once another one has migrated", async () => {
    const release = await holder.dialect.claimSchema(holder.source);
    const migrated = migrateDatabase(limited);
    const ended = await Promise.race([untilItHasWaited(), migrated.catch((error) => error)]);
    await release();
    expect(ended).toBeUndefined();
    expect(await migrated).toEqual([]);
  });

  test("waits for a migration however short its waits for tables are, and leaves nothing open when that is cancelled", async () => {
    const impatient = await openDatabase({ url: `${place.url}?options=-c%20lock_timeout%3D100`, entities });
    const release = await holder.dialect.claimSchema(holder.source);
    const migrated = migrateDatabase(impatient).catch((error) => error);
    expect(await Promise.race([untilItHasWaited(), migrated])).toBeUndefined();
    await holder.source.query(`SELECT pg_cancel_backend(pid) FROM pg_locks WHERE ${isOwnWait}`);
    expect(String(await migrated)).toContain("Cannot migrate the database");
    await release();
    const open = `SELECT state FROM pg_stat_activity
      WHERE state LIKE 'idle in transaction%' AND datname = current_database()`;
    expect(await holder.source.query(open)).toEqual([]);
    expect(await migrateDatabase(impatient)).toEqual([]);
    await impatient.close();
  });
});
