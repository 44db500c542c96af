import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { entities } from "../../../src/content/nouns.js";
import { createSchema } from "../../../src/content/schema.js";
import { type Database, migrateDatabase, openDatabase } from "../../../src/database/database.js";
import { RevisionWatch } from "../../../src/database/reading/postgres/revision-watch.js";
import {
  emitIdentity,
  type ServerIdentity,
  toIdentity,
} from "../../../src/database/reading/postgres/server-identity.js";
import { ServerPool } from "../../../src/database/reading/postgres/server-pool.js";
import { StateNotices } from "../../../src/database/reading/postgres/state-notices.js";
import type { TimedRows } from "../../../src/database/reading/revision-reading.js";
import { Planner } from "../../../src/planner/planner.js";
import { importValues, post } from "../../support/content.js";
import type { TestDatabase } from "../../support/database.js";
import { describeOn } from "../../support/describe-each-database.js";
import { testSiteUrl } from "../../support/exits.js";
import { PostgresServer } from "../../support/postgres/postgres-server.js";
import { Relay } from "../../support/postgres/relay.js";
import { run } from "./support/run.js";
import { until } from "./support/until.js";

describeOn("PostgreSQL", "a watch of a server", () => {
  let primary: PostgresServer;
  let standby: PostgresServer;
  let database: Database;
  let timedRows: TimedRows[];
  /** Of the last watch. */
  let pool: ServerPool;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    primary = await PostgresServer.create();
    database = await openDatabase({ url: primary.url(), entities });
    await migrateDatabase(database);
    timedRows = new Planner(await createSchema(), database, { siteUrl: testSiteUrl }).timedRows;
    standby = await primary.createStandby();
  });

  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  afterAll(async () => {
    await database.close();
    for (const server of [standby, primary]) await server.remove();
  });

  async function watch(server: PostgresServer, url = server.url()): Promise<RevisionWatch> {
    pool = new ServerPool({ url, size: 1, limitMilliseconds: 10_000, keepsPrepared: true });
    const notices = new StateNotices({ url, role: "primary", onNotice: undefined });
    const watching = new RevisionWatch({ pool, timedRows, notices, onPosition: () => undefined });
    const { close } = pool;
    ends.push(close.bind(pool), () => watching.close());
    await watching.settle();
    return watching;
  }

  test("counts only what is written as a change that replicas must have, not what comes in sight", async () => {
    const soon = new Date(Date.now() + 3_000).toISOString();
    await importValues(database as TestDatabase, [post("tomorrow", { publishedAt: soon })]);
    const watching = await watch(primary);
    const { changedAt } = watching;
    const before = watching.current(new Date().toISOString());
    await run(primary, "CREATE TABLE elsewhere (x integer)");
    await until(() => {
      const now = new Date().toISOString();
      return now > soon && watching.current(now).isSettled;
    });
    expect(watching.current(new Date().toISOString())).not.toBe(before);
    expect(watching.changedAt).toBe(changedAt);
  });

  test("names the same place on a server and one that follows it, also at the start of a file of the log", async () => {
    const locate = async (server: PostgresServer) => {
      const [row] = await run(server, `SELECT ${emitIdentity}`);
      return toIdentity(row as unknown as ServerIdentity).position;
    };
    for (let time = 0; time < 2; time += 1) {
      await run(
        primary,
        "CREATE TABLE IF NOT EXISTS elsewhere (x integer); INSERT INTO elsewhere VALUES (1)",
      );
      await run(primary, "SELECT pg_switch_wal()");
      await until(async () => (await locate(standby)) === (await locate(primary)));
    }
  });

  test("serves what it knows as unverified while the server answers reads alone, and nothing once it is silent", async () => {
    // Where the watch is led; its pool goes to the server.
    const stuck = await Relay.open(() => primary.port);
    const network = await Relay.open((connection) => (connection === 1 ? primary.port : stuck.port));
    ends.push(
      () => stuck.close(),
      () => network.close(),
    );
    const watching = await watch(primary, network.lead(primary.url()));
    const read = () => pool.list({ text: "SELECT '1'", values: [] });
    await read();
    const current = () => watching.current(new Date().toISOString());
    stuck.swallow();
    await until(async () => {
      await read();
      return !current().isVerified;
    });
    expect([current().isSettled, watching.isCurrent, pool.isDown]).toEqual([true, false, false]);
    await until(() => pool.isDown);
    stuck.restore();
    await until(() => watching.isCurrent);
    expect([await read(), current().isVerified]).toEqual([[["1"]], true]);
  });

  test("calls a server anew that was promoted, for only then it takes listeners", async () => {
    await watch(standby);
    const findWatcher = async () => {
      const [row] = await run(
        standby,
        "SELECT pid FROM pg_stat_activity WHERE query LIKE '%FROM revision) AS numbers%' AND pid <> pg_backend_pid()",
      );
      return row?.pid;
    };
    const before = await findWatcher();
    expect(before).toBeDefined();
    await run(standby, "SELECT pg_promote()");
    await until(async () => {
      const pid = await findWatcher();
      return pid !== undefined && pid !== before;
    });
  });
});
