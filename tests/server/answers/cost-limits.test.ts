import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { type Answer, codeOf, get, messageOf, post } from "../support/requests.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";

describeEachDatabase("cost limits", () => {
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

  beforeEach(() => {
    database.statements.length = 0;
  });

  /** Nothing was read for it, whichever way it took. */
  async function refusals(body: object, headers: Record<string, string> = {}): Promise<Answer[]> {
    const answers = [await post(server.url, body, headers), await post(server.url, body, headers)];
    expect(database.statements).toEqual([]);
    for (const answer of answers) expect(answer.headers.get("cache-control")).toBe("no-store");
    return answers;
  }

  const deep = (size: number | string) =>
    `posts(first: ${size}) { nodes { tags(first: ${size}) { nodes { posts(first: ${size}) { nodes { tags(first: ${size}) { nodes { posts(first: ${size}) { nodes { slug } } } } } } } } } }`;

  describe("an operation that can answer with too much", () => {
    const explosive = [
      ["written out", { query: `{ ${deep(100)} }` }],
      ["by a variable", { query: `query ($n: Int) { ${deep("$n")} }`, variables: { n: 100 } }],
      ["by a default", { query: `query ($n: Int = 100) { ${deep("$n")} }` }],
      ["by fragments", { query: `{ ...A } fragment A on Query { ${deep(100)} }` }],
      ["beside the schema", { query: `{ __schema { queryType { name } } ${deep(100)} }` }],
      ["beside a wrong cursor", { query: `{ ${deep(100)} tags(after: "none") { nodes { name } } }` }],
    ] as const;

    test.each(explosive.slice(0, 5))("%s is refused before anything is read", async (_how, body) => {
      for (const headers of [{}, { "colloquy-extensions": "cost" }]) {
        for (const answer of await refusals(body, headers)) {
          expect([answer.status, codeOf(answer)]).toEqual([400, "QUERY_TOO_COSTLY"]);
          expect(answer.body.data).toBeUndefined();
          expect(messageOf(answer)).toMatch(
            /^The operation costs \d+; the maximum is 10000\. Heaviest are (?:[\w.]+ \(\d+\)(?:, |\. )){3}Ask for/,
          );
          const { cost } = (answer.body.errors?.[0]?.extensions ?? {}) as {
            cost: { total: number; maximum: number; heaviest: { path: string; cost: number }[] };
          };
          expect(cost.maximum).toBe(10_000);
          expect(cost.total).toBeGreaterThan(100 ** 5);
          expect(cost.heaviest).toHaveLength(3);
          expect(cost.heaviest[0]).toEqual({
            path: "posts.nodes.tags.nodes.posts.nodes.tags.nodes.posts.nodes",
            cost: 100 ** 5,
          });
        }
      }
    });

    test("beside a cursor that is none is refused all the same", async () => {
      for (const answer of await refusals(explosive[5][1])) {
        expect(answer.body.errors?.map(({ extensions }) => extensions.code)).toContain("QUERY_TOO_COSTLY");
      }
    });

    test("by several root fields together is refused for their sum", async () => {
      const field = "posts(first: 60) { nodes { tags(first: 60) { nodes { name } } } }";
      const query = `{ a: ${field} b: ${field} c: ${field} }`;
      for (const answer of await refusals({ query })) {
        expect([answer.status, codeOf(answer)]).toEqual([400, "QUERY_TOO_COSTLY"]);
      }
    });

    test("is refused by GET and by the name of what was not kept", async () => {
      const parameters = { query: `{ ${deep(100)} }` };
      for (let time = 0; time < 2; time += 1) {
        const answer = await get(server.url, parameters, { "if-none-match": "*" });
        expect([answer.status, codeOf(answer)]).toEqual([400, "QUERY_TOO_COSTLY"]);
      }
      expect(database.statements).toEqual([]);
    });

    test("is refused with variables of which a smaller one is answered", async () => {
      const query =
        "query ($n: Int) { posts(first: $n) { nodes { tags(first: $n) { nodes { posts(first: $n) { nodes { slug } } } } } } }";
      for (let time = 0; time < 3; time += 1) {
        expect((await post(server.url, { query, variables: { n: 2 } })).status).toBe(200);
        database.statements.length = 0;
        expect(codeOf((await refusals({ query, variables: { n: 100 } }))[0] as Answer)).toBe(
          "QUERY_TOO_COSTLY",
        );
      }
    });
  });

  test("the maximum is what the server is started with", async () => {
    const strict = await startContentServer(database, { config: { limits: { cost: 4 } } });
    const query = "query ($n: Int) { tags(first: $n) { nodes { name } } }";
    for (let time = 0; time < 2; time += 1) {
      const allowed = await post(
        strict.url,
        { query, variables: { n: 3 } },
        { "colloquy-extensions": "cost" },
      );
      expect(allowed.body).toMatchObject({ extensions: { cost: { total: 4, maximum: 4 } } });
      const refused = await post(strict.url, { query, variables: { n: 4 } });
      expect([refused.status, codeOf(refused)]).toEqual([400, "QUERY_TOO_COSTLY"]);
      expect(messageOf(refused)).toContain(
        "costs 5; the maximum is 4. Heaviest are tags.nodes (4), tags (1)",
      );
    }
    await strict.stop();
  });

  describe("a document or variables built to be long in the checking", () => {
    const nest = (depth: number, key: string) =>
      Array.from({ length: depth }).reduce<object>(
        (inner) => (key === "not" ? { not: inner } : { [key]: [inner] }),
        {
          slug: { eq: "x" },
        },
      );
    const literal = (depth: number, key: string) =>
      key === "not"
        ? `${"{not:".repeat(depth)}{slug:{eq:"x"}}${"}".repeat(depth)}`
        : `${`{${key}:[`.repeat(depth)}{slug:{eq:"x"}}${"]}".repeat(depth)}`;
    const filtered = "query ($where: PostWhere) { posts(where: $where) { nodes { slug } } }";
    const names = Array.from({ length: 10_000 }, (_, index) => `s${index}`);

    test.each([
      [
        "a thousand aliases",
        { query: `{ ${Array.from({ length: 1_000 }, (_, i) => `a${i}: __typename`).join(" ")} }` },
        400,
        /TOO_MANY|TOO_LONG/,
      ],
      [
        "a list of 10,000 values in a variable",
        { query: filtered, variables: { where: { slug: { in: names } } } },
        200,
        /FILTER_TOO_LARGE/,
      ],
      [
        "a list of 10,000 values",
        { query: `{ posts(where: {slug: {in: ${JSON.stringify(names)}}}) { nodes { slug } } }` },
        400,
        /QUERY_TOO_LONG/,
      ],
      [
        "a list of 10,000 ids",
        {
          query: "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
          variables: { ids: names.map((name) => `post_${name}`) },
        },
        200,
        /PAGE_TOO_LARGE/,
      ],
      ...["and", "or", "not"].flatMap((key) => [
        [
          `${key} a thousand deep in a variable`,
          { query: filtered, variables: { where: nest(1_000, key) } },
          400,
          /FILTER_TOO_LARGE/,
        ] as const,
        [
          `${key} a thousand deep`,
          { query: `{ posts(where: ${literal(1_000, key)}) { nodes { slug } } }` },
          400,
          /QUERY_TOO_LONG/,
        ] as const,
        [
          `${key} thirty deep`,
          { query: `{ posts(where: ${literal(30, key)}) { nodes { slug } } }` },
          200,
          /FILTER_TOO_LARGE/,
        ] as const,
      ]),
    ] as const)("%s is refused before anything is read", async (...[, body, status, code]) => {
      for (const headers of [{}, { "colloquy-extensions": "" }]) {
        for (const answer of await refusals(body, headers)) {
          expect(codeOf(answer)).toMatch(code);
          expect(answer.status).toBe(status);
        }
      }
    });
  });
});
