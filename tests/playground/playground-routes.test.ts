import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { post } from "../server/support/requests.js";
import { startTestServer, type TestServer } from "../server/support/start-test-server.js";

const operations = [
  { name: "greeting", document: "query Greeting { hello }" },
  { name: "book", document: "query Book { book(id: 1) { title } }" },
];

const browser = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };
const isBuilt = existsSync(new URL("../../dist/playground/client/index.html", import.meta.url));

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ operations });
});
afterAll(() => server.stop());

test("the playground is built; run `npm run build` when this fails", () => {
  expect(isBuilt).toBe(true);
});

describe("a browser", () => {
  test.each(["/", "/graphql", "/graphql?operationName=X"])("gets the playground at %s", async (path) => {
    const response = await fetch(server.url + path, { headers: browser });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("vary")?.split(", ")).toContain("accept");
    expect(await response.text()).toContain("<title>Colloquy playground</title>");
  });

  test("is told to run nothing but what this server serves", async () => {
    const response = await fetch(server.url, { headers: browser });
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });

  test("gets an answer, not the playground, when it brings a query", async () => {
    const url = `${server.url}/graphql?query={hello}`;
    const response = await fetch(url, { headers: { ...browser, "sec-fetch-site": "none" } });
    expect(await response.json()).toEqual({ data: { hello: "Hello, world" } });
  });

  test("gets the files that the page names, to keep for good", async () => {
    const html = await (await fetch(server.url, { headers: browser })).text();
    const paths = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) {
      const response = await fetch(`${server.url}${path}`);
      expect(response.status).toBe(200);
      expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      await response.body?.cancel();
    }
  });
});

test("other clients get a pointer to /graphql at /", async () => {
  const response = await fetch(server.url);
  expect(await response.json()).toMatchObject({ graphql: "/graphql", schema: "/schema.graphql" });
});

test("other clients are never answered with a page at /graphql", async () => {
  const response = await fetch(`${server.url}/graphql`, { headers: { accept: "*/*" } });
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect((await post(server.url, { query: "{ hello }" }, browser)).body).toEqual({
    data: { hello: "Hello, world" },
  });
});

const limits = expect.arrayContaining([
  {
    what: "Aliases of an operation",
    maximum: 50,
    code: "TOO_MANY_ALIASES",
    meaning: "The operation has more aliases than the maximum.",
  },
]);

test("the settings hold the examples in their order, the limits, and that explain is off unless told", async () => {
  const response = await fetch(`${server.url}/playground/settings.json`);
  expect(response.headers.get("cache-control")).toBe("no-cache");
  expect(await response.json()).toEqual({ operations, isExplainOn: false, limits });
});

test("the settings say when explain is on", async () => {
  const explaining = await startTestServer({ operations, isExplainOn: true });
  const response = await fetch(`${explaining.url}/playground/settings.json`);
  expect(await response.json()).toEqual({ operations, isExplainOn: true, limits });
  await explaining.stop();
});
