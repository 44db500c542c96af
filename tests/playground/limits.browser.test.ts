import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { type BuiltServer, startBuiltServer } from "../support/built-server.js";
import { browserMissing, openBrowser, openPage } from "./support/open-browser.js";
import { execute, replaceQuery, untilTabsKept } from "./support/playground-page.js";

jest.setTimeout(120_000);

const describeInBrowser = browserMissing === undefined ? describe : describe.skip;

const repeat = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => write(index)).join(" ");

describeInBrowser("limits at the playground", () => {
  let server: BuiltServer;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    server = await startBuiltServer({ ANONYMOUS_BUDGET: "6000", EXPLAIN: "off" });
    browser = await openBrowser();
    ({ page } = await openPage(browser));
    await page.goto(server.url);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("are listed with their maxima, beside the way to what changed", async () => {
    await page.getByRole("button", { name: "Show Limits" }).click();
    const pane = page.getByRole("region", { name: "Limits" });
    const rows = await pane.locator("tbody tr").allInnerTexts();
    const listed = rows.map((row) => row.split(/\s*[\n\t]\s*/));
    expect(listed).toContainEqual(["Aliases of an operation", "TOO_MANY_ALIASES", "50"]);
    expect(listed).toContainEqual(["Cost in a minute, without a key", "RATE_LIMITED", "6,000"]);
    await page.screenshot({ path: process.env.SCREENSHOT_LIMITS ?? "/dev/null", type: "png" });
    await pane.getByRole("link", { name: "What changed in the schema" }).click({ trial: true });
    await page.getByRole("button", { name: "Hide Limits" }).click();
    await page.getByRole("button", { name: "Show History" }).waitFor();
  });

  test.each([
    [
      "QUERY_TOO_DEEP",
      "the maximum is 12",
      `posts { nodes { ${"tags { nodes { posts { nodes { ".repeat(4)} id ${"} ".repeat(18)}`,
    ],
    ["TOO_MANY_ALIASES", "has 51 aliases; the maximum is 50", repeat(51, (at) => `a${at}: __typename`)],
    ["TOO_MANY_ROOT_FIELDS", "11 root fields; the maximum is 10", repeat(11, (at) => `a${at}: __typename`)],
    ["QUERY_TOO_LONG", "more than 1500 tokens", "__typename ".repeat(1_500)],
    ["QUERY_TOO_COSTLY", "10000", "posts(first: 100) { nodes { tags(first: 100) { nodes { id } } } }"],
    ["PAGE_TOO_LARGE", "the maximum is 100", "posts(first: 101) { totalCount }"],
    [
      "FILTER_TOO_LARGE",
      "more than 12 deep",
      `posts(where: ${"{ not: ".repeat(12)}{ slug: { eq: "a" } }${" }".repeat(12)}) { totalCount }`,
    ],
    ["URL_INVALID", "of at most 2000 characters", `resolveUrl(url: "/${"a".repeat(2_000)}") { __typename }`],
  ])("%s is answered in words", async (code, words, selections) => {
    await replaceQuery(page, `query ${code} { ${selections} }`);
    await untilTabsKept(page, `"operationName":"${code}"`);
    await execute(page);
    await page.locator(".graphiql-response .view-line", { hasText: `"${code}"` }).waitFor();
    const result = await page.locator(".graphiql-response .view-lines").innerText();
    // Spaces that do not break, and lines that do.
    expect(result.replaceAll(/\s+/g, " ")).toContain(words);
  });

  test("a budget is seen to shrink, and to be spent", async () => {
    const left = async () =>
      Number(/ratelimit: "anonymous";r=(\d+);t=\d+/.exec(await page.getByRole("status").innerText())?.[1]);
    await replaceQuery(page, "query Left { rateLimit { limit remaining resetAt } }");
    await untilTabsKept(page, '"operationName":"Left"');
    await execute(page);
    await page.locator(".graphiql-response .view-line", { hasText: '"remaining"' }).waitFor();
    const before = await left();
    expect(before).toBeLessThanOrEqual(6_000);
    const spend = async (size: number): Promise<void> => {
      await replaceQuery(
        page,
        `query Dear${size} { posts(first: ${size}) { nodes { tags(first: 40) { nodes { name } } } } }`,
      );
      await untilTabsKept(page, `"operationName":"Dear${size}"`);
      await execute(page);
      await page.locator(".graphiql-spinner").waitFor({ state: "detached" });
      await page
        .locator(".graphiql-response .view-line", { hasText: /"nodes"|"RATE_LIMITED"/ })
        .first()
        .waitFor();
      if (size < 70 && !(await page.getByRole("status").innerText()).includes("HTTP 429"))
        await spend(size + 1);
    };
    await spend(50);
    expect(await page.getByRole("status").innerText()).toMatch(/^HTTP 429\n.*retry-after: \d+$/s);
    expect(await left()).toBeLessThan(before);
    await page.locator(".graphiql-response .view-line", { hasText: "Try again in" }).waitFor();
  });
});
