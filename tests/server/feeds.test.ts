import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { GraphError } from "../../src/errors.js";
import type { Feed } from "../../src/feeds/feed.js";
import { renderRss } from "../../src/feeds/render-rss.js";
import { author, expert, importValues, post, says, tag } from "../support/content.js";
import { openTestDatabase, type TestDatabase } from "../support/database.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { type ContentServer, startContentServer } from "./support/start-content-server.js";

const site = "https://site.example/health";

const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === "item" });

describeEachDatabase("feeds", () => {
  let database: TestDatabase;

  let server: ContentServer;

  beforeAll(async () => {
    database = await openTestDatabase();
    await importValues(database, [
      tag("sleep", { name: "Sleep & rest" }),
      tag("unused"),
      expert("asa", { name: "Åsa Berg" }),
      author("desk", { name: "The Desk", kind: "ORGANIZATION" }),
      post("rest", {
        title: 'Rest <b>&</b> "sleep"',
        excerpt: "Less is <i>more</i> & more.",
        author: "desk",
        tags: ["sleep"],
        publishedAt: "2024-03-05T09:00:00.000Z",
        updatedAt: "2024-04-01T00:00:00.000Z",
        blocks: [
          says("asa", "Rest."),
          says("asa", "Again.", { attribution: { name: "Å. Berg" } }),
          says("asa", "And rest."),
        ],
      }),
      ...Array.from({ length: 55 }, (_, index) =>
        post(`post-${index}`, { publishedAt: `2023-01-01T00:00:00.${String(index).padStart(3, "0")}Z` }),
      ),
      post("hidden-draft", { status: "DRAFT", tags: ["sleep"] }),
      post("hidden-archived", { status: "ARCHIVED", tags: ["sleep"] }),
      post("hidden-future", { publishedAt: "2100-01-01T00:00:00.000Z", tags: ["sleep"] }),
    ]);
    server = await startContentServer(database, { config: { siteUrl: site } });
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

  test("/feed.json has the 50 newest posts in JSON Feed 1.1, read in one statement", async () => {
    database.statements.length = 0;
    const { status, headers, text } = await ask("/feed.json");
    expect(status).toBe(200);
    expect(database.statements).toHaveLength(1);
    expect(headers.get("content-type")).toBe("application/feed+json; charset=utf-8");
    const { items, ...feed } = JSON.parse(text);
    expect(feed).toEqual({
      version: "https://jsonfeed.org/version/1.1",
      title: "site.example",
      description: "The newest articles of site.example",
      home_page_url: site,
      feed_url: `${site}/feed.json`,
    });
    expect(items).toHaveLength(50);
    const profile = `${site}/experts/asa`;
    expect(items[0]).toEqual({
      id: expect.stringMatching(/^post_/),
      url: `${site}/posts/rest`,
      title: 'Rest <b>&</b> "sleep"',
      content_text: "Less is <i>more</i> & more.",
      summary: "Less is <i>more</i> & more.",
      date_published: "2024-03-05T09:00:00.000Z",
      date_modified: "2024-04-01T00:00:00.000Z",
      authors: [{ name: "The Desk", url: `${site}/authors/desk` }],
      _contributors: [
        { name: "Åsa Berg", url: profile },
        { name: "Å. Berg", url: profile },
      ],
      tags: ["Sleep & rest"],
    });
    expect(items[1]).toMatchObject({ url: `${site}/posts/post-54`, content_text: "Title of post-54" });
  });

  test("/feed.rss has them in RSS 2.0, with nothing in them that is taken for markup", async () => {
    const { headers, text } = await ask("/feed.rss");
    expect(headers.get("content-type")).toBe("application/rss+xml; charset=utf-8");
    expect(XMLValidator.validate(text)).toBe(true);
    const { channel } = parser.parse(text).rss;
    expect(channel).toMatchObject({
      title: "site.example",
      link: site,
      "atom:link": { "@_href": `${site}/feed.rss`, "@_rel": "self", "@_type": "application/rss+xml" },
    });
    expect(channel.item).toHaveLength(50);
    const [item] = channel.item;
    expect(item).toMatchObject({
      title: 'Rest <b>&</b> "sleep"',
      link: `${site}/posts/rest`,
      pubDate: "Tue, 05 Mar 2024 09:00:00 GMT",
      description: "Less is &lt;i&gt;more&lt;/i&gt; &amp; more.",
      "dc:creator": "The Desk",
      "dc:contributor": ["Åsa Berg", "Å. Berg"],
      category: "Sleep & rest",
    });
    expect(item.guid).toEqual({ "#text": expect.stringMatching(/^post_/), "@_isPermaLink": "false" });
  });

  test("those of a tag have its posts only", async () => {
    const json = JSON.parse((await ask("/tags/sleep/feed.json")).text);
    expect(json).toMatchObject({
      title: "Sleep & rest – site.example",
      home_page_url: `${site}/tags/sleep`,
      feed_url: `${site}/tags/sleep/feed.json`,
    });
    expect(json.items.map(({ url }: { url: string }) => url)).toEqual([`${site}/posts/rest`]);
    const rss = (await ask("/tags/sleep/feed.rss")).text;
    expect(XMLValidator.validate(rss)).toBe(true);
    expect(parser.parse(rss).rss.channel.item).toHaveLength(1);
    expect(JSON.parse((await ask("/tags/unused/feed.json")).text).items).toEqual([]);
    expect(XMLValidator.validate((await ask("/tags/unused/feed.rss")).text)).toBe(true);
  });

  test("have nothing of a hidden post", async () => {
    for (const path of ["/feed.json", "/feed.rss", "/tags/sleep/feed.json", "/tags/sleep/feed.rss"]) {
      expect((await ask(path)).text).not.toContain("hidden");
    }
  });

  test.each(["/feed.rss", "/tags/sleep/feed.json"])(
    "%s is cached, and tells by a tag whether it has changed",
    async (path) => {
      const first = await ask(path);
      const etag = first.headers.get("etag") ?? "";
      expect(first.headers.get("cache-control")).toMatch(/^public, max-age=\d+$/);
      expect(first.headers.get("x-request-id")).toBeTruthy();
      database.statements.length = 0;
      const again = await ask(path, { "if-none-match": etag });
      expect([again.status, again.text, again.headers.get("content-type")]).toEqual([304, "", null]);
      expect((await ask(path)).headers.get("x-cache")).toBe("HIT");
      expect(database.statements).toEqual([]);
      const head = await fetch(server.url + path, { method: "HEAD" });
      expect([head.status, head.headers.get("content-type")]).toEqual([
        200,
        first.headers.get("content-type"),
      ]);
      await importValues(database, [post(`newer-${path.length}`, { tags: ["sleep"] })]);
      await database.reader.settle();
      const newer = await ask(path, { "if-none-match": etag });
      expect([newer.status, newer.headers.get("etag") === etag]).toEqual([200, false]);
    },
  );

  test("a tag that is not there is 404 under any condition, and one that is there is 304 under every one", async () => {
    const any = { "if-none-match": "*" };
    expect((await ask("/tags/nowhere/feed.rss", any)).status).toBe(404);
    const known = await ask("/tags/sleep/feed.rss", any);
    expect([known.status, known.text]).toEqual([304, ""]);
    expect(known.headers.get("etag")).toBeTruthy();
  });

  test("while the database is out of reach, what is not kept is 503", async () => {
    const broken = await startContentServer(database, {
      change({ answers }) {
        if (!answers) throw new Error("the program's server answers from the database");
        const read = () => Promise.reject(new GraphError("UNAVAILABLE", "The database is out of reach."));
        return { answers: { ...answers, reader: Object.create(answers.reader, { read: { value: read } }) } };
      },
    });
    const response = await fetch(`${broken.url}/feed.rss`);
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect([response.status, errors[0]?.extensions.code]).toEqual([503, "UNAVAILABLE"]);
    expect(response.headers.get("retry-after")).toBe("2");
    await broken.stop();
  });

  test.each(["nowhere", "Sleep", "%00", "a".repeat(300), "%22%3E%3Cscript%3E", "..%2Fsleep"])(
    "a tag %j that is not there is not found, in JSON",
    async (slug) => {
      for (const extension of ["rss", "json"]) {
        const { status, headers, text } = await ask(`/tags/${slug}/feed.${extension}`);
        expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([404, "PATH_NOT_FOUND"]);
        expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
        expect(headers.get("cache-control")).toBe("no-store");
      }
    },
  );
});

describe("RSS", () => {
  test("leaves out what XML cannot have, which content can", () => {
    const odd = "a\0b\u0008c\u000bd\ufffee\uffff]]>\u{1F642}\ud800\t<&>'\"";
    const feed: Feed = {
      title: odd,
      description: odd,
      pageUrl: "https://x.example/?a&b",
      items: [
        {
          id: odd,
          url: odd,
          title: odd,
          excerpt: odd,
          publishedAt: "2024-01-01T00:00:00.000Z",
          updatedAt: null,
          author: { name: odd, url: odd },
          contributors: [{ name: odd, url: odd }],
          tags: [odd],
        },
      ],
    };
    const text = renderRss(feed, `https://x.example/"${odd}`);
    expect(XMLValidator.validate(text)).toBe(true);
    expect(text).toContain("<title>abcde]]&gt;\u{1F642}\t&lt;&amp;&gt;&apos;&quot;</title>");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
    expect(text).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/);
  });
});
