import { setImmediate } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import {
  type PostgresClient,
  toConnectionOptions,
} from "../../../src/database/dialects/postgres-connection.js";
import { Heartbeat, type HeartbeatParts } from "../../../src/database/reading/postgres/heartbeat.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeOn } from "../../support/describe-each-database.js";
import { Relay } from "../../support/postgres/relay.js";
import { standStill } from "./support/stand-still.js";
import { until } from "./support/until.js";

describeOn("PostgreSQL", "a heartbeat", () => {
  let database: TestDatabase;
  let relay: Relay;
  let heartbeat: Heartbeat;
  let losses: unknown[] = [];
  /** The server's process that answered last. */
  let pid = 0;

  beforeAll(async () => {
    database = await openTestDatabase();
  });

  afterEach(async () => {
    await heartbeat.close();
    await relay.close();
    losses = [];
  });

  afterAll(() => database.close());

  async function begin(
    chooseTarget = (port: number, _connection: number) => port,
    parts: Partial<HeartbeatParts> = {},
  ): Promise<void> {
    const port = Number(new URL(database.url).port);
    relay = await Relay.open((connection) => chooseTarget(port, connection));
    heartbeat = new Heartbeat({
      connection: toConnectionOptions(relay.lead(database.url)),
      ask: async (client) => {
        pid = (await client.query("SELECT pg_backend_pid() AS pid")).rows[0].pid;
      },
      onLoss: (error) => losses.push(error),
      ...parts,
    });
    await heartbeat.ask();
  }

  async function endConnection(): Promise<void> {
    const before = pid;
    await database.source.query("SELECT pg_terminate_backend($1)", [pid]);
    await heartbeat.ask();
    expect(pid).not.toBe(before);
  }

  test("loses no server that ends one connection and answers on the next", async () => {
    await begin();
    for (let time = 0; time < 3; time += 1) await endConnection();
    expect(losses).toEqual([]);
  });

  test("loses one that does not answer on the next either", async () => {
    await begin((port, connection) => (connection === 0 ? port : 1));
    await expect(endConnection()).rejects.toThrow();
    expect(losses.length).toBeGreaterThan(0);
  });

  test("loses one that is silent, without calling again before", async () => {
    await begin();
    relay.swallow();
    await expect(heartbeat.ask()).rejects.toThrow("timeout expired");
    expect(relay.count).toBe(1);
    relay.restore();
  });

  test("loses none while this process stands still", async () => {
    const ask = async (client: PostgresClient) => {
      for (let time = 0; time < 2; time += 1) await client.query("SELECT CAST(pg_sleep(0.1) AS text)");
    };
    await begin(undefined, { ask });
    // The first answer is there when it goes on, and the second is yet to come.
    for (let time = 0; time < 2; time += 1) {
      const answered = heartbeat.ask();
      await setImmediate();
      standStill(1_200);
      await answered;
    }
    expect(losses).toEqual([]);
  });

  test("tells those who wait that it is lost, also when the question that they wait for fails after that", async () => {
    let connections = 0;
    const ask = async (client: PostgresClient) => {
      if (connections === 2) await new Promise(() => undefined);
      await client.query("SELECT CAST(pg_sleep($1) AS text)", [connections === 1 ? 0 : 0.5]);
    };
    const greet = async (client: PostgresClient) => {
      connections += 1;
      if (connections === 1) pid = (await client.query("SELECT pg_backend_pid() AS pid")).rows[0].pid;
    };
    await begin(undefined, { ask, greet });
    await database.source.query("SELECT pg_terminate_backend($1)", [pid]);
    await expect(heartbeat.ask()).rejects.toThrow("timeout expired");
    expect(losses).toHaveLength(1);
  });

  test("asks again sooner where that is wished for", async () => {
    let count = 0;
    const ask = async () => {
      count += 1;
    };
    await begin(undefined, { ask, pauseMilliseconds: () => 20 });
    let calm = 0;
    const other = new Heartbeat({
      connection: toConnectionOptions(database.url),
      ask: async () => {
        calm += 1;
      },
      onLoss: () => undefined,
      pauseMilliseconds: () => Number.POSITIVE_INFINITY,
    });
    await until(() => calm === 3);
    await other.close();
    expect(count).toBeGreaterThan(6);
  });
});
