import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { toFeedSource } from "../../src/serve.js";
import { clinic, expert, importValues, post, region, tag } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { type ContentServer, startContentServer } from "./support/start-content-server.js";

const siteUrl = "https://site.example";

const parser = new XMLParser({ isArray: (name) => name === "sitemap" || name === "url" });

const sitemapSize = 150;

describeEachDatabase("the sitemap", () => {
  let database: TestDatabase;

  let server: ContentServer;

  beforeAll(async () => {
    database = await openTestDatabase();
    const posts = Array.from({ length: 380 }, (_, index) =>
      // Several of one instant, so that files begin between them.
      post(`post-${index}`, { publishedAt: `2023-01-01T00:00:00.${String(index >> 3).padStart(3, "0")}Z` }),
    );
    await importValues(database, [
      region("norway"),
      tag("sleep"),
      clinic("fjord"),
      clinic("bay"),
      ...posts,
      post("old", {
        publishedAt: "2020-01-01T00:00:00.000Z",
        updatedAt: "2024-04-01T00:00:00.000Z",
      }),
      post("hidden-draft", { status: "DRAFT" }),
      post("hidden-archived", { status: "ARCHIVED", publishedAt: "2019-01-01T00:00:00.000Z" }),
      post("hidden-future", { publishedAt: "2100-01-01T00:00:00.000Z" }),
    ]);
    server = await startContentServer(database, {
      change: ({ schema }) => ({ feeds: toFeedSource(schema, database, { siteUrl, sitemapSize }) }),
    });
    await database.reader.settle();
  });

  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  async function ask(path: string, headers: Record<string, string> = {}) {
    const response = await fetch(server.url + path, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  async function readIndex(): Promise<string[]> {
    const { status, headers, text } = await ask("/sitemap.xml");
    expect([status, headers.get("content-type")]).toEqual([200, "application/xml; charset=utf-8"]);
    expect(XMLValidator.validate(text)).toBe(true);
    const { sitemapindex } = parser.parse(text);
    return sitemapindex.sitemap.map(({ loc }: { loc: string }) => loc);
  }

  async function readFile(url: string): Promise<{ loc: string; lastmod?: string }[]> {
    expect(url.startsWith(`${siteUrl}/sitemap-`)).toBe(true);
    const { status, text } = await ask(url.slice(siteUrl.length));
    expect(status).toBe(200);
    expect(XMLValidator.validate(text)).toBe(true);
    return parser.parse(text).urlset.url ?? [];
  }

  test("lists each page that is seen once, in files of no more than there may be, each read in one statement", async () => {
    const files = await readIndex();
    expect(files.map((url) => url.replace(/after=.+/, "after="))).toEqual([
      `${siteUrl}/sitemap-posts.xml`,
      `${siteUrl}/sitemap-posts.xml?after=`,
      `${siteUrl}/sitemap-posts.xml?after=`,
      `${siteUrl}/sitemap-clinics.xml`,
      `${siteUrl}/sitemap-tags.xml`,
      `${siteUrl}/sitemap-regions.xml`,
    ]);
    database.statements.length = 0;
    const pages = await Promise.all(files.map(readFile));
    expect(database.statements).toHaveLength(files.length);
    expect(pages.map((each) => each.length)).toEqual([150, 150, 81, 2, 1, 1]);
    const urls = pages.flat().map(({ loc }) => loc);
    expect(new Set(urls).size).toBe(urls.length);
    expect(urls).toContain(`${siteUrl}/posts/post-379`);
    expect(urls.join()).not.toContain("hidden");
    expect(pages[0]?.slice(0, 2)).toEqual([
      { loc: `${siteUrl}/posts/old`, lastmod: "2024-04-01T00:00:00.000Z" },
      { loc: expect.stringContaining("/posts/post-"), lastmod: expect.any(String) },
    ]);
    expect(pages[3]).toEqual([{ loc: `${siteUrl}/clinics/bay` }, { loc: `${siteUrl}/clinics/fjord` }]);
  });

  test("stays where it is when posts come, and has a file more when the last one is full", async () => {
    const before = await readIndex();
    const comers = (count: number, day: string) =>
      Array.from({ length: count }, (_, index) =>
        post(`of-${day}-${index}`, { publishedAt: `${day}T00:00:00.000Z` }),
      );
    await importValues(database, [...comers(60, "2024-02-01"), expert("asa")]);
    await database.reader.settle();
    const after = await readIndex();
    expect(after.filter((url) => !url.includes("experts"))).toEqual(before);
    expect(after).toContain(`${siteUrl}/sitemap-experts.xml`);
    await importValues(database, comers(20, "2024-02-02"));
    await database.reader.settle();
    const posts = (await readIndex()).filter((url) => url.includes("posts"));
    expect(posts.slice(0, 3)).toEqual(before.slice(0, 3));
    expect(posts).toHaveLength(4);
    expect(await readFile(posts[3] ?? "")).toHaveLength(381 + 80 - 450);
  });

  test("is asked by its tag whether it has changed", async () => {
    const paths = ["/sitemap.xml", "/sitemap-posts.xml"];
    for (const path of paths) {
      const first = await ask(path);
      const etag = first.headers.get("etag") ?? "";
      expect(first.headers.get("cache-control")).toMatch(/^public, max-age=\d+$/);
      const again = await ask(path, { "if-none-match": etag });
      expect([again.status, again.text, again.headers.get("content-type")]).toEqual([304, "", null]);
    }
    database.statements.length = 0;
    await ask("/sitemap.xml");
    expect(database.statements).toEqual([]);
  });

  test.each(["after=nonsense", "after=", "after=00", "after=a&after=b", `after=${"ab".repeat(6_000)}`])(
    "a file that begins at no cursor of it (%#) is refused in JSON",
    async (query) => {
      const { status, headers, text } = await ask(`/sitemap-posts.xml?${query}`);
      expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([400, "BAD_REQUEST"]);
      expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    },
  );

  test("a cursor of another noun is refused too", async () => {
    const [, second = ""] = await readIndex();
    const { status } = await ask(`/sitemap-tags.xml${new URL(second).search}`);
    expect(status).toBe(400);
  });
});
