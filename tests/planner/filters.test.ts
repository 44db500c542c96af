import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parseValue, valueFromASTUntyped } from "graphql";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { type NodeDraft, openTestGraph, type TestGraph } from "../support/graph.js";

describeEachDatabase("filters", () => {
  const says = (expert: string, clinic: string | null, contribution = "QUOTE") => ({
    kind: "contribution",
    expert,
    clinic,
    contribution,
    markdown: "Words.",
  });

  const published = (slug: string, month: string, more: Record<string, unknown> = {}): NodeDraft => ({
    type: "post",
    slug,
    title: `Post: ${slug}`,
    status: "PUBLISHED",
    publishedAt: `2024-${month}-01T00:00:00.000Z`,
    updatedAt: `2024-${month}-02T00:00:00.000Z`,
    blocks: [],
    ...more,
  });

  const content: readonly NodeDraft[] = [
    { type: "region", slug: "norway", name: "Norway" },
    { type: "region", slug: "vestland", name: "Vestland", parent: "norway" },
    { type: "region", slug: "bergen", name: "Bergen", parent: "vestland" },
    { type: "region", slug: "sweden", name: "Sweden" },
    { type: "tag", slug: "anxiety", name: "Anxiety", kind: "CONDITION" },
    { type: "tag", slug: "social-anxiety", name: "Social Anxiety", kind: "CONDITION", parent: "anxiety" },
    { type: "tag", slug: "sleep", name: "Slëep!", kind: "TOPIC" },
    { type: "clinic", slug: "fjord", name: "Fjord", region: "bergen", city: "Bergen", telehealth: true },
    { type: "clinic", slug: "plain", name: "Plain", region: "sweden", city: "bergen", treatments: ["sleep"] },
    { type: "clinic", slug: "nowhere", name: "Nowhere" },
    { type: "expert", slug: "asa", name: "Åsa Berg", clinic: "fjord" },
    { type: "expert", slug: "bo", name: "Bo Lund" },
    { type: "author", slug: "desk", name: "The Desk", kind: "ORGANIZATION" },
    { type: "author", slug: "eva", name: "Eva", kind: "PERSON" },
    published("first", "01", { author: "desk", tags: ["anxiety", "sleep"], blocks: [says("asa", "fjord")] }),
    published("second", "02", {
      author: "eva",
      tags: ["social-anxiety"],
      blocks: [
        says("bo", "plain", "STATEMENT"),
        says("asa", null),
        { kind: "related", post: "first" },
        { kind: "related", title: "Not there" },
      ],
    }),
    published("third", "03"),
    // What is said and tagged only here must count nowhere.
    published("hidden", "04", {
      status: "DRAFT",
      author: "eva",
      tags: ["sleep", "social-anxiety"],
      blocks: [says("bo", "nowhere"), { kind: "related", post: "third" }],
    }),
  ];

  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openTestGraph(content);
  });

  afterAll(async () => {
    await graph.close();
  });

  /** Slugs that a filter finds in a root connection; by a literal and by a variable of the whole, each in one statement. */
  async function find(field: string, where: string): Promise<string[]> {
    const selection = "{ totalCount nodes { slug } }";
    const written = await graph.query(`{ ${field}(where: ${where}) ${selection} }`);
    expect(written.errors).toBeUndefined();
    expect(written.statements).toHaveLength(1);
    const noun = field[0]?.toUpperCase() + field.slice(1, -1);
    const asked = await graph.query(`query ($where: ${noun}Where) { ${field}(where: $where) ${selection} }`, {
      where: valueFromASTUntyped(parseValue(where)),
    });
    expect(asked.statements).toHaveLength(1);
    expect(asked.data).toEqual(written.data);
    const { totalCount, nodes } = written.data[field];
    expect(totalCount).toBe(nodes.length);
    return nodes.map(({ slug }: { slug: string }) => slug).sort();
  }

  const [all, none] = [["first", "second", "third"], []];

  describe("a column", () => {
    test.each<[string, string, string[]]>([
      ["posts", '{ slug: { eq: "first" } }', ["first"]],
      ["posts", '{ slug: { eq: "FIRST" } }', none],
      ["posts", '{ slug: { in: ["first", "third", "nothing"] } }', ["first", "third"]],
      ["posts", "{ slug: { in: [] } }", none],
      ["posts", '{ slug: { startsWith: "f" } }', ["first"]],
      ["posts", '{ slug: { startsWith: "" } }', all],
      ["posts", '{ slug: { startsWith: "%" } }', none],
      ["posts", '{ slug: { startsWith: "f", in: ["first", "third"] } }', ["first"]],
      ["posts", '{ slug: { startsWith: "f", eq: "third" } }', none],
      ["posts", '{ id: { eq: "post_00000000000000000000" } }', none],
      ["posts", '{ id: { in: ["x"] } }', none],
      ["posts", '{ title: { eq: "POST  first" } }', ["first"]],
      ["posts", '{ title: { startsWith: "post: S" } }', ["second"]],
      ["tags", '{ name: { eq: "sleep" } }', ["sleep"]],
      ["tags", '{ name: { in: ["SLEEP", "Anxiéty"] } }', ["anxiety", "sleep"]],
      ["tags", '{ name: { startsWith: "soc" } }', ["social-anxiety"]],
      ["experts", '{ name: { startsWith: "asa" } }', ["asa"]],
      ["tags", "{ kind: { eq: CONDITION } }", ["anxiety", "social-anxiety"]],
      ["tags", "{ kind: { in: [TOPIC, TREATMENT] } }", ["sleep"]],
      ["tags", "{ kind: { in: [] } }", none],
      ["regions", "{ kind: { in: [COUNTRY, CITY] } }", ["bergen", "norway", "sweden"]],
      ["authors", "{ kind: { eq: PERSON } }", ["eva"]],
      ["clinics", "{ telehealth: { eq: true } }", ["fjord"]],
      ["clinics", "{ telehealth: { eq: false } }", ["nowhere", "plain"]],
      ["clinics", '{ city: { eq: "Bergen" } }', ["fjord"]],
      ["clinics", '{ city: { startsWith: "" } }', ["fjord", "plain"]],
      ["posts", '{ publishedAt: { gt: "2024-02-01T00:00:00Z" } }', ["third"]],
      ["posts", '{ publishedAt: { gte: "2024-02-01T01:00:00+01:00" } }', ["second", "third"]],
      ["posts", '{ publishedAt: { lt: "2024-02-01T00:00:00.000Z" } }', ["first"]],
      ["posts", '{ publishedAt: { lte: "2024-02-01T00:00:00.000Z" } }', ["first", "second"]],
      ["posts", '{ updatedAt: { gt: "2024-01-15T00:00:00Z", lt: "2024-02-15T00:00:00Z" } }', ["second"]],
      ["posts", '{ publishedAt: { gt: "2024-03-01T00:00:00Z", lt: "2024-02-01T00:00:00Z" } }', none],
    ])("%s(where: %s)", async (field, where, expected) => {
      expect(await find(field, where)).toEqual(expected);
    });
  });

  describe("null and nothing", () => {
    test.each<[string, string, string[]]>([
      ["posts", "null", all],
      ["posts", "{}", all],
      ["posts", "{ slug: null }", all],
      ["posts", "{ slug: {} }", all],
      ["posts", "{ slug: { eq: null } }", all],
      ["posts", '{ slug: { eq: null, in: ["first"] } }', ["first"]],
      ["posts", "{ and: null, or: null, not: null }", all],
      ["posts", "{ tags: null }", all],
      ["posts", "{ tags: {} }", all],
      ["posts", "{ tags: { some: null, none: null } }", all],
      ["posts", "{ author: null }", all],
      ["posts", "{ publishedAt: { gt: null } }", all],
    ])("%s(where: %s) counts as not given", async (field, where, expected) => {
      expect(await find(field, where)).toEqual(expected);
    });
  });

  describe("and, or, not", () => {
    test.each<[string, string, string[]]>([
      ["posts", "{ and: [] }", all],
      ["posts", "{ or: [] }", none],
      ["posts", "{ not: {} }", none],
      ["posts", "{ or: [{}] }", all],
      ["posts", '{ and: [{ slug: { startsWith: "f" } }, { slug: { eq: "third" } }] }', none],
      ["posts", '{ or: [{ slug: { eq: "first" } }, { slug: { eq: "third" } }] }', ["first", "third"]],
      ["posts", '{ or: [{ slug: { eq: "first" } }], slug: { eq: "third" } }', none],
      ["posts", '{ not: { slug: { eq: "first" } } }', ["second", "third"]],
      ["posts", '{ not: { not: { slug: { eq: "first" } } } }', ["first"]],
      ["posts", '{ not: { slug: { eq: "first" }, title: { eq: "nothing" } } }', all],
      ["posts", '{ not: { or: [{ slug: { eq: "first" } }, { slug: { eq: "second" } }] } }', ["third"]],
      ["posts", "{ not: { slug: { in: [] } } }", all],
      // A city that is not known fulfils no comparison, and so it fulfils each that is negated.
      ["clinics", '{ not: { city: { eq: "Bergen" } } }', ["nowhere", "plain"]],
      ["clinics", '{ not: { city: { startsWith: "" } } }', ["nowhere"]],
      ["clinics", '{ not: { not: { city: { eq: "Bergen" } } } }', ["fjord"]],
      [
        "clinics",
        '{ or: [{ city: { eq: "Bergen" } }, { not: { city: { in: ["bergen"] } } }] }',
        ["fjord", "nowhere"],
      ],
      [
        "clinics",
        '{ not: { and: [{ city: { eq: "Bergen" } }, { telehealth: { eq: true } }] } }',
        ["nowhere", "plain"],
      ],
    ])("%s(where: %s)", async (field, where, expected) => {
      expect(await find(field, where)).toEqual(expected);
    });
  });

  describe("relations", () => {
    test.each<[string, string, string[]]>([
      ["posts", '{ tags: { some: { slug: { eq: "anxiety" } } } }', ["first"]],
      ["posts", '{ tags: { some: { parent: { slug: { eq: "anxiety" } } } } }', ["second"]],
      ["posts", "{ tags: { some: {} } }", ["first", "second"]],
      ["posts", "{ tags: { none: {} } }", ["third"]],
      ["posts", '{ tags: { none: { slug: { eq: "anxiety" } } } }', ["second", "third"]],
      ["posts", '{ tags: { some: { slug: { eq: "sleep" } }, none: { slug: { eq: "anxiety" } } } }', none],
      [
        "posts",
        '{ and: [{ tags: { some: { slug: { eq: "sleep" } } } }, { tags: { some: { slug: { eq: "anxiety" } } } }] }',
        ["first"],
      ],
      ["posts", '{ tags: { some: { slug: { eq: "sleep" }, kind: { eq: CONDITION } } } }', none],
      ["posts", '{ experts: { some: { slug: { eq: "asa" } } } }', ["first", "second"]],
      ["posts", "{ clinics: { some: { telehealth: { eq: true } } } }", ["first"]],
      [
        "posts",
        '{ contributions: { some: { kind: { eq: STATEMENT }, expert: { slug: { eq: "bo" } } } } }',
        ["second"],
      ],
      [
        "posts",
        '{ contributions: { some: { kind: { eq: STATEMENT }, expert: { slug: { eq: "asa" } } } } }',
        none,
      ],
      ["posts", "{ contributions: { none: {} } }", ["third"]],
      ["posts", "{ author: { kind: { eq: PERSON } } }", ["second"]],
      ["posts", "{ author: {} }", ["first", "second"]],
      ["posts", "{ not: { author: {} } }", ["third"]],
      ["posts", "{ links: { some: { post: {} } } }", ["second"]],
      ["posts", "{ links: { some: { not: { post: {} } } } }", ["second"]],
      ["posts", '{ linkedFrom: { some: { source: { slug: { eq: "second" } } } } }', ["first"]],
      ["experts", '{ clinic: { region: { slug: { eq: "bergen" } } } }', ["asa"]],
      ["experts", "{ not: { clinic: {} } }", ["bo"]],
      ["clinics", "{ treatments: { some: {} } }", ["plain"]],
      ["clinics", "{ experts: { some: {} } }", ["fjord"]],
      ["regions", "{ children: { none: {} } }", ["bergen", "sweden"]],
      ["regions", '{ parent: { slug: { eq: "norway" } } }', ["vestland"]],
      ["regions", "{ not: { parent: {} } }", ["norway", "sweden"]],
    ])("%s(where: %s)", async (field, where, expected) => {
      expect(await find(field, where)).toEqual(expected);
    });
  });

  describe("posts that readers do not see", () => {
    test.each<[string, string, string[]]>([
      ["posts", '{ slug: { eq: "hidden" } }', none],
      ["posts", "{ linkedFrom: { some: {} } }", ["first"]],
      ["tags", '{ posts: { some: { slug: { startsWith: "" } } } }', ["anxiety", "sleep", "social-anxiety"]],
      ["tags", '{ posts: { none: { slug: { in: ["first", "second"] } } } }', none],
      ["tags", '{ posts: { some: { slug: { eq: "hidden" } } } }', none],
      [
        "tags",
        '{ posts: { none: { title: { eq: "Post: hidden" } } } }',
        ["anxiety", "sleep", "social-anxiety"],
      ],
      ["clinics", "{ posts: { some: {} } }", ["fjord", "plain"]],
      ["clinics", "{ posts: { none: {} } }", ["nowhere"]],
      ["experts", '{ contributions: { some: { clinic: { slug: { eq: "nowhere" } } } } }', none],
      ["experts", '{ posts: { none: { publishedAt: { gt: "2024-03-15T00:00:00Z" } } } }', ["asa", "bo"]],
      ["authors", '{ posts: { some: { tags: { some: { slug: { eq: "sleep" } } } } } }', ["desk"]],
    ])("never count: %s(where: %s)", async (field, where, expected) => {
      expect(await find(field, where)).toEqual(expected);
    });
  });

  describe("regions", () => {
    test.each<[string, string, string[]]>([
      ["clinics", '{ regions: { some: { slug: { eq: "norway" } } } }', ["fjord"]],
      ["clinics", '{ regions: { some: { slug: { eq: "bergen" } } } }', ["fjord"]],
      ["clinics", '{ region: { slug: { eq: "norway" } } }', none],
      ["clinics", "{ regions: { some: {} } }", ["fjord", "plain"]],
      ["clinics", "{ regions: { none: {} } }", ["nowhere"]],
      ["clinics", '{ regions: { none: { slug: { eq: "vestland" } } } }', ["nowhere", "plain"]],
      ["experts", '{ regions: { some: { name: { eq: "NORWAY" } } } }', ["asa"]],
      ["experts", '{ regions: { none: { slug: { eq: "sweden" } } } }', ["asa", "bo"]],
      ["posts", '{ regions: { some: { slug: { eq: "norway" } } } }', ["first"]],
      ["posts", "{ regions: { some: { kind: { eq: COUNTRY } } } }", ["first", "second"]],
      ["posts", '{ regions: { none: { slug: { in: ["norway"] } } } }', ["second", "third"]],
    ])("include those around them: %s(where: %s)", async (field, where, expected) => {
      expect(await find(field, where)).toEqual(expected);
    });
  });

  test("a filter may name variables anywhere in it, given, null or left out", async () => {
    const document = `query ($slug: String, $kinds: [TagKind!], $kind: TagKind!, $some: TagWhere) {
    posts(where: { slug: { eq: $slug }, tags: { some: { or: [{ kind: { in: $kinds } }, { kind: { in: [$kind] } }] }, none: $some } }) { nodes { slug } }
  }`;
    const ask = async (variables: Record<string, unknown>) => {
      const { data, errors, statements } = await graph.query(document, { kind: "TREATMENT", ...variables });
      expect(errors).toBeUndefined();
      expect(statements).toHaveLength(1);
      return data.posts.nodes.map(({ slug }: { slug: string }) => slug);
    };
    expect(await ask({})).toEqual(["second", "first"]);
    expect(await ask({ kinds: null, slug: null, some: null })).toEqual(["second", "first"]);
    expect(await ask({ slug: "first" })).toEqual(["first"]);
    expect(await ask({ kinds: ["TOPIC"] })).toEqual(["first"]);
    expect(await ask({ kinds: [], kind: "CONDITION" })).toEqual(["second", "first"]);
    expect(await ask({ kinds: "CONDITION", some: { parent: {} } })).toEqual(["first"]);
  });

  test("connections filter and order by themselves at every depth, in one statement", async () => {
    const { data, errors, statements } = await graph.query(`{
    tags(first: 3, where: { posts: { some: {} } }, orderBy: [{ field: NAME, direction: DESC }]) { nodes { slug
      posts(first: 3, where: { author: { kind: { eq: ORGANIZATION } } }, orderBy: [{ field: TITLE, direction: ASC }]) { totalCount nodes { slug
        experts(first: 3, where: { clinic: { city: { eq: "Bergen" } } }) { nodes { slug
          contributions(first: 3, where: { clinic: {} }, orderBy: [{ field: POSITION, direction: DESC }]) { totalCount nodes { post { slug } } }
          posts(first: 3, where: { tags: { none: { slug: { eq: "sleep" } } } }) { totalCount nodes { slug } }
        } }
      } }
    } }
  }`);
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    const experts = {
      nodes: [
        {
          slug: "asa",
          contributions: { totalCount: 1, nodes: [{ post: { slug: "first" } }] },
          posts: { totalCount: 1, nodes: [{ slug: "second" }] },
        },
      ],
    };
    const posts = { totalCount: 1, nodes: [{ slug: "first", experts }] };
    expect(data.tags.nodes).toEqual([
      { slug: "social-anxiety", posts: { totalCount: 0, nodes: [] } },
      { slug: "sleep", posts },
      { slug: "anxiety", posts },
    ]);
  });

  test("kinds and where both hold", async () => {
    const { data } = await graph.query(`{ post(by: { slug: "second" }) {
    both: contributions(kinds: [QUOTE], where: { expert: { slug: { eq: "asa" } } }) { totalCount }
    neither: contributions(kinds: [STATEMENT], where: { expert: { slug: { eq: "asa" } } }) { totalCount }
  } }`);
    expect(data.post).toEqual({ both: { totalCount: 1 }, neither: { totalCount: 0 } });
  });
});
