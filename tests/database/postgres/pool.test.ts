import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { createPool, toConnectionOptions } from "../../../src/database/dialects/postgres-connection.js";
import { isConnectionLost } from "../../../src/database/reading/postgres/connection-loss.js";
import { type Question, ServerPool } from "../../../src/database/reading/postgres/server-pool.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeOn } from "../../support/describe-each-database.js";
import { Relay } from "../../support/postgres/relay.js";
import { standStill } from "./support/stand-still.js";
import { until } from "./support/until.js";

const slow = { text: "SELECT CAST(pg_sleep(30) AS text)", values: [] };

describeOn("PostgreSQL", "a pool of connections to a server", () => {
  let database: TestDatabase;
  const pools: ServerPool[] = [];
  const relays: Relay[] = [];

  beforeAll(async () => {
    database = await openTestDatabase();
  });

  afterEach(async () => {
    for (const pool of pools.splice(0)) await pool.close();
    for (const relay of relays.splice(0)) await relay.close();
  });

  afterAll(() => database.close());

  function open(options: Partial<ConstructorParameters<typeof ServerPool>[0]> = {}): ServerPool {
    const pool = new ServerPool({
      url: database.url,
      size: 2,
      limitMilliseconds: 10_000,
      keepsPrepared: true,
      ...options,
    });
    pools.push(pool);
    return pool;
  }

  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error) => error.extensions?.code ?? error,
    );

  const list = (pool: ServerPool, text: string) => pool.list({ text, values: [] });

  /** How many sleep on the server now. */
  async function countSleepers(): Promise<number> {
    const rows = await database.source.query(
      "SELECT pid FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND state = 'active' AND pid <> pg_backend_pid()",
    );
    return rows.length;
  }

  test("gives rows as arrays of texts, and what is wrong with a statement as it is", async () => {
    const pool = open();
    expect(await pool.list({ text: "SELECT $1::text, NULL", values: ["a"] })).toEqual([["a", null]]);
    await expect(list(pool, "SELECT nothing FROM nowhere")).rejects.toThrow(/"nowhere" does not exist/);
    expect(pool.load).toEqual({ connections: 1, idle: 1, waiting: 0 });
  });

  test("ends a statement whose time is over", async () => {
    const pool = open({ limitMilliseconds: 200 });
    expect(await codeOf(pool.list(slow))).toBe("TIMEOUT");
    expect(await list(pool, "SELECT '1'")).toEqual([["1"]]);
  });

  test("ends a statement that nobody waits for any more, on the server too", async () => {
    const pool = open();
    const leaving = new AbortController();
    const question: Question = { ...slow, signal: leaving.signal };
    const result = codeOf(pool.list(question));
    await until(async () => (await countSleepers()) === 1);
    leaving.abort(new Error("gone"));
    expect(await result).toEqual(new Error("gone"));
    await until(async () => (await countSleepers()) === 0);
    expect(pool.load).toMatchObject({ connections: 0, waiting: 0 });
  });

  test("is busy when all its connections are for long", async () => {
    const pool = open();
    const leaving = new AbortController();
    const sleepers = [1, 2].map(() => codeOf(pool.list({ ...slow, signal: leaving.signal })));
    await until(async () => (await countSleepers()) === 2);
    const twice = 2 * pool.connection.connectionTimeoutMillis;
    const refused = codeOf(list(pool, "SELECT 1"));
    expect(await Promise.race([refused, sleep(twice, "waited twice")])).toBe("SERVER_BUSY");
    leaving.abort(new Error("gone"));
    await Promise.all(sleepers);
    expect(await list(pool, "SELECT '1'")).toEqual([["1"]]);
  });

  test("waits for connections no shorter because this process stands still", async () => {
    const pool = open();
    // Two connections are made, and two questions wait for them.
    const answers = ["1", "2", "3", "4"].map((text) => list(pool, `SELECT '${text}'`));
    for (let time = 0; time < 2; time += 1) {
      await setImmediate();
      standStill(1.2 * pool.connection.connectionTimeoutMillis);
    }
    expect(await Promise.all(answers)).toEqual([[["1"]], [["2"]], [["3"]], [["4"]]]);
  });

  test("has room for as many statements as it may have connections, however few there are yet", async () => {
    const pool = open({ size: 3 });
    await list(pool, "SELECT 1");
    const answers: Promise<unknown>[] = [];
    const rooms = [1, 2, 3].map(() => {
      answers.push(list(pool, "SELECT 1"));
      return pool.hasRoom;
    });
    expect(rooms).toEqual([true, true, false]);
    await Promise.all(answers);
    expect(pool.hasRoom).toBe(true);
  });

  test("says what the server is short of, and goes on on the same connection", async () => {
    await database.source.query(
      "CREATE FUNCTION fail(code text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = code; END $$",
    );
    const pool = open({ size: 1 });
    const askPid = () => list(pool, "SELECT CAST(pg_backend_pid() AS text)");
    const pid = await askPid();
    const failWith = (code: string) => codeOf(pool.list({ text: "SELECT fail($1)", values: [code] }));
    expect(await Promise.all(["53100", "53200"].map(failWith))).toEqual(["UNAVAILABLE", "UNAVAILABLE"]);
    await expect(pool.list({ text: "SELECT fail($1)", values: ["53100"] })).rejects.toThrow(
      "The database lacks room on its disk or in its memory for this answer.",
    );
    // Sorting on a disk that is full for this user.
    const sorting = `SELECT CAST(max(x) AS text) FROM (SELECT x FROM generate_series(1, 200000) AS x ORDER BY md5(CAST(x AS text)) OFFSET 9) AS sorted`;
    const options = "-c temp_file_limit=64kB -c work_mem=64kB";
    const url = Object.assign(new URL(database.url), {
      search: `options=${encodeURIComponent(options)}`,
    }).href;
    expect(await codeOf(list(open({ url }), sorting))).toBe("UNAVAILABLE");
    expect(await askPid()).toEqual(pid);
  });

  test("is busy when the server accepts no more connections, or others hold a table", async () => {
    const role = `limited_${process.pid}`;
    await database.source.query(`CREATE ROLE ${role} LOGIN PASSWORD 'only-for-tests' CONNECTION LIMIT 1`);
    const pool = open({ url: Object.assign(new URL(database.url), { username: role }).href });
    const leaving = new AbortController();
    const sleeping = codeOf(pool.list({ ...slow, signal: leaving.signal }));
    await until(async () => (await countSleepers()) === 1);
    expect(await codeOf(list(pool, "SELECT 1"))).toBe("SERVER_BUSY");
    leaving.abort(new Error("gone"));
    await sleeping;
    await pool.close();
    pools.splice(pools.indexOf(pool), 1);
    await database.source.query(`DROP ROLE ${role}`);
    const holding = database.source.createQueryRunner();
    await holding.startTransaction();
    await holding.query("LOCK TABLE tag IN ACCESS EXCLUSIVE MODE");
    const search = `options=${encodeURIComponent("-c lock_timeout=100ms")}`;
    const impatient = open({ url: Object.assign(new URL(database.url), { search }).href });
    expect(await codeOf(list(impatient, "SELECT slug FROM tag"))).toBe("SERVER_BUSY");
    await holding.rollbackTransaction();
    await holding.release();
  });

  /** The server must ask for passwords, as the tests' own does. */
  test("says that the server is out of reach when it lets nobody in any more", async () => {
    const role = `renamed_${process.pid}`;
    await database.source.query(`CREATE ROLE ${role} LOGIN PASSWORD 'only-for-tests'`);
    const url = Object.assign(new URL(database.url), { username: role, password: "only-for-tests" }).href;
    const pool = open({ size: 1, url });
    await list(pool, "SELECT 1");
    await database.source.query(`ALTER ROLE ${role} PASSWORD 'another'`);
    pool.renew();
    expect(await codeOf(list(pool, "SELECT 1"))).toBe("UNAVAILABLE");
    await database.source.query(`DROP ROLE ${role}`);
  });

  test.each([
    [true, ["EAI_AGAIN", "ECONNRESET", "EPIPE", "CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID", "28P01"]],
    [false, ["ERR_INVALID_ARG_TYPE", "42P01", "53300"]],
  ])("takes faults for a loss of the way to the server or not, by their code: %s", (isLost, codes) => {
    const lost = codes.filter((code) => isConnectionLost(Object.assign(new Error("x"), { code })));
    expect(lost).toEqual(isLost ? codes : []);
  });

  test("tries a read again whose connection was ended", async () => {
    const pool = open({ size: 1 });
    const [[pid]] = (await list(pool, "SELECT CAST(pg_backend_pid() AS text)")) as [[string]];
    await database.source.query(`SELECT pg_terminate_backend(${pid})`);
    expect(await list(pool, "SELECT '1'")).toEqual([["1"]]);
  });

  test("tries it in the time that is left", async () => {
    // Where a pooler is between, nobody but this side bounds a statement.
    const parts = { keepsPrepared: false, limitMilliseconds: 500 };
    const order: string[] = [];
    const ended = codeOf(open(parts).list(slow)).then((code) => order.push(`ended ${code}`));
    await until(async () => (await countSleepers()) === 1);
    await sleep(1_000);
    const later = codeOf(open(parts).list(slow)).then((code) => order.push(`later ${code}`));
    await database.source.query(
      `SELECT pg_terminate_backend(pid) FROM (
        SELECT pid FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid() ORDER BY query_start LIMIT 1) AS first`,
    );
    await Promise.all([ended, later]);
    expect(order).toEqual(["ended TIMEOUT", "later TIMEOUT"]);
  });

  test("uses no connection that the network lost while the server was out of reach", async () => {
    const relay = await Relay.open(() => Number(new URL(database.url).port));
    const pool = open({ url: relay.lead(database.url), limitMilliseconds: 1_000 });
    const ask = () => Promise.all(["1", "2"].map((text) => list(pool, `SELECT '${text}'`)));
    const answers = [[["1"]], [["2"]]];
    expect(await ask()).toEqual(answers);
    relay.swallow();
    const running = codeOf(list(pool, "SELECT '3'"));
    pool.markDown();
    expect(await running).toBe("UNAVAILABLE");
    relay.restore();
    pool.markUp();
    expect(await ask()).toEqual(answers);
    // Nor does it wait for them at the end.
    relay.swallow();
    relays.push(relay);
  });

  test("ends a connection on loan that stays silent once the server is there again", async () => {
    const relay = await Relay.open(() => Number(new URL(database.url).port));
    relays.push(relay);
    const pool = createPool(toConnectionOptions(relay.lead(database.url)), 1);
    const client = await pool.connect();
    client.on("error", () => undefined);
    relay.swallow();
    const running = client.query("SELECT 1");
    pool.renew();
    await expect(running).rejects.toThrow(/terminated/);
    client.release();
    await pool.end();
  });

  test("keeps statements prepared, and begins anew with too many of them", async () => {
    const pool = open({ size: 1 });
    const count = "SELECT CAST(count(*) AS text) FROM pg_prepared_statements";
    await list(pool, "SELECT '1'");
    expect(await list(pool, count)).toEqual([["2"]]);
    for (let index = 0; index < 600; index += 1) await list(pool, `SELECT '${index} of many'`);
    expect(Number((await list(pool, count))[0]?.[0])).toBeLessThan(150);
  });

  test("prepares nothing and sends no settings where a pooler is between", async () => {
    const pool = open({ size: 1, keepsPrepared: false });
    await list(pool, "SELECT '1'");
    expect(await list(pool, "SELECT name FROM pg_prepared_statements")).toEqual([]);
    expect(pool.connection.options).toBeUndefined();
    expect(toConnectionOptions(database.url).options).toContain("idle_in_transaction_session_timeout");
  });
});
