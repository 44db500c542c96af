import { once, setMaxListeners } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { entities } from "../../../src/content/nouns.js";
import { type Database, migrateDatabase, openDatabase } from "../../../src/database/database.js";
import { toConnectionOptions } from "../../../src/database/dialects/postgres-connection.js";
import { codeOf, post } from "../../server/support/requests.js";
import { type ContentServer, startContentServer } from "../../server/support/start-content-server.js";
import { importValues, tag } from "../../support/content.js";
import type { TestDatabase } from "../../support/database.js";
import { describeOn } from "../../support/describe-each-database.js";
import { PostgresServer } from "../../support/postgres/postgres-server.js";
import { Relay } from "../../support/postgres/relay.js";
import { toRefusal } from "./support/messages.js";
import { run } from "./support/run.js";
import { until } from "./support/until.js";

const maximumLagMilliseconds = 1_500;

describeOn("PostgreSQL", "replicas", () => {
  let primary: PostgresServer;
  let replicas: PostgresServer[] = [];
  let database: Database;
  let server: ContentServer;
  let count = 0;
  const notices: string[] = [];

  beforeAll(async () => {
    primary = await PostgresServer.create();
    const first = await openDatabase({ url: primary.url(), entities });
    await migrateDatabase(first);
    await first.close();
    replicas = [await primary.createStandby(), await primary.createStandby()];
    const replicaUrls = replicas.map((replica) => replica.url());
    const pool = { size: 5, keepsPrepared: true, replicaUrls, maximumLagMilliseconds };
    database = await openDatabase({
      url: primary.url(),
      entities,
      pool,
      onNotice: ({ level, role, server: at, message }) => notices.push(`${level} ${role} ${at} ${message}`),
    });
    server = await startContentServer(database, { config: { cacheMaxBytes: 0 } });
  });

  afterAll(async () => {
    await server.stop();
    await database.close();
    for (const each of [...replicas, primary]) await each.remove();
  });

  const ask = (query: string, headers = {}) => post(server.url, { query }, headers);

  async function askTags(headers = {}): Promise<string[]> {
    const { status, body } = await ask("{ tags(first: 100) { nodes { slug } } }", headers);
    expect(status).toBe(200);
    return (body.data as { tags: { nodes: { slug: string }[] } }).tags.nodes.map(({ slug }) => slug);
  }

  /** Writes one more tag; gives its slug. */
  async function write(): Promise<string> {
    count += 1;
    const slug = `tag-${count}`;
    await importValues(database as TestDatabase, [tag(slug)]);
    return slug;
  }

  /** How many connections of this program on a server have read tags last. */
  async function countReaders(on: PostgresServer): Promise<number> {
    const rows = await run(
      on,
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'colloquy' AND query LIKE '%"tag"%' AND query LIKE 'SELECT CAST%'`,
    );
    return rows.length;
  }

  async function countSleepers(on: PostgresServer): Promise<number> {
    const rows = await run(
      on,
      "SELECT pid FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND state = 'active' AND pid <> pg_backend_pid()",
    );
    return rows.length;
  }

  /** When tags were read last from a server, in milliseconds. */
  async function latestRead(on: PostgresServer): Promise<number> {
    const rows = await run(
      on,
      `SELECT CAST(extract(epoch FROM max(query_start)) * 1000 AS bigint) AS latest FROM pg_stat_activity
        WHERE application_name = 'colloquy' AND query LIKE '%"tag"%' AND query LIKE 'SELECT CAST%'`,
    );
    return Number(rows[0]?.latest ?? 0);
  }

  /** Reads at the same time, so that each server that takes part has a connection that has read. */
  async function askOften(): Promise<void> {
    await Promise.all(Array.from({ length: 12 }, () => askTags()));
  }

  async function untilPrimaryIsSpared(): Promise<void> {
    await until(async () => {
      const latest = await latestRead(primary);
      await askOften();
      return (await latestRead(primary)) === latest;
    });
  }

  const readersPerReplica = () => Promise.all(replicas.map(countReaders));

  test("share the reads, and leave none to the primary", async () => {
    await until(async () => {
      await askOften();
      return (await readersPerReplica()).every((readers) => readers > 0);
    });
    const before = await countReaders(primary);
    await askOften();
    expect(await countReaders(primary)).toBe(before);
  });

  test("that have not what was written last are left out until they have it", async () => {
    for (const replica of replicas) await run(replica, "SELECT pg_wal_replay_pause()");
    for (let time = 0; time < 5; time += 1) {
      const slug = await write();
      expect(await askTags()).toContain(slug);
    }
    expect(await countReaders(primary)).toBeGreaterThan(0);
    for (const replica of replicas) await run(replica, "SELECT pg_wal_replay_resume()");
    await until(async () => {
      const rows = await Promise.all(replicas.map((replica) => run(replica, "SELECT slug FROM tag")));
      return rows.every((tags) => tags.length === count);
    });
    expect(await askTags()).toHaveLength(count);
  });

  /** Takes what was told of a replica since it was asked last. */
  function takeNotices({ port }: PostgresServer): string[] {
    const start = new RegExp(`^(warn|info) replica 127\\.0\\.0\\.1:${port} `);
    const own = notices.filter((notice) => start.test(notice));
    notices.splice(0, notices.length, ...notices.filter((notice) => !start.test(notice)));
    return own.map((notice) => `${notice.split(" ", 1)[0]}: ${notice.replace(start, "")}`);
  }

  const untilToldOfEach = (message: string) =>
    until(() => notices.filter((notice) => notice.includes(message)).length === replicas.length);

  test("that lag are left out, even if what they lack is not known to be content", async () => {
    notices.length = 0;
    await untilPrimaryIsSpared();
    for (const replica of replicas) await run(replica, "SELECT pg_wal_replay_pause()");
    const before = await latestRead(primary);
    await run(primary, "CREATE TABLE elsewhere (x integer)");
    await until(async () => {
      await askTags();
      return (await latestRead(primary)) > before;
    });
    await untilToldOfEach("A replica is left out: it is further behind");
    for (const replica of replicas) await run(replica, "SELECT pg_wal_replay_resume()");
    await untilPrimaryIsSpared();
    await untilToldOfEach("A replica reads again");
    for (const replica of replicas)
      expect(takeNotices(replica)).toEqual([
        "warn: A replica is left out: it is further behind than DATABASE_REPLICA_MAX_LAG_MS allows",
        "info: A replica reads again",
      ]);
  });

  test("a client may ask for a change, and is told when there is none", async () => {
    await write();
    const { headers } = await ask("{ tags { totalCount } }");
    const change = Number(headers.get("x-change"));
    expect(change).toBe(count);
    expect(await askTags({ "min-change": String(change) })).toHaveLength(count);
    const ahead = await ask("{ tags { totalCount } }", { "min-change": String(change + 1) });
    expect([ahead.status, codeOf(ahead), ahead.headers.get("retry-after")]).toEqual([
      503,
      "CHANGE_NOT_REACHED",
      "2",
    ]);
    const wrong = await ask("{ tags { totalCount } }", { "min-change": "soon" });
    expect([wrong.status, codeOf(wrong)]).toEqual([400, "BAD_REQUEST"]);
  });

  test("one that is stopped is left out without a fault, and takes part again when it is back", async () => {
    const [first] = replicas;
    if (!first) throw new Error("There are replicas.");
    await first.stop("SIGKILL");
    for (let time = 0; time < 20; time += 1) expect(await askTags()).toHaveLength(count);
    await first.start();
    await until(async () => {
      await askOften();
      return (await countReaders(first)) > 0;
    });
    const [lost, ...others] = takeNotices(first);
    expect(lost).toMatch(
      /^warn: A replica is out of reach; the other servers read for it: .*no server listens|ended/,
    );
    expect(others).toEqual(["info: A replica reads again"]);
  });

  test("that are all busy are waited for once, and not at each of them", async () => {
    await untilPrimaryIsSpared();
    const leaving = new AbortController();
    setMaxListeners(0, leaving.signal);
    const { reader } = database;
    const sleepers = Array.from({ length: 15 }, () =>
      Promise.resolve(
        reader.read({ text: "SELECT CAST(pg_sleep(30) AS text)", cost: 1 }, [], { signal: leaving.signal }),
      ).catch(() => undefined),
    );
    await until(async () => {
      const counts = await Promise.all([...replicas, primary].map(countSleepers));
      return counts.every((count) => count === 5);
    });
    const twice = 2 * toConnectionOptions(primary.url()).connectionTimeoutMillis;
    const refused = ask("{ tags { totalCount } }").then((answer) => [answer.status, codeOf(answer)]);
    expect(await Promise.race([refused, sleep(twice, "waited twice")])).toEqual([503, "SERVER_BUSY"]);
    leaving.abort(new Error("gone"));
    await Promise.all(sleepers);
  });

  test("one that accepts no more connections is passed over for another one", async () => {
    const [full, other] = replicas;
    if (!full || !other) throw new Error("There are replicas.");
    const refusing = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => socket.end(toRefusal("53300", "sorry, too many clients already")));
    }).listen(0, "127.0.0.1");
    await once(refusing, "listening");
    const { port } = refusing.address() as AddressInfo;
    // It is looked at on the first connection.
    const relay = await Relay.open((connection) => (connection === 0 ? full.port : port));
    const replicaUrls = [relay.lead(full.url()), other.url()];
    const passing = await openDatabase({
      url: primary.url(),
      entities,
      pool: { size: 5, keepsPrepared: true, replicaUrls },
    });
    const passingServer = await startContentServer(passing, { config: { cacheMaxBytes: 0 } });
    const askStatus = async () =>
      (await post(passingServer.url, { query: "{ tags { totalCount } }" })).status;
    // In turn both replicas begin, until the other one is found to be well too.
    await until(async () => {
      const [before, count] = [await latestRead(primary), relay.count];
      for (let time = 0; time < 6; time += 1) expect(await askStatus()).toBe(200);
      return relay.count > count && (await latestRead(primary)) === before;
    });
    await passingServer.stop();
    await passing.close();
    await relay.close();
    refusing.close();
  });

  describe("when the primary is gone", () => {
    test("they go on reading, also one that was promoted", async () => {
      const [first] = replicas;
      if (!first) throw new Error("There are replicas.");
      await until(async () => {
        const [row] = await run(first, "SELECT CAST(count(*) AS integer) AS tags FROM tag");
        return row?.tags === count;
      });
      await primary.stop("SIGKILL");
      expect(await askTags()).toHaveLength(count);
      await run(first, "SELECT pg_promote()");
      for (let time = 0; time < 20; time += 1) expect(await askTags()).toHaveLength(count);
    });
  });
});
