import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openTestGraph, type TestGraph } from "../support/graph.js";
import { graphOfTwoPosts } from "./graph-of-two-posts.js";

describeEachDatabase("reading", () => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openTestGraph(graphOfTwoPosts);
  });

  afterAll(async () => {
    await graph.close();
  });

  /** Runs a document that must succeed with one statement a root field. */
  async function read(document: string, variables?: Record<string, unknown>, rootFields = 1) {
    const { data, errors, statements } = await graph.query(document, variables);
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(rootFields);
    return data;
  }

  describe("columns", () => {
    test("of every kind come back as they were written", async () => {
      const data = await read(
        `{
      post(by: { slug: "first" }) { id slug title excerpt status publishedAt updatedAt }
      clinic(by: { slug: "fjord-clinic" }) { telehealth location { latitude longitude } website }
      expert(by: { slug: "asa-berg" }) { honorific credentials title }
      tag(by: { slug: "sleep" }) { kind synonyms }
    }`,
        {},
        4,
      );
      expect(data).toEqual({
        post: {
          id: expect.stringMatching(/^post_[0-9a-z]{20}$/),
          slug: "first",
          title: 'First "post" \\ with odd \u2028 signs',
          excerpt: "An excerpt.",
          status: "PUBLISHED",
          publishedAt: "2024-01-01T00:00:00.000Z",
          updatedAt: "2024-01-01T00:00:00.000Z",
        },
        clinic: { telehealth: true, location: { latitude: 60.39, longitude: 5.32 }, website: null },
        expert: { honorific: "Dr.", credentials: ["MD", "PhD"], title: "Head of Sleep" },
        tag: { kind: "TOPIC", synonyms: ["Rest", 'The "big" sleep'] },
      });
    });

    test("of an embedded object that is absent make it null", async () => {
      expect(
        await read('{ clinic(by: { slug: "plain-clinic" }) { location { latitude } telehealth } }'),
      ).toEqual({
        clinic: { location: null, telehealth: false },
      });
    });

    test("of prose come in the format that is asked for, HTML unless told", async () => {
      const data = await read(
        `{ expert(by: { slug: "asa-berg" }) {
      bio markdown: bio(format: MARKDOWN) text: bio(format: TEXT) html: bio(format: HTML)
    } bo: expert(by: { slug: "bo-lund" }) { bio } }`,
        {},
        2,
      );
      expect(data).toEqual({
        expert: {
          bio: "<p>She is <strong>fictional</strong>.</p>",
          markdown: "She is **fictional**.",
          text: "She is fictional.",
          html: "<p>She is <strong>fictional</strong>.</p>",
        },
        bo: { bio: null },
      });
    });

    test("of the whole post hold every block", async () => {
      const { post } = await read('{ post(by: { slug: "first" }) { text: body(format: TEXT) html: body } }');
      for (const words of ["Opening", "Sleep is good.", "Second post", "I agree.", "Nowhere to be found"]) {
        expect(post.text).toContain(words);
        expect(post.html).toContain(words);
      }
    });
  });

  describe("to-one fields", () => {
    test("lead on as far as they go, and are null where there is nothing", async () => {
      const data = await read(`{
      experts { nodes { slug clinic { name region { name kind parent { name parent { name } } } } } }
    }`);
      expect(data.experts.nodes).toEqual([
        {
          slug: "asa-berg",
          clinic: {
            name: "Fjord Clinic",
            region: { name: "Vestland", kind: "STATE", parent: { name: "Norway", parent: null } },
          },
        },
        { slug: "bo-lund", clinic: null },
      ]);
    });

    test("of one relation under two response keys are told apart", async () => {
      const data = await read('{ post(by: { slug: "first" }) { a: author { name } b: author { slug } } }');
      expect(data.post).toEqual({ a: { name: "The Desk" }, b: { slug: "desk" } });
    });
  });

  describe("to-many fields", () => {
    test("give contributions in the order of the post, with what was printed and who it is today", async () => {
      const { post } = await read(`{ post(by: { slug: "first" }) { contributions { totalCount nodes {
      position kind body(format: TEXT) attribution { honorific name credentials title clinicName }
      expert { slug } clinic { slug } post { slug }
    } } } }`);
      expect(post.contributions.totalCount).toBe(3);
      expect(post.contributions.nodes[0]).toEqual({
        position: 1,
        kind: "QUOTE",
        body: "Sleep is good.",
        attribution: {
          honorific: "Dr.",
          name: "Åsa Berg",
          credentials: ["MD", "PhD"],
          title: "Head of Sleep",
          clinicName: "Fjord Clinic",
        },
        expert: { slug: "asa-berg" },
        clinic: { slug: "fjord-clinic" },
        post: { slug: "first" },
      });
      expect(post.contributions.nodes[1]).toMatchObject({
        position: 2,
        clinic: null,
        attribution: { clinicName: null },
      });
    });

    test("sort names without regard to accents and case", async () => {
      const { experts, tags } = await read("{ experts { nodes { name } } tags { nodes { name } } }", {}, 2);
      expect(experts.nodes.map((expert: { name: string }) => expert.name)).toEqual(["Åsa Berg", "Bo Lund"]);
      expect(tags.nodes.map((tag: { name: string }) => tag.name)).toEqual([
        "Anxiety",
        "Sleep",
        "Social anxiety",
      ]);
    });

    test("give links with and without a post, from both ends", async () => {
      const { post } = await read(`{ post(by: { slug: "first" }) {
      links { nodes { kind title position post { slug } } }
      related: links(kinds: [RELATED]) { totalCount }
      none: links(kinds: []) { totalCount nodes { id } }
      linkedFrom { totalCount nodes { source { slug } title } }
    } }`);
      expect(post.links.nodes).toEqual([
        { kind: "BODY", title: "the second", position: 1, post: { slug: "second" } },
        { kind: "RELATED", title: "Second post", position: 2, post: { slug: "second" } },
        { kind: "RELATED", title: "Nowhere to be found", position: 3, post: null },
      ]);
      expect(post.related.totalCount).toBe(2);
      expect(post.none).toEqual({ totalCount: 0, nodes: [] });
      expect(post.linkedFrom).toEqual({
        totalCount: 1,
        nodes: [{ source: { slug: "second" }, title: 'First "post" \\ with odd \u2028 signs' }],
      });
    });

    test("count a post once for an expert who speaks in it twice", async () => {
      const { expert, clinic } = await read(
        `{
      expert(by: { slug: "asa-berg" }) { posts { totalCount nodes { slug } } contributions { totalCount nodes { position post { slug } } } }
      clinic(by: { slug: "fjord-clinic" }) { posts { totalCount nodes { slug } } }
    }`,
        {},
        2,
      );
      expect(expert.posts).toEqual({ totalCount: 2, nodes: [{ slug: "second" }, { slug: "first" }] });
      expect(expert.contributions).toEqual({
        totalCount: 3,
        nodes: [
          { position: 1, post: { slug: "second" } },
          { position: 1, post: { slug: "first" } },
          { position: 3, post: { slug: "first" } },
        ],
      });
      expect(clinic.posts).toEqual({ totalCount: 2, nodes: [{ slug: "second" }, { slug: "first" }] });
    });

    test("nest in each other, four deep, in one statement", async () => {
      const { tag } = await read(`{ tag(by: { slug: "sleep" }) { posts { nodes { slug
      contributions(first: 1) { nodes { expert { slug clinic { experts { nodes { slug contributions(first: 2) { totalCount } } } } } } }
    } } } }`);
      expect(tag.posts.nodes[0]).toEqual({
        slug: "second",
        contributions: {
          nodes: [
            {
              expert: {
                slug: "asa-berg",
                clinic: { experts: { nodes: [{ slug: "asa-berg", contributions: { totalCount: 3 } }] } },
              },
            },
          ],
        },
      });
    });

    test("lead down the tree of regions", async () => {
      const { region } = await read(`{ region(by: { slug: "norway" }) {
      kind parent { slug } children { nodes { slug clinics { nodes { slug treatments { nodes { slug } } } } } }
    } }`);
      expect(region).toEqual({
        kind: "COUNTRY",
        parent: null,
        children: {
          nodes: [
            {
              slug: "vestland",
              clinics: { nodes: [{ slug: "fjord-clinic", treatments: { nodes: [{ slug: "sleep" }] } }] },
            },
          ],
        },
      });
    });
  });

  describe("unions and interfaces", () => {
    test("blocks come in order, each with the fields of its kind", async () => {
      const { post } = await read(`{ post(by: { slug: "first" }) { blocks { totalCount nodes {
      kind: __typename
      ... on TextBlock { position body(format: TEXT) }
      ... on ContributionBlock { position contribution { position expert { slug } } }
      ... on RelatedLinkBlock { link { title } }
    } } } }`);
      expect(post.blocks.totalCount).toBe(6);
      expect(post.blocks.nodes.slice(0, 3)).toEqual([
        { kind: "TextBlock", position: 1, body: "Opening, see the second." },
        {
          kind: "ContributionBlock",
          position: 2,
          contribution: { position: 1, expert: { slug: "asa-berg" } },
        },
        { kind: "RelatedLinkBlock", link: { title: "Second post" } },
      ]);
    });

    test("node gives any noun by its id, with the fields of its interfaces and of its type", async () => {
      const { post, expert } = await read(
        '{ post(by: { slug: "first" }) { id links(first: 1) { nodes { id } } contributions(first: 1) { nodes { id } } } expert(by: { slug: "bo-lund" }) { id } }',
        {},
        2,
      );
      const document = `query ($id: ID!) { node(id: $id) { __typename id ... on NamedNode { name } ... on Post { title } ... on Contribution { position } ... on Link { title } } }`;
      const find = async (id: string) => (await read(document, { id })).node;
      expect(await find(expert.id)).toEqual({ __typename: "Expert", id: expert.id, name: "Bo Lund" });
      expect(await find(post.id)).toMatchObject({ __typename: "Post", id: post.id });
      expect(await find(post.contributions.nodes[0].id)).toMatchObject({
        __typename: "Contribution",
        position: 1,
      });
      expect(await find(post.links.nodes[0].id)).toMatchObject({ __typename: "Link", title: "the second" });
    });

    test("nodes keeps the order of the ids, with null for one that names nothing, in one statement", async () => {
      const { post, expert } = await read(
        '{ post(by: { slug: "first" }) { id } expert(by: { slug: "bo-lund" }) { id } }',
        {},
        2,
      );
      const ids = [expert.id, "post_00000000000000000000", post.id, expert.id];
      const { nodes } = await read("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
      expect(nodes).toEqual([{ id: expert.id }, null, { id: post.id }, { id: expert.id }]);
      expect((await read("{ nodes(ids: []) { id } }")).nodes).toEqual([]);
    });
  });

  describe("the language of queries", () => {
    test("the same field twice with other arguments", async () => {
      const { post } = await read(`{ post(by: { slug: "first" }) {
      one: contributions(first: 1) { nodes { position } }
      two: contributions(first: 1, kinds: [STATEMENT]) { nodes { position } }
    } }`);
      expect(post).toEqual({ one: { nodes: [{ position: 1 }] }, two: { nodes: [{ position: 2 }] } });
    });

    test("selections of one response key are merged, at every level", async () => {
      const { post } =
        await read(`{ post(by: { slug: "first" }) { tags { nodes { name } } ...More tags { nodes { kind } totalCount } } }
      fragment More on Post { tags { nodes { slug } } author { name } author { slug } }`);
      expect(post).toEqual({
        tags: {
          nodes: [
            { name: "Anxiety", slug: "anxiety", kind: "CONDITION" },
            { name: "Sleep", slug: "sleep", kind: "TOPIC" },
          ],
          totalCount: 2,
        },
        author: { name: "The Desk", slug: "desk" },
      });
    });

    test("@skip and @include on fields and fragments, with variables", async () => {
      const document = `query ($yes: Boolean!, $no: Boolean = false) { post(by: { slug: "first" }) {
      slug @include(if: $yes) title @skip(if: $yes)
      ... on Post @include(if: $no) { excerpt } ...Tagged @skip(if: $no)
      author @include(if: $no) { name }
    } } fragment Tagged on Post { tags { totalCount } }`;
      expect((await read(document, { yes: true })).post).toEqual({ slug: "first", tags: { totalCount: 2 } });
    });

    test("a directive of a fragment that was spread before is not looked at", async () => {
      const document = `query ($yes: Boolean = true) { ...Posts ...Posts @skip(if: $yes) }
      fragment Posts on Query { __typename posts { ...Count ...Count @include(if: $yes) } }
      fragment Count on PostConnection { totalCount }`;
      const expected = { __typename: "Query", posts: { totalCount: 3 } };
      expect(await read(document, { yes: null })).toEqual(expected);
      expect(await graph.readText(document, { yes: null })).toBe(JSON.stringify({ data: expected }));
    });

    test("__typename everywhere", async () => {
      const data = await read(
        `{ __typename posts(first: 1) { __typename pageInfo { __typename } edges { __typename node { __typename } } }
      clinic(by: { slug: "fjord-clinic" }) { location { __typename } } }`,
        {},
        2,
      );
      expect(data).toEqual({
        __typename: "Query",
        posts: {
          __typename: "PostConnection",
          pageInfo: { __typename: "PageInfo" },
          edges: [{ __typename: "PostEdge", node: { __typename: "Post" } }],
        },
        clinic: { location: { __typename: "Location" } },
      });
    });

    test("a lookup of nothing is null", async () => {
      expect(await read('{ post(by: { slug: "nothing" }) { title } }')).toEqual({ post: null });
      expect(await read('{ post(by: { id: "post_00000000000000000000" }) { title } }')).toEqual({
        post: null,
      });
    });

    test("as many root fields, as many statements", async () => {
      const fields = Array.from(
        { length: 7 },
        (_, index) => `f${index}: posts(first: ${index}) { nodes { slug } }`,
      );
      const data = await read(`{ ${fields.join(" ")} }`, {}, 7);
      expect(data.f2.nodes).toHaveLength(2);
      expect(data.f0.nodes).toEqual([]);
    });
  });

  test("a list of 20 with lists of 20 in each takes as many statements as a list of one", async () => {
    const document = `query ($n: Int!) { posts(first: $n) { nodes {
    slug
    contributions(first: $n) { nodes { expert { clinic { name } } } }
    tags(first: $n) { nodes { name } }
  } } }`;
    for (const n of [1, 20]) await read(document, { n });
  });

  test("connections nest far deeper than the server's depth limit lets a client go", async () => {
    const nest = (depth: number): string =>
      depth === 0 ? "slug" : `tags(first: 1) { nodes { posts(first: 1) { nodes { ${nest(depth - 1)} } } } }`;
    const data = await read(`{ post(by: { slug: "first" }) { ${nest(6)} } }`);
    expect(JSON.stringify(data)).toContain('"slug":"first"');
  });
});
