import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createSchema } from "../../../src/content/schema.js";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";
import { listArgumentPlaces } from "./support/argument-places.js";
import { listValuesIn, toOversize } from "./support/argument-requests.js";
import { findHarm } from "./support/harm.js";
import { findHarms, sendHostile } from "./support/hostile-request.js";

const places = listArgumentPlaces(await createSchema());

test("every argument and every field of an input is a place for hostile values", () => {
  expect(places.length).toBeGreaterThan(200);
  for (const name of [
    "Query.search(query)",
    "Query.node(id)",
    "Query.nodes(ids)",
    "Query.posts(where.title.startsWith)",
  ]) {
    expect(places.map((place) => place.name)).toContain(name);
  }
});

describeEachDatabase("hostile values", () => {
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

  test.each(places.map((place, ordinal) => [place.name, place, ordinal] as const))(
    "in %s do no harm",
    async (_name, place, ordinal) => {
      expect(await findHarms(server.url, listValuesIn(place, ordinal))).toEqual([]);
    },
  );

  test("of 1 MB are refused by their size, wherever they stand", async () => {
    for (const place of places) {
      const answer = await sendHostile(server.url, toOversize(place));
      expect(findHarm(answer)).toBeUndefined();
      expect([place.name, answer.status]).toEqual([place.name, 413]);
    }
  });

  test("leave no fault in the log", () => {
    expect(server.logLines().filter(({ level }) => Number(level) > 30)).toEqual([]);
  });

  test("leave the server answering", async () => {
    const answer = await sendHostile(server.url, {
      title: "honest",
      body: JSON.stringify({ query: '{ post(by: { slug: "second" }) { title } }' }),
    });
    expect(answer).toMatchObject({ status: 200, text: '{"data":{"post":{"title":"Second post"}}}' });
  });
});
