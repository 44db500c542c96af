import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openBudgetStore } from "../../../src/server/budgets/budget-store.js";
import { Budgets } from "../../../src/server/budgets/budgets.js";
import { startTestServer, type TestServer } from "../support/start-test-server.js";

let server: TestServer;

beforeAll(async () => {
  const budgets = new Budgets({ store: await openBudgetStore(undefined), onFault: () => {} });
  server = await startTestServer({ access: { budgets, anonymousPoints: 1_000 } });
});

afterAll(() => server.stop());

const query = encodeURIComponent("{ hello }");
const json = { "content-type": "application/json" };

test.each<[what: string, status: number, request: RequestInit & { search?: string }]>([
  ["an answer", 200, { search: `?query=${query}` }],
  ["a fault of the document", 400, { search: "?query={" }],
  ["a request that is none", 400, {}],
  ["a body that is none", 400, { method: "POST", headers: json, body: "{" }],
  ["a body of another type", 415, { method: "POST", body: "{ hello }" }],
  ["a type that is not sent", 406, { headers: { accept: "image/png" } }],
  ["a page of another site", 403, { search: `?query=${query}`, headers: { origin: "https://a.example" } }],
])("%s tells whose budget it is", async (_what, status, { search = "", ...options }) => {
  const response = await fetch(`${server.url}/graphql${search}`, options);
  expect(response.status).toBe(status);
  expect(response.headers.get("ratelimit-policy")).toBe('"anonymous";q=1000;w=60');
});

test.each([
  ["a key", { headers: { authorization: "Bearer x" } }, 401],
  ["a perspective", { headers: { "colloquy-perspective": "preview" } }, 403],
  ["a method", { method: "DELETE" }, 405],
])("%s that is refused has no budget to tell of", async (_what, options, status) => {
  const response = await fetch(`${server.url}/graphql?query=${query}`, options);
  expect(response.status).toBe(status);
  expect(response.headers.get("ratelimit-policy")).toBeNull();
});
