import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { ReaderPoolOptions } from "../../../src/database/reading/reader-pool.js";
import { untilEnded } from "../../database/reading/support/statements.js";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { writeNodes } from "../../support/graph.js";
import { logOf } from "../support/alike.js";
import { codeOf, post } from "../support/requests.js";
import { SlowTags, slow } from "../support/slow-reader.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";

let database: TestDatabase;
let server: ContentServer;
let tags: SlowTags;
beforeEach(async () => {
  database = await openTestDatabase();
  await writeNodes(database, graphOfTwoPosts);
});
afterEach(async () => {
  tags.pool.close();
  await server.stop();
  await database.close();
});

async function start(
  options: Partial<ReaderPoolOptions> = {},
  limits: { requestMilliseconds?: number } = {},
): Promise<void> {
  tags = new SlowTags(database, options);
  server = await startContentServer(database, { config: { limits }, change: tags.change });
  // So that what is known is answered directly.
  for (let time = 0; time < 2; time += 1) expect((await ask(quick)).status).toBe(200);
}

const quick = "query Quick { posts(first: 1) { nodes { slug } } }";
const byText = "query Tags { tags(first: 2) { nodes { name } } }";
const byObjects = "query Tags { __schema { queryType { name } } tags(first: 2) { nodes { name } } }";
const nullable = 'query Tag { __schema { queryType { name } } tag(by: { slug: "sleep" }) { name } }';

let requests = 0;

function ask(query: string, headers: Record<string, string> = {}) {
  return post(server.url, { query }, headers);
}

/** Sends a request that its client can leave. */
function begin(query: string): { leave(): void; settled: Promise<string> } {
  const controller = new AbortController();
  const settled = fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
    signal: controller.signal,
  }).then(
    (response) => response.text(),
    (error: Error) => error.name,
  );
  return { leave: () => controller.abort(), settled };
}

const alarms = () => server.logLines().filter(({ level }) => Number(level) > 30);

describe("a statement over the time limit", () => {
  test.each([
    ["by the pipeline, as text", "database", byText, { "colloquy-extensions": "" }],
    ["by the pipeline, with its cost", "database", byText, { "colloquy-extensions": "cost" }],
    ["directly", "database", byText, {}],
    ["by the pipeline, as text", "server", byText, { "colloquy-extensions": "" }],
    ["directly", "server", byText, {}],
    ["by graphql-js", "server", byObjects, {}],
  ] as const)(
    "is answered %s with TIMEOUT when the %s gives it up first",
    async (...[, first, query, headers]) => {
      const [database, request] = first === "database" ? [300, 20_000] : [600, 300];
      await start({ limitMilliseconds: database }, { requestMilliseconds: request });
      for (let time = 0; time < 2; time += 1) {
        requests += 1;
        const id = `timeout-${requests}`;
        const reads = tags.reads;
        const late = ask(query, { ...headers, "x-request-id": id });
        await tags.untilRead(reads + 1);
        const ids = tags.processIds;
        expect((await ask(quick)).status).toBe(200);
        const answer = await late;
        expect([answer.status, codeOf(answer)]).toEqual([503, "TIMEOUT"]);
        expect(answer.headers.get("cache-control")).toBe("no-store");
        expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
        expect(Object.keys(answer.body)).toEqual(["errors"]);
        expect(await logOf(server, id)).toMatchObject([
          { msg: "operation", operation: { errors: 1 }, statusCode: 503 },
        ]);
        await untilEnded(ids);
      }
      expect(alarms()).toEqual([]);
    },
  );

  test.each([byObjects, nullable])("inside %s is a TIMEOUT of its field", async (query) => {
    await start({ limitMilliseconds: 300 });
    const answer = await ask(query);
    expect([answer.status, codeOf(answer)]).toEqual([200, "TIMEOUT"]);
    expect(answer.body.errors).toHaveLength(1);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(alarms()).toEqual([]);
  });

  test("is named in the log as the operation that it was", async () => {
    await start({ limitMilliseconds: 300 });
    const lines = [];
    for (const id of ["first-time", "second-time"]) {
      await ask(byText, { "x-request-id": id });
      lines.push(...(await logOf(server, id)));
    }
    for (const line of lines)
      expect(line).toMatchObject({ operation: { name: "Tags", type: "query", errors: 1 } });
  });
});

describe("more slow statements than may wait", () => {
  test.each([
    ["as text", byText, "query Other { tags(first: 3) { nodes { name } } }", 503],
    ["by graphql-js", byObjects, `${byObjects} # other`, 200],
  ] as const)("are refused %s with SERVER_BUSY", async (...[, running, refused, status]) => {
    await start({ processes: 1, waiting: 0 });
    const first = begin(running);
    await tags.untilRead(1);
    for (let time = 0; time < 2; time += 1) {
      const answer = await ask(refused);
      expect([answer.status, codeOf(answer)]).toEqual([status, "SERVER_BUSY"]);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
    first.leave();
    await first.settled;
    expect(alarms()).toEqual([]);
  });
});

describe("a client that leaves", () => {
  test.each([
    ["as text", byText],
    ["by graphql-js", byObjects],
  ])("ends the process that answers it %s, and is no incident", async (_exit, query) => {
    await start();
    for (let time = 0; time < 2; time += 1) {
      const reads = tags.reads;
      const client = begin(query);
      await tags.untilRead(reads + 1);
      const ids = tags.processIds;
      expect(ids).toHaveLength(1);
      client.leave();
      expect(await client.settled).toBe("AbortError");
      await untilEnded(ids);
      expect((await ask(quick)).status).toBe(200);
    }
    expect(alarms()).toEqual([]);
  });

  test("does not end what another waits for", async () => {
    await start();
    const clients = [begin(byText), begin(byText), begin(byText)];
    await tags.untilRead(1);
    const ids = tags.processIds;
    clients[0]?.leave();
    clients[1]?.leave();
    await Promise.all([clients[0]?.settled, clients[1]?.settled]);
    expect((await ask(quick)).status).toBe(200);
    expect(tags.processIds).toEqual(ids);
    clients[2]?.leave();
    await untilEnded(ids);
    expect(tags.reads).toBe(1);
    expect(alarms()).toEqual([]);
  });
});

test("simultaneous requests for what is not cached are answered by one statement", async () => {
  await start();
  tags.statement = slow;
  for (const [index, first] of [3, 4].entries()) {
    const query = `{ tags(first: ${first}) { nodes { name } } }`;
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(query)));
    expect(new Set(answers.map(({ headers }) => headers.get("x-cache")))).toEqual(new Set(["MISS"]));
    expect(answers.map(({ body }) => body)).toEqual(Array(10).fill({ data: { tags: { nodes: [] } } }));
    expect(tags.reads).toBe(index + 1);
    expect((await ask(query)).headers.get("x-cache")).toBe("HIT");
  }
});

test("a slow answer that was begun before a write is not given to who asks after it", async () => {
  await start();
  tags.statement = slow;
  const before = ask(byText);
  await tags.untilRead(1);
  await database.source.query("UPDATE tag SET name = 'New' WHERE slug = 'sleep'");
  const after = ask(byText);
  await Promise.all([before, after]);
  expect(tags.reads).toBe(2);
});
