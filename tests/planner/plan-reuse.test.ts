import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type DocumentNode, parse, print } from "graphql";
import { RootStatement } from "../../src/planner/root-statement.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openTestGraph, type TestGraph } from "../support/graph.js";
import { graphOfTwoPosts } from "./graph-of-two-posts.js";

type Variables = Record<string, unknown>;

/** What differs, a document, and the variables of two requests for it. */
type Case = [string, string, Variables, Variables];

describeEachDatabase("plan reuse", () => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openTestGraph(graphOfTwoPosts);
  });

  afterAll(async () => {
    await graph.close();
  });

  /** The statement that answers the document's only root field. */
  function prepare(document: DocumentNode, variables: Variables): RootStatement {
    const [root] = graph.prepare(document, variables)?.plan.roots ?? [];
    if (!(root instanceof RootStatement)) throw new Error("The text exit does not serve it.");
    return root;
  }

  /** Kept plans must answer as those do that are made for the very request. */
  async function expectFreshAnswers(document: DocumentNode, requests: readonly Variables[]): Promise<void> {
    for (const variables of requests) {
      expect(await graph.readText(document, variables)).toBe(
        await graph.readText(print(document), variables),
      );
    }
  }

  async function cursorsOf(connection: string): Promise<string[]> {
    const { data } = await graph.query(`{ list: ${connection} { edges { cursor } } }`);
    return data.list.edges.map(({ cursor }: { cursor: string }) => cursor);
  }

  const filtered =
    "query ($where: PostWhere) { posts(where: $where, orderBy: [{ field: TITLE, direction: ASC }]) { nodes { slug } } }";

  const tagged = (slug: string) => ({ tags: { some: { slug: { eq: slug } } } });

  describe("one statement serves", () => {
    const cases: Case[] = [
      [
        "other slugs",
        "query ($slug: String!) { post(by: { slug: $slug }) { title } }",
        { slug: "first" },
        { slug: "second" },
      ],
      ["other values of a filter", filtered, { where: tagged("sleep") }, { where: tagged("anxiety") }],
      [
        "lists of other lengths",
        filtered,
        { where: { slug: { in: ["first"] } } },
        { where: { slug: { in: ["a", "b", "second"] } } },
      ],
      ["an empty list", filtered, { where: { slug: { in: ["first"] } } }, { where: { slug: { in: [] } } }],
      [
        "other instants",
        filtered,
        { where: { publishedAt: { gt: "2024-01-15T00:00:00Z" } } },
        { where: { publishedAt: { gt: "1999-01-01T00:00:00+01:00" } } },
      ],
      [
        "other kinds",
        'query ($kinds: [ContributionKind!]) { post(by: { slug: "first" }) { contributions(kinds: $kinds) { totalCount } } }',
        { kinds: ["QUOTE"] },
        { kinds: ["STATEMENT", "PARAPHRASE"] },
      ],
      [
        "a variable that the operation does not use there",
        "query ($slug: String!, $no: Boolean = false) { post(by: { slug: $slug }) { title excerpt @include(if: $no) } }",
        { slug: "first" },
        { slug: "first", no: false },
      ],
    ];

    test.each(cases)("%s", async (...[_, text, variables, others]) => {
      const document = parse(text);
      const kept = prepare(document, variables);
      expect(prepare(document, others)).toBe(kept);
      expect(prepare(document, variables)).toBe(kept);
      await expectFreshAnswers(document, [variables, others]);
    });

    test("other ids of the same nouns, and other cursors of the same order", async () => {
      const { data } = await graph.query("{ posts { nodes { id } } }");
      const [first, second] = data.posts.nodes.map(({ id }: { id: string }) => id);
      const node = parse("query ($id: ID!) { node(id: $id) { id } }");
      expect(prepare(node, { id: first })).toBe(prepare(node, { id: second }));
      const nodes = parse("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }");
      expect(prepare(nodes, { ids: [first, second] })).toBe(prepare(nodes, { ids: [second, second] }));
      const cursors = await cursorsOf("posts");
      const page = parse("query ($after: String) { posts(after: $after) { nodes { slug } } }");
      expect(prepare(page, { after: cursors[0] })).toBe(prepare(page, { after: cursors[1] }));
    });
  });

  describe("another statement is made for", () => {
    const cases: Case[] = [
      ["another size", "query ($n: Int) { posts(first: $n) { nodes { slug } } }", { n: 1 }, { n: 2 }],
      ["a null size", "query ($n: Int) { posts(first: $n) { nodes { slug } } }", { n: 1 }, { n: null }],
      [
        "the other end",
        "query ($f: Int, $l: Int) { posts(first: $f, last: $l) { nodes { slug } } }",
        { f: 1 },
        { l: 1 },
      ],
      [
        "an id instead of a slug",
        "query ($by: NodeBy!) { post(by: $by) { slug } }",
        { by: { slug: "first" } },
        { by: { id: "post_00000000000000000000" } },
      ],
      [
        "an id of another noun",
        "query ($id: ID!) { node(id: $id) { id } }",
        { id: "post_00000000000000000000" },
        { id: "tag_00000000000000000000" },
      ],
      [
        "another order",
        "query ($by: [PostOrder!]) { posts(orderBy: $by) { nodes { slug } } }",
        { by: [{ field: "TITLE", direction: "ASC" }] },
        { by: [{ field: "TITLE", direction: "DESC" }] },
      ],
      [
        "another format",
        'query ($format: BodyFormat!) { post(by: { slug: "first" }) { body(format: $format) } }',
        { format: "HTML" },
        { format: "TEXT" },
      ],
      [
        "the other value of a directive",
        "query ($yes: Boolean!) { posts(first: 1) { nodes { slug title @include(if: $yes) } } }",
        { yes: true },
        { yes: false },
      ],
      [
        "other filters",
        filtered,
        { where: { slug: { eq: "first" } } },
        { where: { title: { eq: "first" } } },
      ],
      [
        "another operator",
        filtered,
        { where: { slug: { eq: "f" } } },
        { where: { slug: { startsWith: "f" } } },
      ],
      ["a null operand", filtered, { where: { slug: { eq: "first" } } }, { where: { slug: { eq: null } } }],
      ["no filter", filtered, { where: { slug: { eq: "first" } } }, {}],
      ["an absent list", filtered, { where: { slug: { in: ["first"] } } }, { where: { slug: { in: null } } }],
      [
        "more conditions",
        filtered,
        { where: { or: [tagged("sleep")] } },
        { where: { or: [tagged("sleep"), tagged("anxiety")] } },
      ],
      [
        "the other quantifier",
        filtered,
        { where: { tags: { some: { slug: { eq: "sleep" } } } } },
        { where: { tags: { none: { slug: { eq: "sleep" } } } } },
      ],
      [
        "kinds that are given",
        'query ($kinds: [ContributionKind!]) { post(by: { slug: "first" }) { contributions(kinds: $kinds) { totalCount } } }',
        { kinds: ["QUOTE"] },
        { kinds: null },
      ],
    ];

    test.each(cases)("%s", async (...[_, text, variables, others]) => {
      const document = parse(text);
      const kept = prepare(document, variables);
      const other = prepare(document, others);
      expect(other).not.toBe(kept);
      // Both are kept beside each other.
      expect(prepare(document, variables)).toBe(kept);
      expect(prepare(document, others)).toBe(other);
      await expectFreshAnswers(document, [variables, others]);
    });

    test("a cursor whose keys are null elsewhere", async () => {
      const order = "[{ field: CITY, direction: ASC }]";
      await graph.database.source.query("UPDATE clinic SET city = 'Bergen' WHERE slug = 'fjord-clinic'");
      const cursors = await cursorsOf(`clinics(orderBy: ${order})`);
      const page = parse(
        `query ($after: String) { clinics(orderBy: ${order}, after: $after) { nodes { slug } } }`,
      );
      const [known, unknown] = cursors.map((after) => prepare(page, { after }));
      expect(unknown).not.toBe(known);
      expect(await graph.readText(page, { after: cursors[0] })).toContain("plain-clinic");
      expect(await graph.readText(page, { after: cursors[1] })).toBe('{"data":{"clinics":{"nodes":[]}}}');
    });
  });

  test("a request's moment is bound, so that no plan outlives what it may show", async () => {
    const document = parse("{ posts(first: 1) { nodes { slug } } }");
    const statement = prepare(document, {});
    expect(statement.text).not.toMatch(/20\d\d-/);
    expect(statement.bind({ now: "1999-01-01T00:00:00.000Z" } as never)).toContain(
      "1999-01-01T00:00:00.000Z",
    );
  });

  test("no more than 16 plans of one operation are kept, and the one used longest ago goes", () => {
    const document = parse("query ($n: Int) { posts(first: $n) { nodes { slug } } }");
    const kept = Array.from({ length: 16 }, (_, n) => prepare(document, { n }));
    expect(prepare(document, { n: 0 })).toBe(kept[0]);
    prepare(document, { n: 16 });
    expect(prepare(document, { n: 0 })).toBe(kept[0]);
    expect(prepare(document, { n: 15 })).toBe(kept[15]);
    expect(prepare(document, { n: 1 })).not.toBe(kept[1]);
  });
});
