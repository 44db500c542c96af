import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readOperations } from "../../../src/playground/read-operations.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { derivedExamples } from "../../support/derived-examples.js";
import { describeEachDatabase } from "../../support/describe-each-database.js";
import { testNow } from "../../support/graph.js";
import { codeOf, get, messageOf, post } from "../support/requests.js";
import { type ContentServer, seed, startContentServer } from "../support/start-content-server.js";

interface Described {
  explain: {
    exit: string;
    fields: {
      field: string;
      statement: string;
      plan: string[];
      milliseconds: number;
      rows: number;
      cost: { path: string; cost: number }[];
    }[];
  };
  cost: { total: number; maximum: number; selections: { path: string; cost: number }[] };
}

const operations = await readOperations();

describeEachDatabase("explain and cost", () => {
  let database: TestDatabase;

  let server: ContentServer;

  let silent: ContentServer;

  beforeAll(async () => {
    database = await openTestDatabase();
    await seed(database, testNow);
    server = await startContentServer(database, { config: { isExplainOn: true } });
    silent = await startContentServer(database, { config: { isExplainOn: false } });
  });

  afterAll(async () => {
    await Promise.all([server.stop(), silent.stop()]);
    await database.close();
  });

  const both = { "colloquy-extensions": "explain, cost" };

  async function describeAnswer(query: string, headers: Record<string, string> = both) {
    const answer = await post(server.url, { query }, headers);
    const { extensions } = answer.body as { extensions?: Described };
    return { answer, explain: extensions?.explain, cost: extensions?.cost };
  }

  async function textOf(query: string, headers: Record<string, string> = {}): Promise<string> {
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query }),
    });
    return await response.text();
  }

  const sum = (costs: readonly { cost: number }[] = []) => costs.reduce((total, { cost }) => total + cost, 0);

  describe.each(operations)("the example $name", ({ name, document }) => {
    const exit = derivedExamples.has(name) ? "object" : "text";

    test("is explained by what ran", async () => {
      database.statements.length = 0;
      const { answer, explain, cost } = await describeAnswer(document);
      const ran = database.statements.filter((statement) => !statement.startsWith("EXPLAIN"));
      expect(answer.body.errors).toBeUndefined();
      expect(explain?.exit).toBe(exit);
      expect(explain?.fields.map(({ statement }) => statement)).toEqual(ran);
      for (const { field, plan, milliseconds, rows, cost: selections } of explain?.fields ?? []) {
        expect(Object.keys(answer.body.data ?? {})).toContain(field);
        expect(plan.length).toBeGreaterThan(0);
        expect(plan.join("\n")).toMatch(/SEARCH|SCAN/i);
        expect(milliseconds).toBeGreaterThan(0);
        // What a value is made from has rows too, which the answer does not show.
        const shown = countNodes(answer.body.data?.[field]);
        expect(exit === "text" ? rows : Math.min(rows, shown)).toBe(shown);
        expect(sum(selections)).toBeGreaterThanOrEqual(rows);
      }
      expect(cost?.maximum).toBe(10_000);
      expect(cost?.total).toBe(sum(cost?.selections));
      expect(cost?.selections).toEqual(explain?.fields.flatMap((field) => field.cost));
    });

    test("has the same data to the letter when it is explained, and is not kept", async () => {
      const plain = await textOf(document);
      const explained = await textOf(document, both);
      const extended = `${plain.slice(0, -1)},"extensions":{"explain":{"exit":"${exit}"`;
      expect(explained.startsWith(extended)).toBe(true);
      expect(await textOf(document)).toBe(plain);
      const { answer } = await describeAnswer(document);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect([answer.headers.get("etag"), answer.headers.get("x-cache")]).toEqual([null, null]);
    });
  });

  /** Objects of an answer that stand for rows: all but connections, edges, page info, locations and what else is a part of one. */

  function countNodes(value: unknown, under?: string): number {
    if (Array.isArray(value)) return value.reduce((total: number, item) => total + countNodes(item), 0);
    if (typeof value !== "object" || value === null) return 0;
    const inner = Object.entries(value).reduce(
      (total, [key, item]) => total + (isPart(key) ? 0 : countNodes(item, key)),
      0,
    );
    // A reason and the value of a facet are rows that lead to a node; an edge is none.
    const isEdge = "node" in value && !("count" in value || "kind" in value);
    const isConnection = "nodes" in value || "edges" in value || "totalCount" in value;
    return inner + (isEdge || isConnection || under === "facets" ? 0 : 1);
  }

  const isPart = (key: string) => ["attribution", "location", "pageInfo", "reviewer"].includes(key);

  test("an operation that asks about the schema too is explained as graphql-js answered it", async () => {
    const query =
      "{ __schema { queryType { name } } a: posts(first: 2) { nodes { slug } } b: tags(first: 1) { nodes { name } } }";
    const plain = await textOf(query);
    const { answer, explain, cost } = await describeAnswer(query);
    expect(JSON.stringify({ data: answer.body.data })).toBe(plain);
    expect(explain?.exit).toBe("object");
    expect(explain?.fields.map(({ field, rows }) => [field, rows])).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
    expect(cost?.total).toBe(sum(cost?.selections));
    expect(cost?.selections.map(({ path }) => path)).toEqual(["a", "a.nodes", "b", "b.nodes"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("an operation that reads nothing costs nothing", async () => {
    const { explain, cost } = await describeAnswer("{ __typename }");
    expect(explain).toEqual({ exit: "text", fields: [] });
    expect(cost).toEqual({ total: 0, maximum: 10_000, selections: [] });
  });

  test("a post that is not there has no rows", async () => {
    const { answer, explain } = await describeAnswer('{ post(by: { slug: "nowhere" }) { title } }');
    expect(answer.body.data).toEqual({ post: null });
    expect(explain?.fields[0]?.rows).toBe(0);
  });

  test("cost alone may be asked for, by GET too and in any case", async () => {
    const query = "{ tags(first: 3) { nodes { name } } }";
    const answer = await get(server.url, { query }, { "colloquy-extensions": "COST" });
    expect(Object.keys((answer.body as { extensions: object }).extensions)).toEqual(["cost"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("vary")).toContain("colloquy-extensions");
  });

  test("a name that is none is refused with those that are", async () => {
    for (const header of ["explain, nothing", "nothing"]) {
      const answer = await post(server.url, { query: "{ __typename }" }, { "colloquy-extensions": header });
      expect([answer.status, codeOf(answer)]).toEqual([400, "BAD_REQUEST"]);
      expect(messageOf(answer)).toContain("explain and cost");
    }
  });

  test("a server that does not explain says so, and tells what an operation costs", async () => {
    const query = "{ tags(first: 3) { nodes { name } } }";
    for (let time = 0; time < 2; time += 1) {
      const refused = await post(silent.url, { query }, both);
      expect([refused.status, codeOf(refused)]).toEqual([403, "EXPLAIN_OFF"]);
      const answer = await post(silent.url, { query }, { "colloquy-extensions": "cost" });
      expect(answer.body).toMatchObject({ extensions: { cost: { total: 4 } } });
    }
  });

  test("an answer with errors is not explained", async () => {
    const { answer, explain } = await describeAnswer('{ posts(after: "none") { nodes { slug } } }');
    expect(codeOf(answer)).toBe("CURSOR_INVALID");
    expect(explain).toBeUndefined();
  });
});
