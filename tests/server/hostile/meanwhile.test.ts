import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { maximumWaiting } from "../../../src/server/answer-in-turn.js";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { exchangeBytes, type RawResponse } from "../support/raw-http.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";

const json = JSON.stringify({ query: "{ posts { totalCount } }" });
const begin = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
const packed = gzipSync(Buffer.alloc(32 * 1024 ** 2));
const notUtf8 = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]);

const withBody = (body: Buffer | string, headers = "") =>
  Buffer.concat([
    Buffer.from(`${begin}${headers}content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`),
    Buffer.from(body),
  ]);

/** What one connection sends, packet by packet, and how it is answered. */
const hostile: Readonly<
  Record<string, readonly [status: number, code: string, packets: (string | Buffer)[]]>
> = {
  "headers that never end": [408, "REQUEST_TIMEOUT", [begin, "x-a: b\r\n", "x-b: c\r\n"]],
  "a body that never ends": [
    408,
    "REQUEST_TIMEOUT",
    [`${begin}content-length: 5000\r\n\r\n`, '{"query":', '"{ a'],
  ],
  "chunks that never end": [
    408,
    "REQUEST_TIMEOUT",
    [`${begin}transfer-encoding: chunked\r\n\r\n`, "1\r\n{\r\n"],
  ],
  "a flood of headers": [431, "HEADERS_TOO_LARGE", [`${begin}${"x-flood: 1\r\n".repeat(3_000)}\r\n`]],
  "a body of 8 MB": [413, "BODY_TOO_LARGE", [withBody("x".repeat(8 * 1024 ** 2))]],
  "8 MB in chunks": [
    413,
    "BODY_TOO_LARGE",
    [`${begin}transfer-encoding: chunked\r\n\r\n800000\r\n${"x".repeat(8 * 1024 ** 2)}\r\n0\r\n\r\n`],
  ],
  "a body that unpacks to 32 MB": [413, "BODY_TOO_LARGE", [withBody(packed, "content-encoding: gzip\r\n")]],
  "a body that is no UTF-8": [400, "BAD_REQUEST", [withBody(notUtf8)]],
  "a body of another type": [
    415,
    "UNSUPPORTED_MEDIA_TYPE",
    [withBody(json).toString().replace("application/json", "text/plain")],
  ],
  "a type of answer that there is not": [406, "NOT_ACCEPTABLE", [withBody(json, "accept: image/png\r\n")]],
  "another method": [405, "METHOD_NOT_ALLOWED", [withBody(json).toString().replace("POST", "PUT")]],
};

/** Connections of each kind at once. */
const connectionsOfEach = 8;

const honestRequests = 300;

describeEachDatabase("hostile connections", () => {
  let database: TestDatabase;
  let server: ContentServer;

  beforeAll(async () => {
    database = await openTestDatabase();
    await writeNodes(database, graphOfTwoPosts);
    server = await startContentServer(database, { config: { limits: { requestMilliseconds: 2_000 } } });
  });

  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  test("are each answered in JSON with their status, while all honest requests are answered", async () => {
    const attacks = Object.entries(hostile).flatMap(([title, [status, code, packets]]) =>
      Array.from({ length: connectionsOfEach }, async () => {
        const [answer] = await exchangeBytes(server.url, packets, 1);
        expect([title, toOutcome(answer)]).toEqual([title, { status, code }]);
      }),
    );
    const finished = Promise.allSettled(attacks);
    for (let index = 0; index < honestRequests; index += 1) {
      // Each is another operation, so that none is answered from the cache.
      const query = `{ a${index}: post(by: { slug: "second" }) { title } }`;
      const response = await fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`);
      expect(await response.json()).toEqual({ data: { [`a${index}`]: { title: "Second post" } } });
    }
    await Promise.all(attacks);
    await finished;
  });

  test.each([
    ["/graphql?query=%7B__typename%7D", 200],
    ["/graphql?query=%7B__schema%7BqueryType%7Bname%7D%7D%7D", 200],
    ["/schema.graphql", 200],
    ["/feed.rss", 200],
    ["/nowhere", 404],
  ])("that ask for %s without waiting are ended after as many answers as may wait", async (path, status) => {
    const flood = `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(1_000);
    const answers = exchangeBytes(server.url, [flood], 1_000);
    const honest = await fetch(`${server.url}/graphql?query={posts{totalCount}}`);
    expect(await honest.json()).toEqual({ data: { posts: { totalCount: 3 } } });
    const ends = (await answers).map((answer) => [answer.status, answer.headers.connection]);
    expect(ends).toEqual([...Array(maximumWaiting).fill([status, "keep-alive"]), [status, "close"]]);
  });
});

function toOutcome(answer: RawResponse | undefined): object {
  if (!answer) return { status: 0, code: "hung up" };
  return { status: answer.status, code: JSON.parse(answer.body).errors[0].extensions.code };
}
