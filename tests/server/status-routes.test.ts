import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { buildSchema, printSchema } from "graphql";
import { librarySchema } from "./support/library-schema.js";
import { startTestServer, type TestServer } from "./support/start-test-server.js";

let canAnswer: boolean;
let faults: string[];
let server: TestServer;
beforeEach(async () => {
  canAnswer = true;
  faults = [];
  server = await startTestServer({ checkReadiness: async () => ({ canAnswer, faults }) });
});
afterEach(() => server.stop());

async function ask(path: string) {
  const response = await fetch(server.url + path);
  return { status: response.status, body: await response.json() };
}

describe("/readyz", () => {
  test("is 200 when nothing keeps the server from answering", async () => {
    expect(await ask("/readyz")).toEqual({ status: 200, body: { status: "ready", faults: [] } });
  });

  test("is 503 with every fault otherwise, and 200 again when they are gone", async () => {
    canAnswer = false;
    faults = ["The database cannot be reached.", "2 migrations are pending."];
    expect(await ask("/readyz")).toEqual({ status: 503, body: { status: "not ready", faults } });
    canAnswer = true;
    faults = [];
    expect((await ask("/readyz")).status).toBe(200);
  });

  test("is 200 with every fault when requests are answered all the same", async () => {
    faults = ["The database cannot be reached."];
    expect(await ask("/readyz")).toEqual({ status: 200, body: { status: "degraded", faults } });
  });
});

test("/healthz is 200 whatever /readyz says", async () => {
  canAnswer = false;
  faults = ["The database cannot be reached."];
  expect(await ask("/healthz")).toEqual({ status: 200, body: { status: "ok" } });
});

test("/schema.graphql is the schema as text, descriptions included", async () => {
  const response = await fetch(`${server.url}/schema.graphql`);
  expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  const text = await response.text();
  expect(text).toBe(printSchema(librarySchema));
  expect(printSchema(buildSchema(text))).toBe(text);
});

test("answers bear headers that keep a browser from taking them for a page", async () => {
  const { headers } = await fetch(`${server.url}/healthz`);
  expect(headers.get("content-security-policy")).toBe("default-src 'none';frame-ancestors 'none'");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-frame-options")).toBe("DENY");
  expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  expect(headers.get("strict-transport-security")).toBeNull();
  expect(headers.get("x-powered-by")).toBeNull();
});
