import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { diagnose } from "../../src/doctor/diagnose.js";
import { deriveNodeId } from "../../src/graph/node-id.js";
import { Planner } from "../../src/planner/planner.js";
import { expert, importValues, post, renamed, slugNouns, tag } from "../support/content.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { testSiteUrl } from "../support/exits.js";
import { openTestGraph, type TestGraph } from "../support/graph.js";

const document = `query ($url: String!) {
  resolveUrl(url: $url) {
    status httpStatus location
    node { __typename ... on Post { slug title } ... on NamedNode { slug name } }
  }
}`;

const yesterday = "2024-12-31T00:00:00.000Z";
const tomorrow = "2025-01-02T00:00:00.000Z";

describeEachDatabase("resolveUrl", () => {
  let graph: TestGraph;
  beforeEach(async () => {
    graph = await openTestGraph();
  });
  afterEach(() => graph.close());

  /** Imports as of the day that answers are read on. */
  async function write(...values: unknown[]): Promise<void> {
    const { problems } = await importValues(graph.database, values, { now: "2025-01-01T00:00:00.000Z" });
    expect(problems).toEqual([]);
  }

  /** In short: `FOUND x`, `REDIRECT x`, `GONE` or null; one statement each, the same by both exits. */
  async function resolve(url: string): Promise<string | null> {
    const { data, errors, statements } = await graph.query(document, { url });
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    const found = data.resolveUrl;
    if (found === null) return null;
    const { status, httpStatus, location, node } = found;
    expect(httpStatus).toBe({ FOUND: 200, REDIRECT: 301, GONE: 410 }[status as "FOUND"]);
    if (status === "GONE") {
      expect(found).toMatchObject({ location: null, node: null });
      return status;
    }
    expect(location.endsWith(`/${node.slug}`)).toBe(true);
    return `${status} ${location.slice(testSiteUrl.length)}`;
  }

  const path = (rest: string) => new URL(testSiteUrl).pathname + rest;

  test.each(slugNouns)(
    "finds a %s by its address today and leads from earlier ones",
    async (noun, folder, make) => {
      await write(make("one"), make("other"));
      const address = (slug: string) => `${testSiteUrl}/${folder}/${slug}`;
      expect(await resolve(address("one"))).toBe(`FOUND /${folder}/one`);
      expect(await resolve(address("two"))).toBeNull();
      await write(make("two", renamed(noun, "one")));
      expect(await resolve(address("one"))).toBe(`REDIRECT /${folder}/two`);
      await write(make("three", renamed(noun, "one")));
      expect(await resolve(address("one"))).toBe(`REDIRECT /${folder}/three`);
      expect(await resolve(address("two"))).toBe(`REDIRECT /${folder}/three`);
      expect(await resolve(address("three"))).toBe(`FOUND /${folder}/three`);
      // The name it had at first, again.
      await write(make("one", renamed(noun, "one")));
      expect(await resolve(address("one"))).toBe(`FOUND /${folder}/one`);
      expect(await resolve(address("three"))).toBe(`REDIRECT /${folder}/one`);
      // Free again, and another node's.
      await write(make("three"));
      expect(await resolve(address("three"))).toBe(`FOUND /${folder}/three`);
      expect(await resolve(address("two"))).toBe(`REDIRECT /${folder}/one`);
      // Of two that had a slug, the last one.
      const { data } = await graph.query(`{ ${noun}(by: { slug: "three" }) { id } }`);
      await write(make("four", { id: data[noun].id }));
      expect(await resolve(address("three"))).toBe(`REDIRECT /${folder}/four`);
      expect(await resolve(address("other"))).toBe(`FOUND /${folder}/other`);
      expect((await diagnose(graph.database)).faults).toEqual([]);
    },
  );

  describe("an address", () => {
    beforeEach(() => write(post("naps"), post("a-b", { formerSlugs: ["b-a", "2020"] })));

    async function resolveAll(urls: readonly string[]): Promise<Record<string, string | null>> {
      const answers: Record<string, string | null> = {};
      for (const url of urls) answers[url] = await resolve(url);
      return answers;
    }

    test("may be whole or a path, with whatever does not name a page", async () => {
      const expected = {
        [`${testSiteUrl}/posts/naps`]: "FOUND /posts/naps",
        "http://site.example/health/posts/naps": "FOUND /posts/naps",
        "HTTPS://SITE.example:443/health/posts/naps/": "FOUND /posts/naps",
        [path("/posts/naps")]: "FOUND /posts/naps",
        "/posts/naps": "FOUND /posts/naps",
        [path("/posts/naps/")]: "FOUND /posts/naps",
        [path("/posts/naps?utm_source=a&url=/posts/a-b#contribution-2")]: "FOUND /posts/naps",
        [path("/posts/%6Eaps")]: "FOUND /posts/naps",
        [path("/tags/../posts/./naps")]: "FOUND /posts/naps",
        [path("/posts/Naps")]: "REDIRECT /posts/naps",
        [path("/Posts/naps")]: "REDIRECT /posts/naps",
        [path("/posts/b-a?utm=1")]: "REDIRECT /posts/a-b",
        [path("/posts/2020/")]: "REDIRECT /posts/a-b",
      };
      expect(await resolveAll(Object.keys(expected))).toEqual(expected);
    });

    test("of another site, or that no page can have, is null", async () => {
      const urls = [
        "https://elsewhere.example/health/posts/naps",
        "//elsewhere.example/health/posts/naps",
        "/\\elsewhere.example/health/posts/naps",
        "https://site.example:8443/health/posts/naps",
        "https://site.example@elsewhere.example/health/posts/naps",
        "ftp://site.example/health/posts/naps",
        "javascript:alert(1)",
        "https://site.example/posts/naps",
        "/",
        "/healthy/posts/naps",
        ...["", "/posts", "/posts/", "/posts//naps", "/posts/naps/amp", "/posts%2Fnaps", "/tags/naps"].map(
          path,
        ),
        ...["/posts/naps%00", "/posts/%ff", "/posts/%", "/posts/\ud800", "/posts/naps'--"].map(path),
        ...["/__proto__/naps", "/constructor/naps", `/posts/${"n".repeat(1_900)}`].map(path),
      ];
      const answers = await resolveAll(urls);
      expect(urls.filter((url) => answers[url] !== null)).toEqual([]);
    });

    test("is refused when it is none, or too long", async () => {
      const urls = [
        "",
        "naps",
        "posts/naps",
        " /posts/naps",
        ...["/po\tsts/naps", "/posts/na\nps", "/posts/naps\0", `${testSiteUrl}/posts/naps\r`],
        "https://",
        "http://a b/",
        `/${"n".repeat(2_000)}`,
      ];
      for (const url of urls) {
        const { data, errors, statements } = await graph.query(document, { url });
        expect(data).toEqual({ resolveUrl: null });
        expect(errors).toMatchObject([{ path: ["resolveUrl"], extensions: { code: "URL_INVALID" } }]);
        expect(errors?.[0]?.message).toMatch(/begins with a slash, of at most 2000 characters/);
        expect(statements).toEqual([]);
      }
    });
  });

  test("plans once for all addresses of a noun, which are no part of the statement", async () => {
    await write(post("naps"), tag("sleep"));
    const texts = new Set<string>();
    for (const url of ["/posts/naps", "/posts/gone-by", "/Posts/NAPS/", "/tags/sleep"]) {
      const { statements } = await graph.query(document, { url: path(url) });
      texts.add(statements.join());
    }
    expect(texts.size).toBe(2);
    const tables = (url: string) => graph.prepare(document, { url })?.plan.tables;
    expect(tables(path("/tags/sleep"))).toEqual(["former_slug", "tag"]);
    expect(tables(path("/places/here"))).toEqual([]);
    expect([...texts].join()).not.toMatch(/naps|gone-by|site\.example/);
  });

  test("brings the page's fields, made ones among them, behind a redirect too", async () => {
    await write(expert("ada", { formerSlugs: ["countess"], credentials: ["MD"] }));
    const { data, statements } = await graph.query(`{
      found: resolveUrl(url: "${path("/experts/countess")}") {
        node { id ... on Expert { url jsonLd posts(first: 1) { totalCount } } ... on Post { body } }
        again: node { __typename }
        kind: __typename
      }
      none: resolveUrl(url: "${path("/places/here")}") { status }
    }`);
    expect(statements).toHaveLength(2);
    expect(data).toEqual({
      found: {
        node: {
          id: deriveNodeId("expert", "ada"),
          url: `${testSiteUrl}/experts/ada`,
          jsonLd: expect.stringContaining("Physician"),
          posts: { totalCount: 0 },
        },
        again: { __typename: "Expert" },
        kind: "ResolvedUrl",
      },
      none: null,
    });
  });

  describe("what readers do not see", () => {
    const hidden = [
      ["a draft", { status: "DRAFT", publishedAt: undefined }],
      ["a draft that has a date", { status: "DRAFT", publishedAt: yesterday }],
      ["a post to come", { publishedAt: tomorrow }],
      ["what was archived before its date", { status: "ARCHIVED", publishedAt: tomorrow }],
      ["what was archived without a date", { status: "ARCHIVED", publishedAt: undefined }],
    ] as const;

    test.each(hidden)("%s leaves no trace, under no slug", async (_what, state) => {
      await write(post("secret", { ...state, formerSlugs: ["old-secret"] }));
      await write(post("new-secret", { ...state, ...renamed("post", "secret") }));
      for (const slug of ["secret", "old-secret", "new-secret"]) {
        expect(await resolve(path(`/posts/${slug}`))).toBeNull();
      }
    });

    test.each([undefined, yesterday])(
      "a working title is told nobody, with the date %s",
      async (publishedAt) => {
        await write(post("working-title", { status: "DRAFT", publishedAt }));
        await write(post("headline", renamed("post", "working-title")));
        expect(await resolve(path("/posts/working-title"))).toBeNull();
        expect(await resolve(path("/posts/headline"))).toBe("FOUND /posts/headline");
      },
    );

    test.each([
      ["a draft", { status: "DRAFT", publishedAt: yesterday }],
      ["a post to come", { publishedAt: tomorrow }],
    ])("%s that is archived without a date was never there, also later", async (_what, state) => {
      const archived = post("secret", { status: "ARCHIVED", publishedAt: undefined });
      await write(post("secret", state));
      for (const now of ["2025-01-01T00:00:00.000Z", "2025-01-03T00:00:00.000Z"]) {
        expect((await importValues(graph.database, [archived], { now })).problems).toEqual([]);
        expect(await graph.database.source.query("SELECT published_at FROM post")).toEqual([
          { published_at: null },
        ]);
        expect(await resolve(path("/posts/secret"))).toBeNull();
      }
    });

    test("a seen post that is archived without a date keeps its own, and is gone", async () => {
      await write(post("naps", { publishedAt: yesterday }));
      await write(post("naps", { status: "ARCHIVED", publishedAt: undefined }));
      expect(await resolve(path("/posts/naps"))).toBe("GONE");
    });

    test.each(hidden)("%s does not stand in the way of who had its slug before", async (_what, state) => {
      await write(post("naps"));
      await write(post("rest", renamed("post", "naps")), post("naps", { ...state, title: "Another" }));
      expect(await resolve(path("/posts/naps"))).toBe("REDIRECT /posts/rest");
    });

    test("an archived post is gone, under all its slugs, until it is back", async () => {
      await write(post("naps"));
      await write(post("rest", renamed("post", "naps")));
      await write(post("rest", { status: "ARCHIVED" }));
      for (const slug of ["naps", "rest"]) expect(await resolve(path(`/posts/${slug}`))).toBe("GONE");
      await write(post("rest", { status: "DRAFT" }));
      for (const slug of ["naps", "rest"]) expect(await resolve(path(`/posts/${slug}`))).toBeNull();
      await write(post("rest"));
      expect(await resolve(path("/posts/naps"))).toBe("REDIRECT /posts/rest");
    });

    test("is asked for again when the date of what is archived comes", () => {
      const { timedRows } = new Planner(graph.schema, graph.database, { siteUrl: testSiteUrl });
      const expected = {
        table: "post",
        column: "published_at",
        where: "status = 'ARCHIVED'",
        dependents: [],
      };
      expect(timedRows).toContainEqual(expected);
    });

    test("the former slugs of a node that was deleted are gone", async () => {
      await write(tag("naps"));
      await write(tag("rest", renamed("tag", "naps")));
      await graph.database.source.query("DELETE FROM tag");
      expect(await resolve(path("/tags/naps"))).toBe("GONE");
    });
  });
});
