import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readOperations } from "../../../src/playground/read-operations.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { testNow } from "../../support/graph.js";
import { countRouted, logOf, toComparable } from "../support/alike.js";
import { exchange, type RawRequest } from "../support/raw-http.js";
import { type ContentServer, seed, startContentServer } from "../support/start-content-server.js";

const operations = await readOperations();

type Method = "GET" | "POST";

describeEachDatabase("three ways", () => {
  const routed = countRouted();

  let database: TestDatabase;

  let server: ContentServer;

  beforeAll(async () => {
    database = await openTestDatabase();
    await seed(database, testNow);
    server = await startContentServer(database);
  });

  afterAll(async () => {
    routed.stop();
    await server.stop();
    await database.close();
  });

  /** What makes a request take each way once its operation is known. */
  const ways = {
    pipeline: { "colloquy-extensions": "" },
    route: { "accept-encoding": "identity;q=1" },
    lane: {},
    packedPipeline: { "colloquy-extensions": "", "accept-encoding": "gzip" },
    packedRoute: { "accept-encoding": "gzip" },
  } as const;

  function toRequest(document: string, method: Method, headers: Record<string, string>): RawRequest {
    const standing = { host: "colloquy.test", accept: "application/json", ...headers };
    if (method === "GET") {
      return { path: `/graphql?query=${encodeURIComponent(document)}`, headers: standing };
    }
    const body = JSON.stringify({ query: document });
    const length = String(Buffer.byteLength(body));
    return {
      method,
      headers: { ...standing, "content-type": "application/json", "content-length": length },
      body,
    };
  }

  let requests = 0;

  async function askBy(
    way: keyof typeof ways,
    document: string,
    { method = "POST" as Method, headers = {} },
  ) {
    requests += 1;
    const id = `request-${requests}`;
    const request = toRequest(document, method, { ...ways[way], ...headers, "x-request-id": id });
    const before = routed.count;
    const response = await exchange(server.url, request);
    return { response, isRouted: routed.count > before, log: await logOf(server, id), id };
  }

  test.each(["GET", "POST"] as const)("pipeline and route pack an answer to %s alike", async (method) => {
    const document = operations[0]?.document ?? "";
    const unpacked = await askBy("lane", document, { method });
    const pipeline = await askBy("packedPipeline", document, { method });
    const route = await askBy("packedRoute", document, { method });
    expect(route.response.headers["content-encoding"]).toBe("gzip");
    expect(toComparable(route.response)).toEqual(toComparable(pipeline.response));
    expect(route.response.body).toBe(unpacked.response.body);
  });

  describe.each(["GET", "POST"] as const)("by %s", (method) => {
    test.each(operations)("$name is answered alike by pipeline, route and lane", async ({ document }) => {
      const options = { method };
      const first = await askBy("lane", document, options);
      expect(first.response.status).toBe(200);
      expect(JSON.parse(first.response.body).errors).toBeUndefined();
      for (const way of ["pipeline", "route", "lane"] as const) {
        const { response, isRouted, log, id } = await askBy(way, document, options);
        expect(isRouted).toBe(way !== "lane");
        expect(toComparable(response)).toEqual(toComparable(first.response));
        expect(response.headers["x-request-id"]).toBe(id);
        expect(log).toEqual(first.log.map((line) => ({ ...line, requestId: id })));
        expect(response.headers["x-cache"]).toBe("HIT");
      }
    });

    test.each([
      "*/*",
      "application/json",
      "application/graphql-response+json",
      "text/html, */*;q=0.1",
      "application/*",
    ])("a client that accepts %s is answered alike", async (accept) => {
      const document = "{ posts(first: 2) { nodes { title } } }";
      const options = { method, headers: { accept } };
      const first = await askBy("pipeline", document, options);
      // What the lane has not seen yet it learns from an unpacked answer.
      await askBy("lane", document, options);
      for (const way of ["route", "lane"] as const) {
        const { response, isRouted } = await askBy(way, document, options);
        expect(isRouted).toBe(way !== "lane");
        expect(toComparable(response)).toEqual(toComparable(first.response));
      }
    });

    test("a client that has the answer is told so alike", async () => {
      const document = "{ tags(first: 3) { nodes { name } } }";
      const { response } = await askBy("lane", document, { method });
      const { etag = "" } = response.headers;
      const headers = { "if-none-match": etag };
      const first = await askBy("pipeline", document, { method, headers });
      expect(first.response.status).toBe(method === "GET" ? 304 : 200);
      for (const way of ["route", "lane"] as const) {
        const { response, isRouted, log, id } = await askBy(way, document, { method, headers });
        expect(isRouted).toBe(way !== "lane");
        expect(toComparable(response)).toEqual(toComparable(first.response));
        expect(log).toEqual(first.log.map((line) => ({ ...line, requestId: id })));
      }
    });

    test("an operation that reads nothing is answered alike", async () => {
      const first = await askBy("pipeline", "{ __typename }", { method });
      await askBy("lane", "{ __typename }", { method });
      expect(first.response.headers["cache-control"]).toMatch(/^public, max-age=\d+$|^no-store$/);
      for (const way of ["route", "lane"] as const) {
        const { response } = await askBy(way, "{ __typename }", { method });
        expect(toComparable(response)).toEqual(toComparable(first.response));
      }
    });
  });

  test("a page of the playground teaches no answer its headers", async () => {
    const document = "{ authors(first: 2) { nodes { name } } }";
    const headers = { accept: "text/html,application/xhtml+xml,*/*;q=0.8", host: "browsed.test" };
    const known = { method: "GET", headers } as const;
    await askBy("lane", document, { method: "GET" });
    const page = await exchange(server.url, { path: "/graphql", headers });
    expect(page.headers["content-type"]).toContain("text/");
    const expected = await askBy("pipeline", document, known);
    for (const way of ["route", "lane", "route", "lane"] as const) {
      const { response } = await askBy(way, document, known);
      expect(toComparable(response)).toEqual(toComparable(expected.response));
    }
  });

  test("a client that accepts nothing but a page is refused by each way", async () => {
    const document = "{ authors(first: 2) { nodes { name } } }";
    const headers = { accept: "text/html", host: "browsed.test" };
    await askBy("lane", document, { method: "GET" });
    await exchange(server.url, { path: "/graphql", headers });
    for (const way of ["pipeline", "route", "lane"] as const) {
      const { response } = await askBy(way, document, { method: "GET", headers });
      expect(response.status).toBe(406);
    }
  });
});
