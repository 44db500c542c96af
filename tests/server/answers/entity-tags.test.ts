import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { entities } from "../../../src/content/nouns.js";
import { openDatabase } from "../../../src/database/database.js";
import { graphOfTwoPosts } from "../../planner/graph-of-two-posts.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { writeNodes } from "../../support/graph.js";
import { codeOf, get, post } from "../support/requests.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";

describeEachDatabase("entity tags", () => {
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

  const query = "query Titles($first: Int) { posts(first: $first) { nodes { title } } }";

  const ask = (
    headers: Record<string, string> = {},
    parameters: Record<string, string> = {},
    url = server.url,
  ) => get(url, { query, ...parameters }, headers);

  async function tagOf(parameters: Record<string, string> = {}, url = server.url): Promise<string> {
    await database.reader.settle();
    const { headers } = await ask({}, parameters, url);
    return headers.get("etag") ?? "";
  }

  test("who has the answer is told so without a statement, before and after a restart", async () => {
    const tag = await tagOf();
    expect(tag).toMatch(/^W\/"[\w-]+"$/);
    const whole = await ask();
    for (let time = 0; time < 2; time += 1) {
      database.statements.length = 0;
      for (let request = 0; request < 3; request += 1) {
        const answer = await ask({ "if-none-match": tag });
        expect([answer.status, answer.body]).toEqual([304, {}]);
        for (const name of ["etag", "cache-control", "vary"]) {
          expect([name, answer.headers.get(name)]).toEqual([name, whole.headers.get(name)]);
        }
        expect(answer.headers.get("content-type")).toBeNull();
      }
      expect(database.statements).toEqual([]);
      await server.stop();
      server = await startContentServer(database);
    }
  });

  test.each([
    ["as it is", (tag: string) => tag],
    ["strong", (tag: string) => tag.slice(2)],
    ["in a list", (tag: string) => `"other", ${tag}, W/"more"`],
    ["in a list without spaces", (tag: string) => `"other",${tag}`],
    ["as any", () => "*"],
  ])("the tag is known %s", async (_how, write) => {
    const tag = await tagOf();
    for (const headers of [{}, { "colloquy-extensions": "" }]) {
      expect((await ask({ ...headers, "if-none-match": write(tag) })).status).toBe(304);
    }
  });

  test.each([
    ["another", () => '"other"'],
    ["one without quotes", (tag: string) => tag.replaceAll('"', "")],
    ["nothing", () => ""],
    ["a part of it", (tag: string) => `${tag.slice(0, -3)}"`],
  ])("%s is not taken for the tag", async (_what, write) => {
    expect((await ask({ "if-none-match": write(await tagOf()) })).status).toBe(200);
  });

  test("the tag is another after a write of what is read, and the same after other writes", async () => {
    const tag = await tagOf();
    await database.source.query("UPDATE region SET name = 'Elsewhere'");
    expect(await tagOf()).toBe(tag);
    await database.source.query("UPDATE post SET title = 'Other' WHERE slug = 'first'");
    expect(await tagOf()).not.toBe(tag);
    const answer = await ask({ "if-none-match": tag });
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).toContain('"Other"');
  });

  test("the tag is another for other variables, documents, operations and files", async () => {
    const other = await openTestDatabase();
    await writeNodes(other, graphOfTwoPosts);
    const otherServer = await startContentServer(other);
    const two = `${query} query Slugs { posts { nodes { slug } } }`;
    const tags = [
      await tagOf(),
      await tagOf({ variables: '{"first":1}' }),
      await tagOf({ variables: '{"first":null}' }),
      await tagOf({ query: `${query} ` }),
      await tagOf({ query: two, operationName: "Titles" }),
      await tagOf({ query: two, operationName: "Slugs" }),
      await tagOf({}, otherServer.url),
    ];
    expect(new Set(tags).size).toBe(tags.length);
    await otherServer.stop();
    await other.close();
  });

  test("the tag is the same in a second process over the same file", async () => {
    const second = await openDatabase({ url: database.url, entities });
    const secondServer = await startContentServer(second);
    expect(await tagOf({}, secondServer.url)).toBe(await tagOf());
    expect((await ask({ "if-none-match": await tagOf() }, {}, secondServer.url)).status).toBe(304);
    await secondServer.stop();
    await second.close();
  });

  test("variables that graphql-js reads alike have the same tag", async () => {
    const tag = await tagOf({ variables: '{"first":1}' });
    expect(await tagOf({ variables: '{ "first": 1.0, "more": 2 }' })).toBe(tag);
  });

  test.each([
    ["errors", { query: '{ posts(after: "none") { nodes { slug } } }' }, {}],
    ["an extension", { query }, { "colloquy-extensions": "cost" }],
    ["the schema in it", { query: "{ __schema { queryType { name } } posts { nodes { slug } } }" }, {}],
  ] as const)("an answer with %s has no tag and may not be stored", async (_what, parameters, headers) => {
    for (let time = 0; time < 2; time += 1) {
      const answer = await get(server.url, parameters, { ...headers, "if-none-match": "*" });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("etag")).toBeNull();
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  });

  test("an answer to POST has no tag", async () => {
    const answer = await post(server.url, { query }, { "if-none-match": "*" });
    expect([answer.status, answer.headers.get("etag")]).toEqual([200, null]);
  });

  test("a wrong request is refused, whatever it says that it has", async () => {
    const answer = await ask({ "if-none-match": "*" }, { variables: '{"first":"x"}' });
    expect([answer.status, codeOf(answer)]).toEqual([400, "BAD_USER_INPUT"]);
  });
});
