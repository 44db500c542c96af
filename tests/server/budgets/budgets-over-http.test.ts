import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type GraphQLObjectType, getIntrospectionQuery } from "graphql";
import { createKey } from "../../../src/access/key-table.js";
import { createSchema } from "../../../src/content/schema.js";
import { unavailableError } from "../../../src/database/reading/postgres/connection-loss.js";
import { openBudgetStore } from "../../../src/server/budgets/budget-store.js";
import { Budgets } from "../../../src/server/budgets/budgets.js";
import type { GraphqlBody } from "../../support/built-server.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/write-nodes.js";
import {
  type ContentServer,
  type ContentServerOptions,
  startContentServer,
} from "../support/start-content-server.js";

const limit = 1_000;
/** Costs 1 + 100. */
const wide = (alias: string) => `{ ${alias}: tags(first: 100) { nodes { name } } }`;

describeEachDatabase("budgets over HTTP", () => {
  let database: TestDatabase;
  let server: ContentServer;

  beforeEach(async () => {
    database = await openTestDatabase();
    await writeNodes(database, [
      { type: "tag", slug: "sleep", name: "Sleep", kind: "TOPIC" },
      { type: "tag", slug: "stress", name: "Stress", kind: "TOPIC" },
    ]);
    server = await start();
  });

  afterEach(async () => {
    await server.stop();
    await database.close();
  });

  async function start(
    config = {},
    change: ContentServerOptions["change"] = () => ({}),
  ): Promise<ContentServer> {
    const budgets = new Budgets({
      store: await openBudgetStore(undefined),
      onFault: () => {},
      pointsPerMillisecond: 0,
    });
    return await startContentServer(database, {
      config,
      change: (parts) => ({
        access: { ...parts.access, budgets, anonymousPoints: limit },
        trustedProxies: ["127.0.0.1"],
        ...change(parts),
      }),
    });
  }

  async function ask(query: string, headers: Record<string, string> = {}, { url } = server) {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-encoding": "identity", ...headers },
      body: JSON.stringify({ query }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as GraphqlBody,
    };
  }

  const leftOf = ({ headers }: { headers: Headers }) =>
    Number(/r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1]);

  test("are told with each answer, and give back what it did not cost", async () => {
    const first = await ask(wide("a"));
    expect(first.status).toBe(200);
    expect(first.headers.get("ratelimit-policy")).toBe('"anonymous";q=1000;w=60');
    expect(first.headers.get("ratelimit")).toMatch(/^"anonymous";r=\d+;t=\d+$/);
    // 101 was taken; of a connection and two nodes, and at least a tenth, 11 are due.
    expect(leftOf(first)).toBe(limit - 11);
    expect(leftOf(await ask(wide("b")))).toBe(limit - 22);
  });

  test("are not touched by answers from the cache", async () => {
    const left = leftOf(await ask(wide("a")));
    for (let round = 0; round < 3; round += 1) {
      const again = await ask(wide("a"));
      expect(again.headers.get("x-cache")).toBe("HIT");
      expect(leftOf(again)).toBe(left);
    }
  });

  test("refuse what is more than is left, and say when to come again", async () => {
    let asked = 0;
    let answer = await ask(wide("a"));
    while (answer.status === 200) {
      asked += 1;
      expect(asked).toBeLessThan(200);
      answer = await ask(wide(`a${asked}`));
    }
    expect(answer.status).toBe(429);
    expect(answer.body).toEqual({
      errors: [
        {
          message: expect.stringMatching(
            /can cost 101; of the budget "anonymous", 1000 a minute, \d+ is left/,
          ),
          extensions: {
            code: "RATE_LIMITED",
            rateLimit: {
              policy: "anonymous",
              limit,
              cost: 101,
              remaining: expect.any(Number),
              resetAt: expect.any(String),
            },
          },
        },
      ],
    });
    const seconds = Number(answer.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    // By the way before the router and by Apollo's pipeline alike.
    expect((await ask(wide("b"), { "accept-encoding": "gzip" })).status).toBe(429);
    expect((await ask(wide("c"), { "colloquy-extensions": "cost" })).status).toBe(429);
    expect((await ask(wide("a"))).headers.get("x-cache")).toBe("HIT");
    expect((await ask("{ rateLimit { remaining } }")).status).toBe(200);
  });

  test("are told by a field, which costs nothing", async () => {
    const document = "{ rateLimit { policy limit remaining resetAt } }";
    const whole = { policy: "anonymous", limit, remaining: limit, resetAt: expect.stringMatching(/Z$/) };
    expect((await ask(document)).body).toEqual({ data: { rateLimit: whole } });
    expect((await ask(document)).body).toEqual({ data: { rateLimit: whole } });
    await ask(wide("a"));
    expect((await ask(document)).body.data.rateLimit.remaining).toBe(limit - 11);
  });

  test("pay for the schema, by its objects", async () => {
    const remaining = async () => (await ask("{ rateLimit { remaining } }")).body.data.rateLimit.remaining;
    await ask('{ __type(name: "Tag") { fields { name type { name } } } }');
    const tag = (await createSchema()).getType("Tag") as GraphQLObjectType;
    expect(await remaining()).toBe(limit - 1 - 2 * Object.keys(tag.getFields()).length);
    const refused = await ask(getIntrospectionQuery());
    expect(refused.status).toBe(429);
    expect(refused.body.errors?.[0]?.message).toMatch(
      /can cost [12]\d{3};.* costs more than the whole budget/,
    );
    // It would not be answered later either.
    expect(refused.headers.get("retry-after")).toBe(null);
  });

  test("pay for what is read beside a field that is wrong", async () => {
    const { body } = await ask(`{ wrong: tags(first: 1, after: "x") { totalCount } ${wide("a").slice(1)}`);
    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(["CURSOR_INVALID"]);
    expect((await ask("{ rateLimit { remaining } }")).body.data.rateLimit.remaining).toBe(limit - 101);
  });

  test("give back also beside what is told of the request", async () => {
    expect(leftOf(await ask(wide("a")))).toBe(limit - 11);
    await ask(`{ rateLimit { limit } ${wide("b").slice(1)}`);
    expect((await ask("{ rateLimit { remaining } }")).body.data.rateLimit.remaining).toBe(limit - 22);
  });

  test("are the addresses' that proxies tell of", async () => {
    const from = (address: string) =>
      ask(wide(`a${address.replace(/\W/g, "")}`), { "x-forwarded-for": address });
    expect(leftOf(await from("192.0.2.1"))).toBe(limit - 11);
    expect(leftOf(await from("192.0.2.2"))).toBe(limit - 11);
    expect(leftOf(await from("2001:db8::1"))).toBe(limit - 11);
    expect(leftOf(await from("2001:db8::2"))).toBe(limit - 22);
    // By way of a second proxy that is trusted, written as some write it.
    expect(leftOf(await from("192.0.2.3, 127.0.0.1:8080"))).toBe(limit - 11);
    expect(leftOf(await from("192.0.2.4:5000, 127.0.0.1:8080"))).toBe(limit - 11);
  });

  test("get back nearly all where the database could not be asked", async () => {
    const refuse = async () => {
      throw unavailableError();
    };
    const away = await start({}, ({ answers }) => ({
      ...(answers && {
        answers: { ...answers, reader: { ...answers.reader, isReachable: false, read: refuse } },
      }),
    }));
    const headers = { "colloquy-extensions": "cost" };
    for (const [asked, left] of [
      [{}, limit - 11],
      [headers, limit - 22],
    ] as const) {
      const answer = await ask(wide("a"), asked, away);
      expect([answer.status, leftOf(answer)]).toEqual([503, left]);
    }
    await away.stop();
  });

  test("are a key's own", async () => {
    const draft = {
      name: "P",
      scopes: ["content:read"] as const,
      origins: [],
      pointsPerMinute: 5_000,
      expiresAt: undefined,
    };
    const { text } = await createKey(database, draft, new Date().toISOString());
    await database.reader.settle();
    const answer = await ask(wide("a"), { authorization: `Bearer ${text}` });
    expect(answer.headers.get("ratelimit-policy")).toBe('"key";q=5000;w=60');
    expect(leftOf(answer)).toBe(5_000 - 11);
    expect((await ask(wide("a"))).headers.get("ratelimit-policy")).toBe('"anonymous";q=1000;w=60');
  });
});
