import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readChangelog } from "../../src/content/changelog.js";
import { codeOf, send } from "./support/requests.js";
import { startTestServer, type TestServer } from "./support/start-test-server.js";

const committed = await readFile(new URL("../../schema/CHANGES.md", import.meta.url), "utf8");

const browser = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ changelog: await readChangelog() });
});

afterAll(() => server.stop());

const ask = (headers: Record<string, string> = {}, method = "GET") =>
  fetch(`${server.url}/changelog`, { method, headers });

test.each(["*/*", "text/markdown", "text/*"])("accept: %s gets the committed Markdown", async (accept) => {
  const response = await ask({ accept });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
  expect(response.headers.get("vary")).toContain("accept");
  expect(await response.text()).toBe(committed);
});

test.each([
  ["text/html", "text/html"],
  ["text/markdown;q=0, */*", "text/html"],
  ["text/html;q=0, text/*", "text/markdown"],
  ["text/html;q=0.5, */*;q=0.1", "text/html"],
  ["text/html;q=0.5, text/markdown;q=0.9", "text/markdown"],
  ["TEXT/HTML ; Q=1, text/markdown ; q=0.999", "text/html"],
  ["text/html, text/markdown", "text/markdown"],
])("accept: %s gets %s", async (accept, type) => {
  const response = await ask({ accept });
  expect(response.headers.get("content-type")).toBe(`${type}; charset=utf-8`);
});

describe("what a client has already", () => {
  const formats = { Markdown: { accept: "*/*" }, "the page": browser };

  test.each(Object.entries(formats))("is not sent again: %s", async (_format, headers) => {
    const whole = await ask(headers);
    const etag = whole.headers.get("etag") ?? "";
    expect(etag).toMatch(/^W\/"[\w-]+"$/);
    for (const method of ["GET", "HEAD"]) {
      const again = await ask({ ...headers, "if-none-match": `"other", ${etag}` }, method);
      expect(again.status).toBe(304);
      expect(await again.text()).toBe("");
      for (const name of ["etag", "cache-control", "vary", "content-security-policy"])
        expect(again.headers.get(name)).toBe(whole.headers.get(name));
    }
    expect((await ask({ ...headers, "if-none-match": '"other"' })).status).toBe(200);
  });

  test("is another in the other format", async () => {
    const [one, other] = await Promise.all(Object.values(formats).map((headers) => ask(headers)));
    expect(one?.headers.get("etag")).not.toBe(other?.headers.get("etag"));
  });
});

test("a browser gets a page that may load nothing", async () => {
  const response = await ask(browser);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("content-security-policy")).toMatch(
    /^default-src 'none';style-src 'sha256-[\w+/=]+';base-uri 'none';form-action 'none';frame-ancestors 'none'$/,
  );
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  const page = await response.text();
  expect(page).toContain("<h2>Unreleased</h2>");
  expect(page).not.toMatch(/<script|\son\w+=/);
});

test("HEAD is answered as GET is, without the page", async () => {
  const [head, whole] = await Promise.all([ask(browser, "HEAD"), ask(browser)]);
  expect(head.status).toBe(200);
  expect(head.headers.get("content-type")).toBe(whole.headers.get("content-type"));
  expect(await head.text()).toBe("");
});

test("what it is not is said in JSON", async () => {
  for (const accept of ["image/png", "text/markdown;q=0", "text/*;q=0.0, */*;q=0", "text/plain, image/*"]) {
    const refused = await send(`${server.url}/changelog`, { headers: { accept } });
    expect([accept, refused.status, codeOf(refused)]).toEqual([accept, 406, "NOT_ACCEPTABLE"]);
  }
  const posted = await send(`${server.url}/changelog`, { method: "POST" });
  expect([posted.status, codeOf(posted)]).toEqual([405, "METHOD_NOT_ALLOWED"]);
  expect(posted.headers.get("allow")).toBe("GET, HEAD");
});
