import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";
import { bodyBombs, documentBombs, variableBombs } from "./support/bombs.js";
import { findHarm } from "./support/harm.js";
import { sendHostile, toRequest } from "./support/hostile-request.js";

describeEachDatabase("bombs", () => {
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

  describe("a document of", () => {
    test.each(Object.entries(documentBombs))("%s is told apart", async (title, [code, query]) => {
      const answer = await sendHostile(server.url, toRequest(title, { query }));
      expect(findHarm(answer)).toBeUndefined();
      const { errors = [] } = JSON.parse(answer.text);
      expect(errors[0]?.extensions.code ?? "ANSWERED").toBe(code);
    });
  });

  describe("a body with", () => {
    test.each([...variableBombs, ...bodyBombs].map((request) => [request.title, request] as const))(
      "%s does no harm",
      async (_title, request) => {
        expect(findHarm(await sendHostile(server.url, request))).toBeUndefined();
      },
    );
  });

  test("no answer is larger than 64 KB, however much it has to complain about", async () => {
    const documents = Object.entries(documentBombs).map(([title, [, query]]) => toRequest(title, { query }));
    for (const request of [...documents, ...variableBombs, ...bodyBombs]) {
      const { text } = await sendHostile(server.url, request);
      expect([request.title, text.length < 64 * 1024]).toEqual([request.title, true]);
    }
  });

  test("none of them leaves a fault in the log", () => {
    expect(server.logLines().filter(({ level }) => Number(level) > 30)).toEqual([]);
  });
});
