import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
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
  const refused = await send(`${server.url}/changelog`, { headers: { accept: "image/png" } });
  expect([refused.status, codeOf(refused)]).toEqual([406, "NOT_ACCEPTABLE"]);
  const posted = await send(`${server.url}/changelog`, { method: "POST" });
  expect([posted.status, codeOf(posted)]).toEqual([405, "METHOD_NOT_ALLOWED"]);
  expect(posted.headers.get("allow")).toBe("GET, HEAD");
});
