import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";
import { forgedCredentials, simpleRequests } from "./support/cross-site-requests.js";
import { findHarm } from "./support/harm.js";
import { sendHostile } from "./support/hostile-request.js";

describeEachDatabase("requests in the name of another", () => {
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

  const asked = encodeURIComponent("{ posts { totalCount } }");

  describe("a bare GET", () => {
    test.each([
      ["without any header but the host", {}],
      ["with the header of Apollo's clients", { "apollo-require-preflight": "true" }],
      ["as curl sends it", { "user-agent": "curl/8.5.0", accept: "*/*" }],
    ])("%s is answered, also from the cache", async (title, headers) => {
      for (let time = 0; time < 3; time += 1) {
        const answer = await sendHostile(server.url, {
          title,
          method: "GET",
          path: `/graphql?query=${asked}`,
          headers,
        });
        expect(answer).toMatchObject({ status: 200, text: '{"data":{"posts":{"totalCount":3}}}' });
      }
    });
  });

  describe("a simple request of another site", () => {
    test.each(simpleRequests.map((request) => [request.title, request] as const))(
      "%s is refused, whatever the cache has",
      async (_title, request) => {
        const answer = await sendHostile(server.url, request);
        expect(findHarm(answer)).toBeUndefined();
        expect([403, 415]).toContain(answer.status);
        expect(answer.text).not.toContain("totalCount");
      },
    );
  });

  describe("a request with forged credentials", () => {
    test.each(forgedCredentials.map((request) => [request.title, request] as const))(
      "%s does no harm",
      async (_title, request) => {
        expect(findHarm(await sendHostile(server.url, request))).toBeUndefined();
      },
    );
  });

  test("none of them leaves a fault in the log", () => {
    expect(server.logLines().filter(({ level }) => Number(level) > 30)).toEqual([]);
  });
});
