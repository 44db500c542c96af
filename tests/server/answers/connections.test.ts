import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { countRouted, toComparable } from "../support/alike.js";
import { exchange, exchangeBytes, open, type RawRequest, toBytes } from "../support/raw-http.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";

describeEachDatabase("connections", () => {
  const routed = countRouted();

  let database: TestDatabase;

  let server: ContentServer;

  let pipeline: ContentServer;

  beforeAll(async () => {
    database = await openTestDatabase();
    await writeNodes(database, graphOfTwoPosts);
    server = await startContentServer(database);
    pipeline = await startContentServer(database, { isPipelineOnly: true });
    for (const request of [plain, url])
      for (let time = 0; time < 3; time += 1) await exchange(server.url, request);
  });

  afterAll(async () => {
    routed.stop();
    await Promise.all([server.stop(), pipeline.stop()]);
    await database.close();
  });

  const query = "{ posts(first: 2) { nodes { title } } }";

  const body = JSON.stringify({ query });

  const host = { host: "colloquy.test" };

  function post(text: string, headers: Record<string, string> = {}): RawRequest {
    const own = {
      ...host,
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(text)),
    };
    return { method: "POST", headers: { ...own, ...headers }, body: text };
  }

  const plain = post(body);

  const url: RawRequest = { path: `/graphql?query=${encodeURIComponent(query)}`, headers: host };

  const bytesOf = (request: RawRequest) => Buffer.concat(toBytes(request));

  const kinds: Record<string, RawRequest> = {
    "a plain POST": plain,
    "a plain GET": url,
    "a POST for the route": post(body, { "accept-encoding": "gzip" }),
    "a POST with an extension": post(body, { "colloquy-extensions": "cost" }),
    "a POST that is unknown": post(JSON.stringify({ query: "{ tags(first: 1) { nodes { id } } }" })),
    "a POST with a wrong operation": post(JSON.stringify({ query: "{ nothing }" })),
    "a GET of another path": { path: "/healthz", headers: host },
    "a GET that has the answer": { ...url, headers: { ...host, "if-none-match": "*" } },
  };

  describe("on one connection", () => {
    test.each(Object.entries(kinds))("%s leaves it fit for the next request", async (_what, request) => {
      const packets = [bytesOf(request), bytesOf(plain), bytesOf(request), bytesOf(url)];
      const responses = await exchangeBytes(server.url, packets, 4);
      const expected = await exchangeBytes(pipeline.url, packets, 4);
      expect(responses.map(toComparable)).toEqual(expected.map(toComparable));
      expect(responses).toHaveLength(4);
    });

    test("a body that cannot be read ends it, as it does without the lane", async () => {
      const packets = [bytesOf(plain), bytesOf(post("{")), bytesOf(plain)];
      const responses = await exchangeBytes(server.url, packets, 3);
      const expected = await exchangeBytes(pipeline.url, packets, 3);
      expect(responses.map(toComparable)).toEqual(expected.map(toComparable));
      expect(responses.map(({ status }) => status)).toEqual([200, 400]);
    });

    test("requests that are sent before their answers come are answered in their order", async () => {
      const all = [...Object.values(kinds), ...Object.values(kinds).reverse()];
      const together = [Buffer.concat(all.map(bytesOf))];
      const responses = await exchangeBytes(server.url, together, all.length);
      const expected = await exchangeBytes(pipeline.url, together, all.length);
      expect(responses.map(toComparable)).toEqual(expected.map(toComparable));
      expect(responses).toHaveLength(all.length);
    });

    test("a hundred plain requests sent at once are answered without the router", async () => {
      const before = routed.count;
      const responses = await exchangeBytes(
        server.url,
        [Buffer.concat(Array(100).fill(bytesOf(plain)))],
        100,
      );
      expect(new Set(responses.map((response) => response.body)).size).toBe(1);
      expect(responses).toHaveLength(100);
      expect(routed.count).toBe(before);
    });

    test("a request that arrives byte by byte is answered", async () => {
      const bytes = bytesOf(plain);
      const packets = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
      const [response] = await exchangeBytes(server.url, packets, 1);
      expect(response?.status).toBe(200);
    });

    test("a body that is longer than its length is followed by what is no request", async () => {
      const wrong = bytesOf(post(`${body} `, { "content-length": String(body.length) }));
      const responses = await exchangeBytes(server.url, [wrong, "nonsense\r\n\r\n"], 2);
      expect(responses.map(({ status }) => status)).toEqual([200, 400]);
    });
  });

  describe("a client that leaves", () => {
    test.each([
      ["before the body", [toBytes(plain)[0]]],
      ["in the middle of the body", [toBytes(plain)[0], body.slice(0, 10)]],
      ["in the middle of the headers", [toBytes(plain)[0].subarray(0, 40)]],
      ["before the answer", [bytesOf(plain)]],
      ["before the answer to a GET", [bytesOf(url)]],
    ])("%s harms nothing", async (_when, packets) => {
      for (const end of ["destroy", "resetAndDestroy", "end"] as const) {
        const socket = await open(server.url);
        for (const packet of packets) socket.write(packet);
        await setImmediate();
        socket[end]();
        socket.resume();
        if (!socket.closed) await once(socket, "close");
      }
      expect((await exchange(server.url, plain)).status).toBe(200);
      expect(server.logLines().filter(({ level }) => Number(level) > 30)).toEqual([]);
    });
  });

  test("a body that never comes whole is given up in time", async () => {
    const hasty = await startContentServer(database, { config: { limits: { requestMilliseconds: 300 } } });
    for (let time = 0; time < 2; time += 1) await exchange(hasty.url, plain);
    for (const part of ["", body.slice(0, 10)]) {
      const [response] = await exchangeBytes(hasty.url, [toBytes(plain)[0], part], 1);
      expect(response?.status).toBe(408);
      expect(JSON.parse(response?.body ?? "").errors[0].extensions.code).toBe("REQUEST_TIMEOUT");
    }
    await hasty.stop();
  });
});
