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

  describe("are told apart by whoever keeps answers", () => {
    const paths = [
      `/graphql?query=${encodeURIComponent("{ posts { totalCount } }")}`,
      "/graphql",
      "/",
      "/changelog",
      "/schema.graphql",
      "/feed.json",
      "/feed.rss",
      "/sitemap.xml",
      "/sitemap-posts.xml",
      "/healthz",
    ];

    test.each(paths)("at %s", async (path) => {
      // The first is answered by all of the server, the next from the cache, and before its router where that can be.
      for (const accept of ["application/json", "*/*", "*/*", "*/*", "text/html"]) {
        for (const headers of [{}, { origin: site }, { origin: "https://other.example" }]) {
          const response = await fetch(`${server.url}${path}`, {
            headers: { accept, "accept-encoding": "identity", ...headers },
          });
          await response.arrayBuffer();
          const names = (response.headers.get("vary") ?? "").toLowerCase().split(", ");
          expect({ accept, ...headers, names }).toMatchObject({ names: expect.arrayContaining(["origin"]) });
          expect(names).toEqual([...new Set(names)]);
        }
      }
    });

    test("also where nothing has changed", async () => {
      const [path = ""] = paths;
      const headers = { accept: "*/*", "accept-encoding": "identity" };
      const etag = (await fetch(`${server.url}${path}`, { headers })).headers.get("etag") ?? "";
      for (let round = 0; round < 3; round += 1) {
        const again = await fetch(`${server.url}${path}`, { headers: { ...headers, "if-none-match": etag } });
        expect(again.status).toBe(304);
        expect(again.headers.get("vary")).toMatch(/\borigin\b/i);
      }
    });
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
