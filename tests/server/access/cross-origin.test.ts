import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";

const site = "https://site.example";

describe("pages of other sites", () => {
  let database: TestDatabase;
  let server: ContentServer;

  beforeAll(async () => {
    database = await openTestDatabase("SQLite");
    server = await startContentServer(database, { config: { corsOrigins: [site] } });
  });

  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  const preflight = (origin: string) =>
    fetch(`${server.url}/graphql`, {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type,authorization",
      },
    });

  const get = (headers: Record<string, string>) =>
    fetch(`${server.url}/graphql?query=${encodeURIComponent("{ __typename }")}`, { headers });

  test("that may read are told so beforehand", async () => {
    const { status, headers } = await preflight(site);
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe(site);
    expect(headers.get("access-control-allow-methods")).toBe("GET, HEAD, POST");
    expect(headers.get("access-control-allow-headers")).toBe("content-type,authorization");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    expect(headers.get("vary")).toContain("Origin");
  });

  test("that may not are told nothing", async () => {
    const response = await preflight("https://other.example");
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    expect(response.status).toBe(405);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "METHOD_NOT_ALLOWED" } }] });
  });

  test("that may read need no preflight for a GET", async () => {
    const marks = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" };
    const allowed = await get({ ...marks, origin: site });
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(site);
    expect(allowed.headers.get("access-control-expose-headers")).toContain("ratelimit");
    expect((await get({ ...marks, origin: "https://other.example" })).status).toBe(403);
    expect((await get(marks)).status).toBe(403);
  });

  test("leave no marks on answers to others", async () => {
    const post = (headers: Record<string, string>) =>
      fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", "accept-encoding": "identity", ...headers },
        body: JSON.stringify({ query: "{ posts(first: 1) { nodes { title } } }" }),
      });
    for (let round = 0; round < 3; round += 1) {
      expect((await post({ origin: site })).headers.get("access-control-allow-origin")).toBe(site);
      expect((await post({})).headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});
