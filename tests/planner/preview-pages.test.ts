import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "graphql";
import { deriveNodeId } from "../../src/graph/node-id.js";
import type { Perspective } from "../../src/graph/perspective.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { type NodeDraft, openTestGraph, type Query, type TestGraph } from "../support/graph.js";

interface PostRow {
  slug: string;
  publishedAt: string | null;
}

interface Page {
  totalCount: number;
  edges: { cursor: string; node: PostRow | { post: PostRow } }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/** A way through a list: `size` nodes at a time, from its beginning or from its end. */
interface Walk {
  query: Query;
  list: string;
  size: number;
  isForward: boolean;
  orderBy?: { field: string; direction: "ASC" | "DESC" }[];
}

const post = (slug: string, status: string, publishedAt?: string): NodeDraft => ({
  type: "post",
  slug,
  title: `Post ${slug}`,
  status,
  ...(publishedAt && { publishedAt }),
  author: "desk",
  tags: ["common"],
  blocks: [{ kind: "contribution", expert: "speaker", contribution: "QUOTE", markdown: "Words." }],
});

// Pairs share a date, so that pages are cut inside ties.
const shown = [1, 1, 2, 2, 3].map((day, index) =>
  post(`shown-${index}`, "PUBLISHED", `2024-01-0${day}T00:00:00.000Z`),
);

const hidden = [
  post("undated", "DRAFT"),
  post("undated-too", "DRAFT"),
  post("past", "DRAFT", "2024-01-02T00:00:00.000Z"),
  post("future", "DRAFT", "2999-01-01T00:00:00.000Z"),
  post("coming", "PUBLISHED", "2999-01-02T00:00:00.000Z"),
  post("archived", "ARCHIVED"),
];

const perspectives = [
  ...hidden.map(({ slug }): [string, Perspective, string[]] => [
    `a token for ${slug}`,
    { kind: "post", id: deriveNodeId("post", slug) },
    [slug],
  ]),
  ["a key", { kind: "preview" }, hidden.map(({ slug }) => slug)] satisfies [string, Perspective, string[]],
] as const;

const posts = "($page) { totalCount pageInfo { $ends } edges { cursor node { $post } } }";

/** Lists that all hold the same posts, though they come by different ways. */
const lists = {
  "Query.posts": `list: posts${posts}`,
  "Query.posts by tag": `list: posts${posts.replace(")", ', where: { tags: { some: { slug: { eq: "common" } } } })')}`,
  "Tag.posts": `tag(by: { slug: "common" }) { list: posts${posts} }`,
  "Author.posts": `author(by: { slug: "desk" }) { list: posts${posts} }`,
  "Expert.posts": `expert(by: { slug: "speaker" }) { list: posts${posts} }`,
  "Expert.contributions": `expert(by: { slug: "speaker" }) { list: contributions${posts.replace("$post", "post { $post }")} }`,
};

/** Parsed once, so that they are planned once. */
const documents = new Map(
  Object.entries(lists).map(([list, selection]) => {
    const root = selection
      .replace("$page", "first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy")
      .replace("$ends", "hasNextPage hasPreviousPage startCursor endCursor")
      .replace("$post", "slug publishedAt");
    const order = list === "Expert.contributions" ? "ContributionOrder" : "PostOrder";
    const variables = `$first: Int, $after: String, $last: Int, $before: String, $orderBy: [${order}!]`;
    return [list, parse(`query (${variables}) { ${root} }`)] as const;
  }),
);

async function readPage({ query, list, orderBy }: Walk, values: Record<string, unknown>): Promise<Page> {
  const document = documents.get(list);
  if (!document) throw new Error(list);
  const { data, errors, statements } = await query(document, { ...values, orderBy });
  expect(errors).toBeUndefined();
  expect(statements).toHaveLength(1);
  return data.list ?? (data.tag ?? data.author ?? data.expert).list;
}

/** The posts in the order of the list; no page is empty, and each tells of its ends. */
async function walk(way: Walk, count: number): Promise<PostRow[]> {
  const { size, isForward } = way;
  const found: PostRow[] = [];
  let cursor: string | null = null;
  do {
    const values = isForward ? { first: size, after: cursor } : { last: size, before: cursor };
    const { totalCount, edges, pageInfo }: Page = await readPage(way, values);
    const nodes = edges.map(({ node }) => ("post" in node ? node.post : node));
    found.splice(isForward ? found.length : 0, 0, ...nodes);
    expect(totalCount).toBe(count);
    expect(nodes).toHaveLength(Math.min(size, count - found.length + nodes.length));
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo;
    expect([startCursor, endCursor]).toEqual([edges.at(0)?.cursor, edges.at(-1)?.cursor]);
    expect(isForward ? hasPreviousPage : hasNextPage).toBe(cursor !== null);
    expect(isForward ? hasNextPage : hasPreviousPage).toBe(found.length < count);
    cursor = isForward ? endCursor : startCursor;
  } while (found.length < count);
  return found;
}

/** Whether values lie in this direction, those that are null at the end. */
function expectOrder(values: readonly (string | null)[], direction: "ASC" | "DESC"): void {
  const known = values.filter((value) => value !== null).sort();
  if (direction === "DESC") known.reverse();
  expect(values).toEqual([...known, ...Array(values.length - known.length).fill(null)]);
}

describeEachDatabase("the pages of a preview", () => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openTestGraph([
      { type: "tag", slug: "common", name: "Common", kind: "TOPIC" },
      { type: "expert", slug: "speaker", name: "Speaker" },
      { type: "author", slug: "desk", name: "Desk", kind: "ORGANIZATION" },
      ...shown,
      ...hidden,
    ]);
  });

  afterAll(() => graph.close());

  test.each(perspectives)(
    "by %s hold each post once, in every list and order",
    async (...[, perspective, seen]) => {
      const query = graph.queryAs(perspective);
      const expected = [...shown.map(({ slug }) => slug), ...seen].sort();
      for (const list of Object.keys(lists)) {
        for (const direction of [undefined, "DESC", "ASC"] as const) {
          const orderBy = direction && { orderBy: [{ field: "PUBLISHED_AT", direction }] };
          for (const [size, isForward] of [
            [2, true],
            [3, false],
          ] as const) {
            const found = await walk({ query, list, size, isForward, ...orderBy }, expected.length);
            expect(found.map(({ slug }) => slug).sort()).toEqual(expected);
            // A contribution of a draft has no date, whatever its post has: readers see it at none.
            if (list !== "Expert.contributions")
              expectOrder(
                found.map(({ publishedAt }) => publishedAt),
                direction ?? "DESC",
              );
          }
        }
      }
    },
  );

  test("by a token have the same cursors as a reader's, which stay good", async () => {
    const query = graph.queryAs({ kind: "post", id: deriveNodeId("post", "undated") });
    const way = { query: graph.query, list: "Query.posts", size: 2, isForward: true };
    const { pageInfo } = await readPage(way, { first: 2 });
    const values = { first: 20, after: pageInfo.endCursor };
    const [published, preview] = [await readPage(way, values), await readPage({ ...way, query }, values)];
    expect(preview.edges.slice(0, 3)).toEqual(published.edges);
    expect(preview.edges).toHaveLength(4);
  });
});
