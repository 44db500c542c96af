import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { readOperations } from "../../src/playground/read-operations.js";
import { type BuiltServer, startBuiltServer } from "../support/built-server.js";
import { browserMissing, openBrowser, openPage } from "./support/open-browser.js";
import { execute, replaceQuery, tabTitles, untilTabsKept } from "./support/playground-page.js";

jest.setTimeout(120_000);

const titles = (await readOperations()).map(({ document }) => /^query (\w+)/m.exec(document)?.[1] ?? "");

if (browserMissing) process.stderr.write(`The playground is not tested in a browser: ${browserMissing}.\n`);

const describeInBrowser = browserMissing === undefined ? describe : describe.skip;

describeInBrowser("the playground in a browser", () => {
  let server: BuiltServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startBuiltServer();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("opens every example, runs the first in one click and asks no other host for anything", async () => {
    const { page, requests, complaints } = await openPage(browser);
    await page.goto(server.url);
    expect(await tabTitles(page)).toEqual(titles);
    expect(await page.title()).toBe("Colloquy playground");
    await page.locator(".graphiql-query-editor .view-line", { hasText: "contributions" }).waitFor();
    await execute(page);
    await page.locator(".graphiql-response .view-line", { hasText: '"Thomas Kim"' }).first().waitFor();
    await page.getByRole("complementary", { name: "Explain" }).getByText("Query plan").waitFor();
    expect(await page.evaluate("document.documentElement.scrollHeight - window.innerHeight")).toBe(0);
    if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
    expect(requests.filter((url) => !url.startsWith(`${server.url}/`) && !url.startsWith("data:"))).toEqual(
      [],
    );
    expect(requests.filter((url) => url.includes("worker")).length).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("knows the schema: it underlines a field that is not there, and prettifies", async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(`${server.url}/graphql`);
    await replaceQuery(page, "query Wrong { postz }");
    await page.locator(".graphiql-query-editor .squiggly-error").first().waitFor();
    await page.getByRole("button", { name: "Prettify" }).click();
    await page.locator(".graphiql-query-editor .view-line", { hasText: /^\s+postz$/ }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("keeps a visitor's own edits over a reload", async () => {
    const { page } = await openPage(browser);
    await page.goto(server.url);
    await replaceQuery(page, "query Mine { __typename }");
    await page.getByRole("tab", { name: "Mine" }).waitFor();
    await untilTabsKept(page, "query Mine");
    await page.reload();
    expect(await tabTitles(page)).toEqual(["Mine", ...titles.slice(1)]);
    await page.context().close();
  });

  test("shows the examples to a browser that keeps tabs of another GraphiQL on the same host", async () => {
    const { page } = await openPage(browser, keepForeignTab);
    await page.goto(server.url);
    expect(await tabTitles(page)).toEqual(titles);
    await page.context().close();
  });
});

const keepForeignTab = `
  const tab = { id: "1", title: "Stale", query: "query Stale { x }", variables: null, headers: null };
  const tabs = [{ ...tab, operationName: "Stale", response: null }];
  localStorage.setItem("graphiql:tabState", JSON.stringify({ activeTabIndex: 0, tabs }));
  localStorage.setItem("graphiql:query", tab.query);
`;
