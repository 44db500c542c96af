import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openTestGraph, type TestGraph, testNow } from "../support/graph.js";
import { graphOfTwoPosts } from "./graph-of-two-posts.js";

describeEachDatabase("visibility", () => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openTestGraph(graphOfTwoPosts);
  });

  afterAll(async () => {
    await graph.close();
  });

  async function read(document: string, variables?: Record<string, unknown>) {
    const { data, errors } = await graph.query(document, variables);
    expect(errors).toBeUndefined();
    return data;
  }

  async function listIds(table: string, condition: string): Promise<string[]> {
    const rows: { id: string }[] = await graph.database.source.query(
      `SELECT id FROM ${table} WHERE ${condition}`,
    );
    return rows.map(({ id }) => id);
  }

  const ofHidden = "(SELECT row_id FROM post WHERE slug IN ('draft', 'scheduled', 'archived'))";

  describe.each(["draft", "scheduled", "archived"])("the %s post", (slug) => {
    test("is absent from lookups by slug and id, and from node and nodes", async () => {
      const [id] = await listIds("post", `slug = '${slug}'`);
      const data = await read(
        `query ($id: ID!, $slug: String!) {
        bySlug: post(by: { slug: $slug }) { id } byId: post(by: { id: $id }) { id } node(id: $id) { id } nodes(ids: [$id]) { id }
      }`,
        { id, slug },
      );
      expect(data).toEqual({ bySlug: null, byId: null, node: null, nodes: [null] });
    });

    test("leaves links that name it as if it were not in the graph", async () => {
      const { post } = await read(
        '{ post(by: { slug: "pointing-at-hidden" }) { links { nodes { title post { id } } } blocks { nodes { ... on RelatedLinkBlock { link { title post { id } } } } } } }',
      );
      const link = { title: `The ${slug} post`, post: null };
      expect(post.links.nodes).toContainEqual(link);
      expect(post.blocks.nodes).toContainEqual({ link });
    });
  });

  describe("hidden posts", () => {
    test("are in no connection and in no count", async () => {
      const list = "{ totalCount nodes { slug } }";
      const { posts, tag, author, expert, clinic } = await read(`{
      posts ${list} tag(by: { slug: "sleep" }) { posts ${list} } author(by: { slug: "desk" }) { posts ${list} }
      expert(by: { slug: "asa-berg" }) { posts ${list} contributions { totalCount nodes { post { slug } } } }
      clinic(by: { slug: "fjord-clinic" }) { posts ${list} }
    }`);
      const seen = [{ slug: "second" }, { slug: "first" }];
      expect(posts).toEqual({ totalCount: 3, nodes: [...seen, { slug: "pointing-at-hidden" }] });
      expect(tag.posts).toEqual({ totalCount: 2, nodes: seen });
      expect(author.posts).toEqual({ totalCount: 1, nodes: [{ slug: "first" }] });
      expect(expert.posts).toEqual({ totalCount: 2, nodes: seen });
      expect(clinic.posts).toEqual({ totalCount: 2, nodes: seen });
      expect(expert.contributions.totalCount).toBe(3);
    });

    test("do not show in links back", async () => {
      const { post } = await read(
        '{ post(by: { slug: "first" }) { linkedFrom { totalCount nodes { source { slug } } } } }',
      );
      expect(post.linkedFrom).toEqual({ totalCount: 1, nodes: [{ source: { slug: "second" } }] });
    });

    test("hide their contributions and links from node", async () => {
      const ids = [
        ...(await listIds("contribution", `post_row_id IN ${ofHidden}`)),
        ...(await listIds("link", `source_row_id IN ${ofHidden}`)),
      ];
      expect(ids).toHaveLength(6);
      const { nodes } = await read("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
      expect(nodes).toEqual(ids.map(() => null));
    });

    test("lie behind no cursor", async () => {
      const { posts } = await read(
        "{ posts(last: 1) { nodes { slug } pageInfo { hasNextPage hasPreviousPage startCursor } } }",
      );
      expect(posts.nodes).toEqual([{ slug: "pointing-at-hidden" }]);
      const first = await read("{ posts(first: 3) { pageInfo { hasNextPage endCursor } } }");
      expect(first.posts.pageInfo.hasNextPage).toBe(false);
      const beyond = await read("query ($after: String) { posts(after: $after) { nodes { slug } } }", {
        after: first.posts.pageInfo.endCursor,
      });
      expect(beyond.posts.nodes).toEqual([]);
    });

    test("are found the moment their time has come, and not a millisecond before", async () => {
      const schedule = (instant: string) =>
        graph.database.source.query(`UPDATE post SET published_at = '${instant}' WHERE slug = 'scheduled'`);
      await schedule(testNow);
      expect((await read('{ post(by: { slug: "scheduled" }) { slug } }')).post).toEqual({
        slug: "scheduled",
      });
      await schedule("2025-01-01T00:00:00.001Z");
      expect((await read('{ post(by: { slug: "scheduled" }) { slug } }')).post).toBeNull();
    });
  });
});
