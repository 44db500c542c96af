import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { countRouted, toComparable } from "../support/alike.js";
import { exchange, type RawRequest } from "../support/raw-http.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";

describeEachDatabase("request shapes", () => {
  const routed = countRouted();

  let database: TestDatabase;

  let server: ContentServer;

  let pipeline: ContentServer;

  beforeAll(async () => {
    database = await openTestDatabase();
    await writeNodes(database, graphOfTwoPosts);
    server = await startContentServer(database);
    pipeline = await startContentServer(database, { isPipelineOnly: true });
  });

  afterAll(async () => {
    routed.stop();
    await Promise.all([server.stop(), pipeline.stop()]);
    await database.close();
  });

  const documents = [
    "query Title($slug: String!) { post(by: { slug: $slug }) { title } }",
    "query Page($first: Int, $after: String) { posts(first: $first, after: $after) { nodes { slug } } }",
    "query One { tags(first: 1) { nodes { slug } } } query Two { posts(first: 1) { nodes { slug } } }",
    "query One { tags(first: 1) { nodes { slug } } } query Two($slug: String) { __typename }",
    "{ posts { nodes { slug } } }",
    "{ __typename }",
    "{ __schema { queryType { name } } }",
    "{ nothing }",
    "",
  ];

  const hash = "0".repeat(64);

  const absent = Symbol("absent");

  /** Mostly in order: two requests in three are such that the lane could answer them. */
  const seldom = <T, U>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<U>) =>
    fc.oneof<[fc.WeightedArbitrary<T>, fc.WeightedArbitrary<U>]>(
      { weight: 8, arbitrary: usual },
      { weight: 1, arbitrary: odd },
    );

  const variables = seldom(
    fc.oneof(
      fc.constantFrom<unknown>(
        absent,
        {},
        { slug: "first" },
        { slug: "second" },
        { first: 1 },
        { slug: "first", first: 2 },
      ),
      fc.record({ slug: fc.string(), first: fc.integer({ min: -2, max: 102 }) }, { requiredKeys: [] }),
    ),
    fc.oneof(
      fc.constantFrom<unknown>(
        null,
        [],
        "text",
        5,
        { slug: null },
        { slug: 7 },
        { after: "none" },
        { first: 1e10 },
        { first: "1" },
      ),
      fc.json().map((text): unknown => JSON.parse(text)),
    ),
  );

  const operationNames = seldom(
    fc.constantFrom<unknown>(absent, absent, absent, "Title", "Page", "One", "Two"),
    fc.constantFrom<unknown>(null, "", "Three", "One\n", 1, {}),
  );

  const extensions = seldom(
    fc.constant<unknown>(absent),
    fc.constantFrom<unknown>(
      null,
      {},
      [],
      "x",
      { persistedQuery: { version: 1, sha256Hash: hash } },
      { persistedQuery: null },
      { persistedQuery: 5 },
    ),
  );

  const fields = fc.record({
    query: seldom(fc.constantFrom<unknown>(...documents), fc.constantFrom<unknown>(absent, null, 5)),
    operationName: operationNames,
    variables,
    extensions,
  });

  const oddHeaders = fc.constantFrom<[string, string]>(
    ["content-type", "application/json; charset=utf-8"],
    ["content-type", "text/plain"],
    ["content-type", ""],
    ["origin", "https://other.test"],
    ["sec-fetch-site", "cross-site"],
    ["sec-fetch-site", "same-origin"],
    ["apollo-require-preflight", "true"],
    ["x-apollo-operation-name", "Page"],
    ["accept-encoding", "identity"],
    ["accept-encoding", "gzip, br;q=0.5"],
    ["content-encoding", "identity"],
    ["colloquy-extensions", "cost"],
    ["colloquy-extensions", "nothing"],
    ["connection", "close"],
    ["expect", "100-continue"],
    ["if-none-match", "*"],
    ["if-none-match", '"x"'],
    ["cache-control", "no-cache"],
    ["range", "bytes=0-1"],
    ["host", "other.test"],
    ["x-forwarded-host", "other.test"],
    ["cookie", "a=1"],
  );

  const headers = fc.record({
    accept: seldom(
      fc.constantFrom("application/json", "*/*", "application/graphql-response+json"),
      fc.constantFrom("text/html", "text/html,*/*;q=0.8", "image/png", "", "application/json;q=0", "garbage"),
    ),
    odd: seldom(fc.constant<[string, string][]>([]), fc.array(oddHeaders, { minLength: 1, maxLength: 3 })),
  });

  const requests = fc
    .record({
      fields,
      headers,
      method: seldom(fc.constantFrom("GET", "POST"), fc.constantFrom("PUT", "OPTIONS")),
      packets: seldom(fc.constant(1), fc.constantFrom(2, 3)),
      padding: seldom(fc.constant(""), fc.constantFrom(" ", "\n", "{", "&query=x", "%", "#")),
    })
    .map(({ fields, headers, method, packets, padding }): RawRequest => {
      const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== absent));
      const standing = { host: "colloquy.test", accept: headers.accept };
      if (method === "GET") {
        const texts = Object.entries(given).map(([name, value]): [string, string] => [
          name,
          typeof value === "string" && name !== "variables" && name !== "extensions"
            ? value
            : JSON.stringify(value),
        ]);
        const path = `/graphql?${new URLSearchParams(texts)}${encodeURI(padding).replace("%25", "%")}`;
        return { path, headers: { ...standing, ...Object.fromEntries(headers.odd) } };
      }
      const body = `${JSON.stringify(given)}${padding}`;
      const own = { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) };
      return { method, headers: { ...standing, ...own, ...Object.fromEntries(headers.odd) }, body, packets };
    });

  test("whatever a request is like, it is answered as by the pipeline, and never by a fault", async () => {
    let direct = 0;
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const expected = await exchange(pipeline.url, request);
        expect(expected.status).not.toBe(500);
        for (let time = 0; time < 3; time += 1) {
          const before = routed.count;
          const answer = await exchange(server.url, request);
          direct += routed.count === before && answer.status === 200 ? 1 : 0;
          expect(toComparable(answer)).toEqual(toComparable(expected));
        }
      }),
      { numRuns: 400 },
    );
    // Else nothing was compared.
    expect(direct).toBeGreaterThan(50);
    for (const { logLines } of [server, pipeline]) {
      expect(logLines().filter(({ level }) => Number(level) > 30)).toEqual([]);
    }
  });
});
