import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { codeOf, get, messageOf, post } from "../support/requests.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";

describeEachDatabase("persisted queries", () => {
  let database: TestDatabase;

  let server: ContentServer;

  beforeEach(async () => {
    database = await openTestDatabase();
    await writeNodes(database, graphOfTwoPosts);
    server = await startContentServer(database);
  });

  afterEach(async () => {
    await server.stop();
    await database.close();
  });

  const query = "query Title($slug: String!) { post(by: { slug: $slug }) { slug } }";

  const variables = { slug: "first" };

  const data = { post: { slug: "first" } };

  const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

  const extensions = { persistedQuery: { version: 1, sha256Hash: hashOf(query) } };

  const byPost = (body: object) => post(server.url, { variables, ...body });

  const byGet = (parameters: { query?: string; extensions: object }) =>
    get(server.url, {
      ...(parameters.query !== undefined && { query: parameters.query }),
      variables: JSON.stringify(variables),
      extensions: JSON.stringify(parameters.extensions),
    });

  test.each([
    ["POST", byPost],
    ["GET", byGet],
  ] as const)("a hash that is not known is answered so, and kept by nobody, by %s", async (_method, ask) => {
    const answer = await ask({ extensions });
    expect([answer.status, codeOf(answer)]).toEqual([200, "PERSISTED_QUERY_NOT_FOUND"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test.each([
    ["POST", byPost],
    ["GET", byGet],
  ] as const)(
    "a document that came with its hash by %s is answered by the hash alone",
    async (_method, ask) => {
      expect((await ask({ query, extensions })).body).toEqual({ data });
      for (const again of [byPost, byGet]) {
        for (let time = 0; time < 3; time += 1) {
          const answer = await again({ extensions });
          expect(answer.body).toEqual({ data });
          expect(answer.headers.get("cache-control")).toBe("public, max-age=60");
        }
      }
      const { headers } = await byGet({ extensions });
      const parameters = { variables: JSON.stringify(variables), extensions: JSON.stringify(extensions) };
      expect((await get(server.url, parameters, { "if-none-match": headers.get("etag") ?? "" })).status).toBe(
        304,
      );
    },
  );

  test("variables count, also when the document comes by its hash", async () => {
    await byPost({ query, extensions });
    expect((await byPost({ extensions, variables: { slug: "second" } })).body).toEqual({
      data: { post: { slug: "second" } },
    });
    const answer = await byPost({ extensions, variables: {} });
    expect([answer.status, codeOf(answer)]).toEqual([400, "BAD_USER_INPUT"]);
  });

  test.each([
    ["the hash of another document", { version: 1, sha256Hash: hashOf("{ posts }") }, "sha256Hash"],
    ["a hash in capitals", { version: 1, sha256Hash: hashOf(query).toUpperCase() }, "sha256Hash"],
    ["a number for a hash", { version: 1, sha256Hash: 7 }, "sha256Hash"],
    ["no hash", { version: 1 }, "sha256Hash"],
    ["another version", { version: 2, sha256Hash: hashOf(query) }, "version"],
    ["no version", { sha256Hash: hashOf(query) }, "version"],
  ])("a document with %s is refused, also once it is known", async (_what, persistedQuery, says) => {
    await byPost({ query, extensions });
    for (const ask of [byPost, byGet]) {
      for (let time = 0; time < 2; time += 1) {
        const answer = await ask({ query, extensions: { persistedQuery } });
        expect([answer.status, codeOf(answer)]).toEqual([400, "BAD_REQUEST"]);
        expect(messageOf(answer)).toContain(says);
      }
    }
  });

  test.each<unknown>([7, null, {}, { toString: 7, valueOf: 7 }, [], "", true])(
    "the hash %j is not known",
    async (sha256Hash) => {
      await byPost({ query, extensions });
      const answer = await byPost({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
      expect(codeOf(answer)).toMatch(/^PERSISTED_QUERY_NOT_FOUND$|^BAD_REQUEST$/);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    },
  );

  test("a document that is refused is not kept", async () => {
    const wrong = "{ nothing }";
    const persisted = { persistedQuery: { version: 1, sha256Hash: hashOf(wrong) } };
    expect(codeOf(await byPost({ query: wrong, extensions: persisted }))).toBe("GRAPHQL_VALIDATION_FAILED");
    expect(codeOf(await byPost({ extensions: persisted }))).toBe("PERSISTED_QUERY_NOT_FOUND");
  });

  test("a hash is not known because its document came without it", async () => {
    expect((await byPost({ query })).body).toEqual({ data });
    expect((await byPost({ query })).body).toEqual({ data });
    expect(codeOf(await byPost({ extensions }))).toBe("PERSISTED_QUERY_NOT_FOUND");
    await byPost({ query, extensions });
    expect((await byPost({ extensions })).body).toEqual({ data });
  });
});
