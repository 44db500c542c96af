import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { createKey } from "../../../src/access/key-table.js";
import { browserMissing, openBrowser, openPage } from "../../playground/support/open-browser.js";
import { openTestDatabase, type TestDatabase } from "../../support/database.js";
import { type ContentServer, startContentServer } from "../support/start-content-server.js";

jest.setTimeout(120_000);

if (browserMissing)
  process.stderr.write(`Pages of other sites are not tested in a browser: ${browserMissing}.\n`);

const describeInBrowser = browserMissing === undefined ? describe : describe.skip;

/** A site of its own: another port is another origin. */
async function startSite(): Promise<{ site: Server; origin: string }> {
  const site = createServer((_request, response) => {
    response.setHeader("content-type", "text/html").end("<!doctype html><link rel=icon href=data:,>");
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
  return { site, origin: `http://127.0.0.1:${(site.address() as AddressInfo).port}` };
}

describeInBrowser("in a browser, pages of another site", () => {
  let database: TestDatabase;
  let server: ContentServer;
  let browser: Browser;
  let partner: Awaited<ReturnType<typeof startSite>>;
  let stranger: Awaited<ReturnType<typeof startSite>>;
  let authorization: string;

  beforeAll(async () => {
    database = await openTestDatabase("SQLite");
    server = await startContentServer(database);
    [partner, stranger] = [await startSite(), await startSite()];
    const draft = { name: "P", scopes: ["content:read" as const], pointsPerMinute: 1_000 };
    const origins = [partner.origin];
    const { text } = await createKey(
      database,
      { ...draft, origins, expiresAt: undefined },
      new Date().toISOString(),
    );
    await database.reader.settle();
    authorization = `Bearer ${text}`;
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    for (const each of [partner, stranger]) each?.site.close();
    await server?.stop();
    await database?.close();
  });

  /** What a script of the page reads of two answers, or why it reads none. */
  async function readFrom(origin: string) {
    const { page } = await openPage(browser);
    try {
      await page.goto(origin);
      return await page.evaluate(read, { url: `${server.url}/graphql`, authorization });
    } finally {
      await page.context().close();
    }
  }

  test("that a key names read answers, with it and without", async () => {
    const answer = {
      status: 200,
      text: '{"data":{"posts":{"totalCount":0}}}',
      requestId: expect.any(String),
    };
    expect(await readFrom(partner.origin)).toEqual({ posted: answer, got: answer });
  });

  test("that it does not name read nothing, though they have the key", async () => {
    const refused = expect.stringContaining("Failed to fetch");
    expect(await readFrom(stranger.origin)).toEqual({ posted: refused, got: refused });
  });
});

/** Runs in the page. */
async function read({ url, authorization }: { url: string; authorization: string }) {
  const query = "{ posts { totalCount } }";
  const ask = async (path: string, options: object) => {
    try {
      const response = await fetch(path, options);
      const requestId = response.headers.get("x-request-id");
      return { status: response.status, text: await response.text(), requestId };
    } catch (error) {
      return String(error);
    }
  };
  const headers = { "content-type": "application/json", authorization };
  return {
    posted: await ask(url, { method: "POST", headers, body: JSON.stringify({ query }) }),
    got: await ask(`${url}?query=${encodeURIComponent(query)}`, {}),
  };
}
