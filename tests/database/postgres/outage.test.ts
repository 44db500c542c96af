import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import pg from "pg";
import { entities } from "../../../src/content/nouns.js";
import { type Database, migrateDatabase, openDatabase } from "../../../src/database/database.js";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { type Answer, codeOf, get, post, send } from "../../server/support/requests.js";
import { type ContentServer, startContentServer } from "../../server/support/start-content-server.js";
import { describeOn } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { PostgresServer } from "../../support/postgres/postgres-server.js";
import { Relay } from "../../support/postgres/relay.js";
import { until } from "./support/until.js";

const kept = "{ tags(first: 5) { nodes { name } } }";
const withSchema = "{ __schema { queryType { name } } experts(first: 5) { nodes { name } } }";
let asked = 0;

/** A known operation that was not answered yet. */
function unkept(): { query: string; variables: { slug: string } } {
  asked += 1;
  return {
    query: "query ($slug: String!) { clinic(by: { slug: $slug }) { name } }",
    variables: { slug: `clinic-${asked}` },
  };
}

type Step = (server: PostgresServer, network: Relay) => Promise<void> | void;

/** How the database goes out of reach, and comes back. */
const outages: [how: string, begin: Step, end: Step][] = [
  ["is stopped", (server) => server.stop("SIGINT"), (server) => server.start()],
  ["is killed", (server) => server.stop("SIGKILL"), (server) => server.start()],
  ["stands still", (server) => server.freeze("SIGSTOP"), (server) => server.freeze("SIGCONT")],
  ["gets no packets", (_server, network) => network.swallow(), (_server, network) => network.restore()],
];

describeOn("PostgreSQL", "while the database is out of reach, the server", () => {
  let postgres: PostgresServer;
  let network: Relay;
  let database: Database;
  let server: ContentServer;
  const notices: { level: string; role: string; server: string; says: string }[] = [];

  beforeAll(async () => {
    postgres = await PostgresServer.create();
    network = await Relay.open(() => postgres.port);
    database = await openDatabase({
      url: network.lead(postgres.url()),
      entities,
      onNotice: ({ message, ...notice }) => notices.push({ ...notice, says: message.split(":", 1)[0] ?? "" }),
    });
    await migrateDatabase(database);
    await writeNodes(database, graphOfTwoPosts);
    server = await startContentServer(database);
  });

  afterAll(async () => {
    await server.stop();
    await database.close();
    const left = await countConnections();
    await network.close();
    await postgres.remove();
    expect(left).toBe(0);
  });

  afterEach(async () => {
    await until(async () => (await send(`${server.url}/readyz`)).status === 200);
  });

  /** Of this program, while another connection looks. */
  async function countConnections(): Promise<number> {
    const client = new pg.Client(postgres.url());
    await client.connect();
    const { rows } = await client.query(
      "SELECT CAST(count(*) AS integer) AS count FROM pg_stat_activity WHERE application_name = 'colloquy'",
    );
    await client.end();
    return rows[0].count;
  }

  const ask = (asked: string | ReturnType<typeof unkept>) =>
    post(server.url, typeof asked === "string" ? { query: asked } : asked);

  function expectUnavailable(answer: Answer): void {
    expect([answer.status, codeOf(answer), answer.headers.get("retry-after")]).toEqual([
      503,
      "UNAVAILABLE",
      "2",
    ]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(JSON.stringify(answer.body)).not.toMatch(/postgres|ECONN|127\.0\.0\.1/);
  }

  function expectNotices(...expected: [level: string, says: string][]): void {
    const server = `127.0.0.1:${network.port}`;
    expect(notices).toEqual(expected.map(([level, says]) => ({ level, role: "primary", server, says })));
  }

  describe.each(outages)("that %s", (_how, begin, end) => {
    test("gives what it knows, refuses what it does not, and goes on by itself", async () => {
      notices.length = 0;
      await ask(kept);
      await send(`${server.url}/readyz`);
      expect((await ask(unkept())).status).toBe(200);
      expect((await ask(kept)).headers.get("x-cache")).toBe("HIT");
      await begin(postgres, network);
      // All of it is answered while the database is still away, and before the request's own time is over.
      const answers = await Promise.all([
        ask(withSchema),
        // One that was never parsed, and one by GET.
        ask(`{ never${asked}: regions(first: 1) { nodes { name } } }`),
        get(server.url, { query: `{ by${asked}: regions(first: 1) { nodes { name } } }` }),
        ...Array.from({ length: 50 }, () => ask(unkept())),
      ]);
      for (const answer of answers) expectUnavailable(answer);
      // A read may find out before the server is called again, and counts as lost.
      await until(async () => {
        const stale = await ask(kept);
        expect(stale.status).toBe(200);
        const [cache, control] = ["x-cache", "cache-control"].map((name) => stale.headers.get(name));
        return cache === "STALE" && control === "no-store";
      });
      const ready = await send(`${server.url}/readyz`);
      expect(ready.status).toBe(503);
      expect((await send(`${server.url}/healthz`)).status).toBe(200);
      await sleep(1_000);
      expectUnavailable(await ask(unkept()));
      const lost = [
        "warn",
        "The database is out of reach; what is not cached is refused until it is back",
      ] as const;
      expectNotices([...lost]);
      await end(postgres, network);
      await until(async () => (await ask(unkept())).status === 200);
      expect((await ask(kept)).headers.get("x-cache")).toBe("HIT");
      expectNotices([...lost], ["info", "The database is in reach again"]);
      // None is read on a connection from before.
      const next = await Promise.all(Array.from({ length: 20 }, () => ask(unkept())));
      expect(next.map(({ body }) => body)).toEqual(next.map(() => ({ data: { clinic: null } })));
      expect((await send(`${server.url}/readyz`)).status).toBe(200);
      // A pool of ten, the writers' four, the heartbeat.
      expect(await countConnections()).toBeLessThanOrEqual(15);
    });
  });
});
