import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ObjectExit } from "../../../src/planner/object-exit.js";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { codeOf, get, messageOf, post } from "../support/requests.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";

const query = `query Citations($since: DateTime) {
  posts(where: { publishedAt: { gte: $since } }, first: 1) {
    nodes { slug contributions { nodes { citation } } }
  }
}`;

describeEachDatabase("answers that JavaScript has a part in", () => {
  let database: TestDatabase;

  let server: ContentServer;

  let isBroken = false;

  beforeAll(async () => {
    database = await openTestDatabase();
    await writeNodes(database, graphOfTwoPosts);
    server = await startContentServer(database, {
      change({ answers }) {
        if (!answers) throw new Error("the program's server answers from the database");
        const whole = answers.objectExit;
        const read: typeof whole.read = async (...asked) => {
          if (isBroken) throw new Error("a secret");
          return await whole.read(...asked);
        };
        const objectExit = Object.create(ObjectExit.prototype, { read: { value: read } });
        return { answers: { ...answers, objectExit } };
      },
    });
    await database.reader.settle();
  });

  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  const ask = (since: string, headers = {}) =>
    get(server.url, { query, variables: JSON.stringify({ since }) }, headers);

  test("are kept and tagged as any other, and read by one statement", async () => {
    const since = "2024-02-01T00:00:00+00:00";
    database.statements.length = 0;
    const first = await ask(since);
    expect(first.body.errors).toBeUndefined();
    expect(JSON.stringify(first.body.data)).toContain("Berg, Å.");
    expect(database.statements).toHaveLength(1);
    const second = await ask(since);
    expect([first, second].map(({ headers }) => headers.get("x-cache"))).toEqual(["MISS", "HIT"]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("cache-control")).toMatch(/^public, max-age=/);
    const again = await ask(since, { "if-none-match": first.headers.get("etag") });
    expect(again.status).toBe(304);
    expect(database.statements).toHaveLength(1);
  });

  test("fail as any other, masked and not kept", async () => {
    isBroken = true;
    const failed = await ask("2024-02-02T00:00:00Z");
    isBroken = false;
    expect([failed.status, codeOf(failed), messageOf(failed)]).toEqual([
      500,
      "INTERNAL_SERVER_ERROR",
      "Internal server error",
    ]);
    expect(failed.headers.get("cache-control")).toBe("no-store");
    expect((await ask("2024-02-02T00:00:00Z")).status).toBe(200);
  });

  test("beside what is about the schema are left to graphql-js", async () => {
    const { status, body } = await post(server.url, {
      query:
        '{ __type(name: "Post") { name } post(by: { slug: "first" }) { contributions { nodes { citation } } } }',
    });
    expect([status, body.errors, body.data?.__type]).toEqual([200, undefined, { name: "Post" }]);
    expect(JSON.stringify(body.data)).toContain("[Quotation]");
  });
});
