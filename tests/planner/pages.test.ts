import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { type NodeDraft, openTestGraph, type TestGraph, writeNodes } from "../support/graph.js";

interface Page {
  totalCount: number;
  slugs: string[];
  cursors: string[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

interface PageRequest {
  after: number | null;
  before: number | null;
  size: number;
  isForward: boolean;
}

describeEachDatabase("pages", () => {
  // Three posts share each date, so that pages are cut inside ties.
  const posts: NodeDraft[] = Array.from({ length: 13 }, (_, index) => ({
    type: "post",
    slug: `post-${index}`,
    title: `Post ${index}`,
    status: "PUBLISHED",
    publishedAt: `2024-01-0${1 + Math.floor(index / 3)}T00:00:00.000Z`,
    tags: ["common"],
    blocks: [{ kind: "contribution", expert: "speaker", contribution: "QUOTE", markdown: "Words." }],
  }));

  let graph: TestGraph;

  /** Slugs of all posts, in the order of the connection. */
  let all: string[];

  beforeAll(async () => {
    graph = await openTestGraph([
      { type: "tag", slug: "common", name: "Common", kind: "TOPIC" },
      { type: "expert", slug: "speaker", name: "Speaker" },
      ...posts,
    ]);
    const rows: { slug: string }[] = await graph.database.source.query(
      "SELECT slug FROM post ORDER BY published_at DESC, id DESC",
    );
    all = rows.map(({ slug }) => slug);
  });

  afterAll(async () => {
    await graph.close();
  });

  const selection = `{ totalCount edges { cursor node { SLUG } } nodes { SLUG } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;

  /** Connections that all hold the same posts in the same order, though they come by different ways. */
  const connections: Record<string, { document: string; slug: (node: never) => string }> = {
    "Query.posts": {
      document: `posts(PAGE) ${selection.replaceAll("SLUG", "slug")}`,
      slug: (node: { slug: string }) => node.slug,
    },
    "Tag.posts": {
      document: `tag(by: { slug: "common" }) { posts(PAGE) ${selection.replaceAll("SLUG", "slug")} }`,
      slug: (node: { slug: string }) => node.slug,
    },
    "Expert.posts": {
      document: `expert(by: { slug: "speaker" }) { posts(PAGE) ${selection.replaceAll("SLUG", "slug")} }`,
      slug: (node: { slug: string }) => node.slug,
    },
    "Expert.contributions": {
      document: `expert(by: { slug: "speaker" }) { contributions(PAGE) ${selection.replaceAll("SLUG", "post { slug }")} }`,
      slug: (node: { post: { slug: string } }) => node.post.slug,
    },
  };

  async function readPage(name: string, values: Record<string, unknown>): Promise<Page> {
    const connection = connections[name];
    if (!connection) throw new Error(name);
    const page = "first: $first, after: $after, last: $last, before: $before";
    const { data, errors, statements } = await graph.query(
      `query ($first: Int, $after: String, $last: Int, $before: String) { ${connection.document.replace("PAGE", page)} }`,
      values,
    );
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    const found = data.posts ?? data.tag?.posts ?? data.expert?.posts ?? data.expert?.contributions;
    const slugs = found.nodes.map(connection.slug);
    expect(found.edges.map((edge: { node: never }) => connection.slug(edge.node))).toEqual(slugs);
    const cursors = found.edges.map((edge: { cursor: string }) => edge.cursor);
    return { totalCount: found.totalCount, slugs, cursors, pageInfo: found.pageInfo };
  }

  describe.each(Object.keys(connections))("%s", (name) => {
    test("gives each node once, walking forward in pages of any size", async () => {
      for (const first of [1, 2, 3, 5, 13, 20]) {
        const walked: string[] = [];
        let after: string | null = null;
        for (;;) {
          const page: Page = await readPage(name, { first, after });
          walked.push(...page.slugs);
          expect(page.totalCount).toBe(13);
          expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
          expect(page.pageInfo.hasNextPage).toBe(walked.length < 13);
          if (!page.pageInfo.hasNextPage) break;
          after = page.pageInfo.endCursor;
        }
        expect(walked).toEqual(all);
      }
    });

    test("gives each node once, walking backward in pages of any size", async () => {
      for (const last of [1, 2, 4, 13]) {
        const walked: string[] = [];
        let before: string | null = null;
        for (;;) {
          const page: Page = await readPage(name, { last, before });
          walked.unshift(...page.slugs);
          expect(page.pageInfo.hasNextPage).toBe(before !== null);
          expect(page.pageInfo.hasPreviousPage).toBe(walked.length < 13);
          if (!page.pageInfo.hasPreviousPage) break;
          before = page.pageInfo.startCursor;
        }
        expect(walked).toEqual(all);
      }
    });
  });

  /** The Relay Cursor Connections Specification, section 4.4, over the whole list in memory. */
  function cutPage({ after, before, size, isForward }: PageRequest) {
    const from = after === null ? 0 : after + 1;
    const between = all.slice(from, Math.max(from, before ?? all.length));
    const overflows = between.length > size;
    return {
      slugs: isForward ? between.slice(0, size) : between.slice(Math.max(0, between.length - size)),
      hasNextPage: (isForward && overflows) || before !== null,
      hasPreviousPage: (!isForward && overflows) || after !== null,
    };
  }

  test("any page is what the Relay algorithm cuts from the whole list", async () => {
    const { cursors } = await readPage("Query.posts", { first: 100 });
    const place = fc.option(fc.nat(12), { nil: null });
    const request = fc.record({ after: place, before: place, size: fc.nat(15), isForward: fc.boolean() });
    const toCursor = (index: number | null) => (index === null ? null : cursors[index]);
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const page = await readPage("Query.posts", {
          [asked.isForward ? "first" : "last"]: asked.size,
          after: toCursor(asked.after),
          before: toCursor(asked.before),
        });
        const { slugs, ...flags } = cutPage(asked);
        expect(page.slugs).toEqual(slugs);
        const [startCursor = null, endCursor = null] = [page.cursors[0], page.cursors.at(-1)];
        expect(page.pageInfo).toEqual({ ...flags, startCursor, endCursor });
      }),
      { numRuns: 60 },
    );
  });

  test("without first and last a page has 20 nodes", async () => {
    const tags = Array.from(
      { length: 21 },
      (_, index): NodeDraft => ({ type: "tag", slug: `tag-${index}`, name: `Tag ${index}`, kind: "TOPIC" }),
    );
    await writeNodes(graph.database, tags);
    const { data } = await graph.query("{ tags { totalCount nodes { slug } pageInfo { hasNextPage } } }");
    expect(data.tags).toMatchObject({ totalCount: 22, pageInfo: { hasNextPage: true } });
    expect(data.tags.nodes).toHaveLength(20);
  });

  describe("each field of pageInfo alone", () => {
    const fields = ["__typename", "hasNextPage", "hasPreviousPage", "startCursor", "endCursor"];
    const pages = [
      "first: 2",
      "last: 2",
      "first: 0",
      "last: 0",
      "kinds: []",
      "first: 2, after: $cursor",
      "last: 2, before: $cursor",
    ];
    const cases = fields.flatMap((field) => pages.map((page): [string, string] => [field, page]));

    test.each(cases)(
      "%s of (%s) is what it is beside all others, and leaves its parent there",
      async (field, page) => {
        const { data: start } = await graph.query(
          '{ post(by: { slug: "post-1" }) { contributions { pageInfo { endCursor } } } }',
        );
        const ask = async (selection: string) => {
          const { data, errors } = await graph.query(
            `query ($cursor: String) {
          experts(after: $cursor) @skip(if: true) { totalCount }
          post(by: { slug: "post-1" }) { slug contributions(${page}) { pageInfo { ${selection} } } }
        }`,
            { cursor: start.post.contributions.pageInfo.endCursor },
          );
          expect(errors).toBeUndefined();
          expect(data.post?.slug).toBe("post-1");
          return data.post.contributions.pageInfo;
        };
        const { [field]: beside } = await ask(fields.join(" "));
        expect(await ask(field)).toEqual({ [field]: beside });
      },
    );
  });

  test("a cursor lives on when its node is gone", async () => {
    const { cursors } = await readPage("Query.posts", { first: 3 });
    await graph.database.source.query(`UPDATE post SET status = 'ARCHIVED' WHERE slug = '${all[1]}'`);
    const { slugs } = await readPage("Query.posts", { first: 2, after: cursors[1] });
    expect(slugs).toEqual(all.slice(2, 4));
    await graph.database.source.query(`UPDATE post SET status = 'PUBLISHED' WHERE slug = '${all[1]}'`);
  });

  describe("a page that cannot be", () => {
    const ask = async (values: string) =>
      (await graph.query(`{ posts(${values}) { nodes { slug } } }`)).errors?.[0];

    test.each([
      ["first: -1", "PAGE_INVALID", "Query.posts got first: -1; give 0 to 100."],
      ["last: -5", "PAGE_INVALID", "Query.posts got last: -5; give 0 to 100."],
      ["first: 101", "PAGE_TOO_LARGE", "the maximum is 100"],
      ["first: 1000000", "PAGE_TOO_LARGE", "the maximum is 100"],
      ["first: 1, last: 1", "PAGE_INVALID", "first or last, not both"],
      ['after: "forged"', "CURSOR_INVALID", "is not a cursor that this server gave out"],
      ['before: "5b5d"', "CURSOR_INVALID", "is not a cursor that this server gave out"],
      ['after: ""', "CURSOR_INVALID", "is not a cursor that this server gave out"],
    ])("%s is refused with %s, before any statement", async (values, code, message) => {
      const error = await ask(values);
      expect(error?.extensions.code).toBe(code);
      expect(error?.message).toContain(message);
      expect(graph.database.statements).toEqual([]);
    });

    test("because its cursor belongs to another order is refused", async () => {
      const { data } = await graph.query("{ experts { pageInfo { endCursor } } }");
      const error = await ask(`after: "${data.experts.pageInfo.endCursor}"`);
      expect(error?.extensions.code).toBe("CURSOR_INVALID");
      expect(error?.message).toContain("belongs to a connection of another kind or order");
    });

    test("deep inside a query is refused just the same, naming its field", async () => {
      const { errors, statements } = await graph.query(
        "{ posts { nodes { contributions(first: 1000) { totalCount } } } }",
      );
      expect(errors?.[0]?.extensions.code).toBe("PAGE_TOO_LARGE");
      expect(errors?.[0]?.message).toContain("Post.contributions got first: 1000");
      expect(errors?.[0]?.locations).toEqual([{ line: 1, column: 19 }]);
      expect(statements).toEqual([]);
    });
  });

  describe("an id that cannot be", () => {
    test.each([
      ['node(id: "1")', '"1" is not an id of this graph'],
      ['node(id: "robot_00000000000000000000")', "is not an id of this graph"],
      ['post(by: { id: "expert_00000000000000000000" })', 'takes ids that begin with "post_"'],
      ['nodes(ids: ["post_00000000000000000000", "x"])', '"x" is not an id of this graph'],
      [`node(id: "${"x".repeat(500)}")`, "is not an id of this graph"],
    ])("%.60s is refused", async (field, message) => {
      const { errors, statements } = await graph.query(`{ ${field} { id } }`);
      expect(errors?.[0]?.extensions.code).toBe("ID_INVALID");
      expect(errors?.[0]?.message).toContain(message);
      expect(errors?.[0]?.message.length).toBeLessThan(300);
      expect(statements).toEqual([]);
    });

    test("is refused when more than 100 are asked for", async () => {
      const ids = Array.from({ length: 101 }, () => "post_00000000000000000000");
      const { errors } = await graph.query("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
      expect(errors?.[0]?.extensions.code).toBe("PAGE_TOO_LARGE");
    });
  });

  describe("the cost of a request", () => {
    const nested = (sizes: number[]): string =>
      sizes.reduceRight(
        (inner, size, depth) =>
          depth % 2 === 0
            ? `posts(first: ${size}) { nodes { ${inner} } }`
            : `tags(first: ${size}) { nodes { ${inner} } }`,
        "slug",
      );

    test("is counted before any work: 1 an object, a connection 1 and its size times its nodes", async () => {
      // 1 + 99 × (1 + 1 + 99): 10,000.
      expect((await graph.query(`{ ${nested([99, 99])} }`)).errors).toBeUndefined();
      const { errors, statements } = await graph.query(`{ ${nested([99, 100])} }`);
      expect(errors?.[0]?.extensions.code).toBe("QUERY_TOO_COSTLY");
      expect(errors?.[0]?.message).toContain(
        "costs 10099; the maximum is 10000. Heaviest are posts.nodes.tags.nodes (9900)",
      );
      expect(statements).toEqual([]);
    });

    test("adds up over all root fields, edges and unions", async () => {
      const field =
        "posts(first: 100) { edges { node { blocks(first: 30) { nodes { ... on ContributionBlock { contribution { id } } } } } } }";
      expect((await graph.query(`{ a: ${field} }`)).errors).toBeUndefined();
      const { errors } = await graph.query(`{ a: ${field} b: ${field} }`);
      expect(errors?.[0]?.extensions.code).toBe("QUERY_TOO_COSTLY");
    });
  });

  test("a list of kinds may name each kind ten thousand times", async () => {
    const kinds = Array.from({ length: 10_000 }, () => "QUOTE");
    const { data, errors } = await graph.query(
      'query ($kinds: [ContributionKind!]) { post(by: { slug: "post-1" }) { contributions(kinds: $kinds) { totalCount } } }',
      { kinds },
    );
    expect(errors).toBeUndefined();
    expect(data.post.contributions.totalCount).toBe(1);
  });
});
