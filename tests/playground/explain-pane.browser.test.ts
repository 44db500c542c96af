import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { type BuiltServer, startBuiltServer } from "../support/built-server.js";
import { browserMissing, openBrowser, openPage, type WatchedPage } from "./support/open-browser.js";
import { execute, replaceQuery, tabTitles, untilTabsKept } from "./support/playground-page.js";

jest.setTimeout(120_000);

const describeInBrowser = browserMissing === undefined ? describe : describe.skip;

let browser: Browser;

describeInBrowser("the pane beside the result", () => {
  let server: BuiltServer;
  beforeAll(async () => {
    server = await startBuiltServer({ EXPLAIN: "on" });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("shows statement, plan, rows and cost of an example", async () => {
    const { page, complaints } = await openPlayground(server);
    expect(await run(page)).toBe("explain, cost");
    const field = pane(page).getByRole("region", { name: "post" });
    await field.getByText(/^SELECT CAST\(\n {2}concat\(\n/).waitFor();
    expect(await facts(page)).toMatchObject({
      Rows: "38",
      Cost: "146",
      Exit: expect.stringMatching(/^text/),
    });
    expect((await facts(page)).Time).toMatch(/^[\d.]+ ms$/);
    expect(await field.getByRole("listitem").first().innerText()).toMatch(/^SEARCH t1 USING INDEX/);
    expect(await costs(page)).toContain("post.contributions.nodes 20");
    expect(await pane(page).innerText()).toContain("It costs 146 of 10,000");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("shows all selections on request, the heaviest first", async () => {
    const { page } = await openPlayground(server);
    await run(page);
    expect(await costs(page)).toHaveLength(6);
    await page.getByRole("button", { name: "Show all 12" }).click();
    const all = (await costs(page)).map((row) => Number(row.split(" ")[1]));
    expect(all).toEqual([20, 20, 20, 20, 20, 20, 20, 2, 1, 1, 1, 1]);
    await page.context().close();
  });

  test("gives the SQL to copy", async () => {
    const { page } = await openPlayground(server);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await run(page);
    await page.getByRole("button", { name: "Copy SQL" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(
      await pane(page).locator("pre").innerText(),
    );
    await page.context().close();
  });

  test("shows what a refused operation costs, and its heaviest selections", async () => {
    const { page } = await openPlayground(server);
    await replaceQuery(
      page,
      "query Costly { posts(first: 100) { nodes { tags(first: 100) { nodes { posts(first: 9) { nodes { title } } } } } } }",
    );
    await untilTabsKept(page, '"operationName":"Costly"');
    await run(page);
    expect(await pane(page).innerText()).toContain("It costs 110,201; the maximum is 10,000.");
    expect((await costs(page))[0]).toBe("posts.nodes.tags.nodes.posts.nodes 90,000");
    expect(await result(page)).toContain("QUERY_TOO_COSTLY");
    await page.context().close();
  });

  test("folded away, it asks for nothing, lets the cache be seen, and stays so", async () => {
    const { page } = await openPlayground(server);
    const button = page.getByRole("button", { name: "Explain", exact: true });
    await button.click();
    expect(await button.getAttribute("aria-expanded")).toBe("false");
    expect(await pane(page).count()).toBe(0);
    expect(await run(page)).toBeUndefined();
    expect(await statusLine(page)).toMatch(/HTTP 200.*x-cache: MISS.*cache-control: public/s);
    await run(page);
    await page.getByText("x-cache: HIT").waitFor();
    await page.reload();
    await tabTitles(page);
    expect(await pane(page).count()).toBe(0);
    await button.click();
    await pane(page).waitFor();
    await page.context().close();
  });

  test("belongs to the tab that is open", async () => {
    const { page } = await openPlayground(server);
    await run(page);
    await pane(page).getByRole("heading", { name: "post" }).waitFor();
    await page.getByRole("tab", { name: "TagPage" }).click();
    await pane(page).getByText("Run an operation").waitFor();
    await page.getByRole("tab", { name: "PostPage" }).click();
    await pane(page).getByRole("heading", { name: "post" }).waitFor();
    await page.context().close();
  });

  test("takes another width by keyboard", async () => {
    const { page } = await openPlayground(server);
    const edge = page.getByRole("separator", { name: "Width of the explain pane" });
    const before = Number(await edge.getAttribute("aria-valuenow"));
    await edge.press("ArrowLeft");
    const after = Number(await edge.getAttribute("aria-valuenow"));
    expect(after).toBeGreaterThan(before);
    expect((await pane(page).boundingBox())?.width).toBe(after);
    await page.context().close();
  });

  test("leaves nothing of it in the result, but what a person asks for in a header of their own", async () => {
    const { page } = await openPlayground(server);
    await replaceQuery(page, "query Mine { tags(first: 1) { nodes { name } } }");
    await untilTabsKept(page, '"operationName":"Mine"');
    expect(await run(page)).toBe("explain, cost");
    expect(JSON.parse(await result(page))).toEqual({ data: { tags: { nodes: [{ name: "Addiction" }] } } });
    await page.getByRole("button", { name: "Headers" }).click();
    await page.getByRole("region", { name: "Headers" }).locator(".view-lines").last().click();
    await page.keyboard.insertText('{ "colloquy-extensions": "cost" }');
    expect(await run(page)).toBe("cost");
    await page.locator(".graphiql-response .view-line", { hasText: '"extensions"' }).waitFor();
    await page.context().close();
  });
});

describeInBrowser("where the server does not explain", () => {
  let server: BuiltServer;
  beforeAll(async () => {
    server = await startBuiltServer({ EXPLAIN: "off" });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("there is no pane and no header, but the line over the result", async () => {
    const { page, complaints } = await openPlayground(server);
    expect(await run(page)).toBeUndefined();
    expect(await statusLine(page)).toContain("x-cache: MISS");
    expect(await pane(page).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Explain", exact: true }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

async function openPlayground(server: BuiltServer): Promise<WatchedPage> {
  const opened = await openPage(browser);
  await opened.page.goto(server.url);
  await opened.page.locator(".graphiql-query-editor .view-line", { hasText: "contributions" }).waitFor();
  return opened;
}

/** Executes the open tab's operation until its result is there; gives the header that it was sent with. */
async function run(page: Page): Promise<string | undefined> {
  const isOperation = (body: string | null) => body !== null && !body.includes("IntrospectionQuery");
  const [request] = await Promise.all([
    page.waitForRequest((sent) => sent.url().endsWith("/graphql") && isOperation(sent.postData())),
    execute(page),
  ]);
  await page.locator(".graphiql-response .view-line", { hasText: /"(data|errors)"/ }).waitFor();
  return request.headers()["colloquy-extensions"];
}

function pane(page: Page) {
  return page.getByRole("complementary", { name: "Explain" });
}

function statusLine(page: Page): Promise<string> {
  return page.getByRole("status").first().innerText();
}

async function facts(page: Page): Promise<Record<string, string>> {
  const names = await pane(page).locator("dt").allInnerTexts();
  const values = await pane(page).locator("dd").allInnerTexts();
  return Object.fromEntries(names.map((name, position) => [name, values[position] ?? ""]));
}

/** A row each: selection and cost. */
async function costs(page: Page): Promise<string[]> {
  const rows = await pane(page).locator("tbody tr").allInnerTexts();
  return rows.map((row) => row.replace(/\s+/g, " "));
}

/** As far as it is in view; the editor writes its spaces as no-break spaces. */
async function result(page: Page): Promise<string> {
  const lines = await page.locator(".graphiql-response .view-line").allInnerTexts();
  return lines.join("\n").replaceAll("\u00a0", " ");
}
