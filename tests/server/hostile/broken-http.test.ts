import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { exchangeBytes } from "../support/raw-http.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";
import { brokenHttp } from "./support/broken-http.js";
import { findHarm } from "./support/harm.js";

describeEachDatabase("broken HTTP", () => {
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

  test.each(Object.entries(brokenHttp))("with %s is answered in JSON", async (_title, [statuses, bytes]) => {
    const [answer] = await exchangeBytes(server.url, [Buffer.from(bytes, "latin1")], 1);
    if (!answer) throw new Error("The connection was closed without an answer.");
    const { status, headers, body: text } = answer;
    expect(statuses).toContain(status);
    const isFile = status === 200 && headers["content-type"]?.startsWith("application/xml");
    if (!isFile && status !== 304 && status !== 503) {
      expect(findHarm({ status, contentType: headers["content-type"] ?? null, text })).toBeUndefined();
    }
  });

  test("leaves no fault in the log", () => {
    expect(server.logLines().filter(({ level }) => Number(level) > 40)).toEqual([]);
  });
});
