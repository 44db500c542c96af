import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { entities } from "../../../src/content/nouns.js";
import { type Database, migrateDatabase, openDatabase } from "../../../src/database/database.js";
import { post } from "../../server/support/requests.js";
import { type ContentServer, startContentServer } from "../../server/support/start-content-server.js";
import { importValues, tag } from "../../support/content.js";
import type { TestDatabase } from "../../support/database.js";
import { describeOn } from "../../support/describe-each-database.js";
import { PostgresServer } from "../../support/postgres/postgres-server.js";
import { Relay } from "../../support/postgres/relay.js";
import { run } from "./support/run.js";
import { until } from "./support/until.js";

describeOn("PostgreSQL", "after a failover", () => {
  let former: PostgresServer;
  let promoted: PostgresServer;
  /** Follows the former primary still, and has what that wrote after it was replaced. */
  let strayed: PostgresServer;
  /** Stood still meanwhile, so that it can follow the new primary. */
  let loyal: PostgresServer;
  /** A server of another cluster with the same tables. */
  let foreign: PostgresServer;
  const servers: PostgresServer[] = [];
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    former = await start();
    await writeTo(former, "before");
    for (let count = 0; count < 3; count += 1) servers.push(await former.createStandby());
    [, promoted, strayed, loyal] = servers as [
      PostgresServer,
      PostgresServer,
      PostgresServer,
      PostgresServer,
    ];
    await untilAll([promoted, loyal], "before");
    await loyal.stop();
    // Else it could be ahead of the new primary already, and could not follow.
    const [{ end } = {}] = await run(former, "SELECT CAST(pg_current_wal_lsn() AS text) AS end");
    await until(async () => {
      const [row] = await run(promoted, `SELECT pg_last_wal_replay_lsn() >= '${end}' AS is_there`);
      return row?.is_there === true;
    });
    await run(promoted, "SELECT pg_promote()");
    await writeTo(former, "lost");
    // So that its position is beyond all that the new primary will write here.
    await run(former, "SELECT pg_switch_wal()");
    await run(former, "CREATE TABLE more AS SELECT 1 AS x");
    await untilAll([strayed], "lost");
    await until(async () => (await run(strayed, "SELECT to_regclass('more') AS found"))[0]?.found !== null);
    await writeTo(promoted, "after");
    foreign = await start();
    await writeTo(foreign, "foreign");
  });

  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  afterAll(async () => {
    for (const server of servers) await server.remove();
  });

  async function start(): Promise<PostgresServer> {
    const server = await PostgresServer.create();
    servers.push(server);
    return server;
  }

  async function writeTo(server: PostgresServer, slug: string): Promise<void> {
    const database = await openDatabase({ url: server.url(), entities });
    await migrateDatabase(database);
    await importValues(database as TestDatabase, [tag(slug)]);
    await database.close();
  }

  async function untilAll(all: readonly PostgresServer[], slug: string): Promise<void> {
    for (const each of all)
      await until(async () => (await run(each, `SELECT 1 FROM tag WHERE slug = '${slug}'`)).length === 1);
  }

  async function serve(url: string, replicaUrls: string[], cacheMaxBytes = 0): Promise<ContentServer> {
    const pool = { size: 4, keepsPrepared: true, replicaUrls };
    const database: Database = await openDatabase({ url, entities, pool });
    ends.push(() => database.close());
    const server = await startContentServer(database, { config: { cacheMaxBytes } });
    ends.push(() => server.stop());
    return server;
  }

  async function askTags({ url }: ContentServer): Promise<string[]> {
    const { body } = await post(url, { query: "{ tags(first: 9) { nodes { slug } } }" });
    return (body.data as { tags: { nodes: { slug: string }[] } }).tags.nodes.map(({ slug }) => slug).sort();
  }

  /** How many connections of this program to a server have not ended, the one that asks apart. */
  async function countReaders(on: PostgresServer): Promise<number> {
    const rows = await run(
      on,
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'colloquy' AND query LIKE 'SELECT CAST%'",
    );
    return rows.length;
  }

  /** Long enough for each server to have been looked at several times. */
  async function askOften(server: ContentServer): Promise<Set<string>> {
    const answers = new Set<string>();
    for (let round = 0; round < 30; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      for (const tags of await Promise.all([1, 2, 3].map(() => askTags(server)))) answers.add(tags.join(" "));
    }
    return answers;
  }

  test("a replica that still follows the former primary reads nothing, however far it has come", async () => {
    const server = await serve(promoted.url(), [strayed.url()]);
    expect(await askOften(server)).toEqual(new Set(["after before"]));
    expect(await countReaders(strayed)).toBe(0);
  });

  test("one that follows the new primary reads, before any checkpoint tells of that", async () => {
    await loyal.follow(promoted);
    await untilAll([loyal], "after");
    const server = await serve(promoted.url(), [loyal.url()]);
    await until(async () => {
      expect(await askTags(server)).toEqual(["after", "before"]);
      return (await countReaders(loyal)) > 0;
    });
  });

  test("one that was promoted with less than is known reads nothing when the primary is gone", async () => {
    const relay = await Relay.open(() => former.port);
    ends.push(() => relay.close());
    // What the former primary wrote last is known, and the promoted server writes more than that.
    const server = await serve(relay.lead(former.url()), [promoted.url()]);
    for (const table of ["even_more", "most"]) {
      await run(promoted, "SELECT pg_switch_wal()");
      await run(promoted, `CREATE TABLE ${table} AS SELECT 1 AS x`);
    }
    expect(await askOften(server)).toEqual(new Set(["before lost"]));
    relay.swallow();
    const askStatus = async () => (await post(server.url, { query: "{ tags { totalCount } }" })).status;
    await until(async () => (await askStatus()) === 503);
    for (let time = 0; time < 10; time += 1) expect(await askStatus()).toBe(503);
    expect(await countReaders(promoted)).toBe(0);
  });

  test("what a replica reads without a primary is answered, and not kept; servers say what is the matter", async () => {
    const relay = await Relay.open(() => former.port);
    ends.push(() => relay.close());
    const server = await serve(relay.lead(former.url()), [strayed.url()], 1_000_000);
    const ask = async (query: string) => {
      const { status, headers } = await post(server.url, { query });
      return [status, headers.get("x-cache")];
    };
    const known = "{ tags { totalCount } }";
    await until(async () => (await ask(known))[1] === "HIT");
    relay.swallow();
    await until(async () => (await ask(known))[1] === "STALE");
    const unknown = "{ tags(first: 1) { nodes { slug } } }";
    expect([await ask(unknown), await ask(unknown)]).toEqual([
      [200, "MISS"],
      [200, "MISS"],
    ]);
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: "degraded", faults: ["The database does not answer."] },
    ]);
  });

  test("a server of another cluster reads nothing, not even where an address leads to it at times", async () => {
    const relay = await Relay.open((connection) => (connection === 0 ? strayed.port : foreign.port));
    ends.push(() => relay.close());
    const server = await serve(former.url(), [foreign.url(), relay.lead(strayed.url())]);
    expect(await askOften(server)).toEqual(new Set(["before lost"]));
    expect(await countReaders(foreign)).toBe(0);
  });
});
