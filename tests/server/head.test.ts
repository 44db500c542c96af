import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { graphOfTwoPosts } from "../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { writeNodes } from "../support/graph.js";
import { logOf } from "./support/alike.js";
import { type ContentServer, startContentServer } from "./support/start-content-server.js";

const search = (query: string) => `/graphql?${new URLSearchParams({ query })}`;
const titles = search("query Titles { posts { nodes { title } } }");

/** Of two requests, or of two ways to frame an answer. */
const incidental = [
  "age",
  "connection",
  "date",
  "keep-alive",
  "transfer-encoding",
  "x-cache",
  "x-request-id",
];

describeEachDatabase("HEAD", () => {
  let database: TestDatabase;
  let server: ContentServer;

  beforeAll(async () => {
    database = await openTestDatabase();
    await writeNodes(database, graphOfTwoPosts);
    server = await startContentServer(database);
  });

  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  async function ask(method: string, path: string, headers: Record<string, string>) {
    const response = await fetch(server.url + path, { method, headers });
    const kept = [...response.headers].filter(([name]) => !incidental.includes(name));
    return { status: response.status, headers: Object.fromEntries(kept), text: await response.text() };
  }

  const json = { accept: "application/json", "accept-encoding": "identity" };

  const questions: [string, number, string, Record<string, string>][] = [
    ["an operation", 200, titles, json],
    ["an operation in which JavaScript has a part", 200, search("{ posts { nodes { jsonLd } } }"), json],
    ["an operation of introspection", 200, search("{ __typename }"), json],
    ["an operation that is none", 400, search("{ nothing }"), json],
    ["a mutation", 405, search("mutation { x }"), json],
    ["no operation", 400, "/graphql", json],
    [
      "an operation that a page of another site asks for",
      403,
      titles,
      { ...json, origin: "https://other.test" },
    ],
    ["a type of answer that there is not", 406, titles, { ...json, accept: "image/png" }],
    ["the playground", 200, "/graphql", { ...json, accept: "text/html" }],
    ["the newest posts", 200, "/feed.json", json],
    ["whether the process lives", 200, "/healthz", json],
    ["a path that is not there", 404, "/nowhere", json],
  ];

  test.each(questions)("of %s is answered with %i as GET is, without content", async (...question) => {
    const [, status, path, headers] = question;
    for (let time = 0; time < 3; time += 1) {
      const { text, ...expected } = await ask("GET", path, headers);
      expect(text).not.toBe("");
      const head = await ask("HEAD", path, headers);
      expect(head.status).toBe(status);
      expect(head).toEqual({ ...expected, text: "" });
    }
  });

  test.each(["/graphql?query={posts{nodes{jsonLd}}}", "/feed.json", "/schema.graphql"])(
    "of %s tells no length where the content would be packed",
    async (path) => {
      const packed = { accept: "application/json", "accept-encoding": "gzip" };
      expect((await ask("GET", path, packed)).headers["content-encoding"]).toBe("gzip");
      const { status, headers } = await ask("HEAD", path, packed);
      expect(status).toBe(200);
      expect(headers["content-length"]).toBeUndefined();
    },
  );

  test("finds that an answer still holds by its tag", async () => {
    const { headers } = await ask("HEAD", titles, json);
    expect(headers.etag).toBeDefined();
    const again = await ask("HEAD", titles, { ...json, "if-none-match": headers.etag ?? "" });
    expect([again.status, again.text]).toEqual([304, ""]);
  });

  test("is logged as the operation that it is", async () => {
    await ask("HEAD", search("query Logged { tags { totalCount } }"), { ...json, "x-request-id": "head-1" });
    expect(await logOf(server, "head-1")).toMatchObject([
      { operation: { name: "Logged", type: "query", errors: 0 }, statusCode: 200 },
    ]);
  });
});
