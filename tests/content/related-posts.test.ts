import { afterEach, describe, expect, test } from "@jest/globals";
import sql from "sql-template-tag";
import {
  clinic,
  dumpTables,
  expert,
  importValues,
  post,
  related,
  says,
  tag,
  text,
} from "../support/content.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openTestGraph, type TestGraph } from "../support/graph.js";
import { query } from "../support/query.js";

const document = `query ($slug: String!, $first: Int, $after: String) {
  post(by: { slug: $slug }) {
    related(first: $first, after: $after) {
      edges { cursor score node { slug } reasons { kind weight label node { __typename ... on NamedNode { slug } } } }
      nodes { slug }
      totalCount
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

interface Edge {
  cursor: string;
  score: number;
  node: { slug: string };
  reasons: { kind: string; weight: number; label: string; node: unknown }[];
}

/** Posts that nothing relates, so that there is something to be rare among. */
const others = (count: number) =>
  Array.from({ length: count }, (_, index) => post(`other-${index}`, { title: `${index}` }));

describeEachDatabase("related posts", () => {
  let graph: TestGraph;

  afterEach(() => graph.close());

  const open = async (values: readonly Record<string, unknown>[]) => {
    graph = await openTestGraph();
    await importValues(graph.database, values);
  };

  const readRelated = async (slug: string, variables = {}) => {
    const { data, errors, statements } = await graph.query(document, { slug, ...variables });
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    return data.post.related as {
      edges: Edge[];
      nodes: unknown[];
      totalCount: number;
      pageInfo: { endCursor: string };
    };
  };

  const listRelated = async (slug: string) => (await readRelated(slug)).edges.map(({ node }) => node.slug);

  const people = [
    clinic("clinic", { name: "The Clinic" }),
    expert("anna", { name: "Anna", clinic: "clinic" }),
    expert("bert", { name: "Bert" }),
    tag("rare", { name: "Rare" }),
    tag("common", { name: "Common" }),
  ];

  describe("a list", () => {
    const values = [
      ...people,
      post("subject", {
        title: "Sleepless",
        tags: ["rare", "common"],
        blocks: [says("anna", "I say."), related({ post: "linked" }), text("See [there](/posts/in-prose).")],
      }),
      post("linked", { title: "One" }),
      post("in-prose", { title: "Two" }),
      post("links-here", { title: "Three", blocks: [related({ post: "subject" })] }),
      post("same-expert", { title: "Four", blocks: [says("anna", "Again.")] }),
      post("same-rare", { title: "Five", tags: ["rare"] }),
      post("same-common", { title: "Six", tags: ["common"] }),
      post("also-common", { title: "Seven", tags: ["common"] }),
      post("same-word", { title: "Sleepless nights" }),
      ...others(8),
    ];

    test("has the editor's links first, then what is shared, the rarer the higher", async () => {
      await open(values);
      expect(await listRelated("subject")).toEqual([
        "linked",
        "in-prose",
        "links-here",
        "same-expert",
        "same-rare",
        "also-common",
        "same-common",
        "same-word",
      ]);
    });

    test("says why, in words and by what is shared", async () => {
      await open(values);
      const { edges } = await readRelated("subject");
      const reasons = Object.fromEntries(
        edges.map((edge) => [
          edge.node.slug,
          edge.reasons.map(({ kind, label, node }) => ({ kind, label, node })),
        ]),
      );
      expect(reasons).toEqual({
        linked: [{ kind: "LINKED_BY_EDITOR", label: "One", node: { __typename: "Link" } }],
        "in-prose": [{ kind: "LINKED_BY_EDITOR", label: "there", node: { __typename: "Link" } }],
        "links-here": [{ kind: "LINKED_FROM", label: "Sleepless", node: { __typename: "Link" } }],
        "same-expert": [
          { kind: "SHARED_EXPERT", label: "Anna", node: { __typename: "Expert", slug: "anna" } },
          { kind: "SHARED_CLINIC", label: "The Clinic", node: { __typename: "Clinic", slug: "clinic" } },
        ],
        "same-rare": [{ kind: "SHARED_TAG", label: "Rare", node: { __typename: "Tag", slug: "rare" } }],
        "same-common": [{ kind: "SHARED_TAG", label: "Common", node: { __typename: "Tag", slug: "common" } }],
        "also-common": [{ kind: "SHARED_TAG", label: "Common", node: { __typename: "Tag", slug: "common" } }],
        "same-word": [{ kind: "TEXT", label: "sleepless", node: null }],
      });
    });

    test("scores the sum of its reasons", async () => {
      await open(values);
      const { edges } = await readRelated("subject");
      for (const { score, reasons } of edges) {
        expect(score).toBe(reasons.reduce((sum, { weight }) => sum + weight, 0));
      }
    });

    test("is the same by nodes and by pages", async () => {
      await open(values);
      const { edges, nodes, totalCount } = await readRelated("subject");
      expect(nodes).toEqual(edges.map(({ node }) => node));
      expect(totalCount).toBe(edges.length);
      const paged: string[] = [];
      for (let after: string | null = null; paged.length < edges.length; ) {
        const page = await readRelated("subject", { first: 3, after });
        paged.push(...page.edges.map(({ node }) => node.slug));
        after = page.pageInfo.endCursor;
      }
      expect(paged).toEqual(edges.map(({ node }) => node.slug));
    });

    test("holds 50 posts at the most", async () => {
      const many = Array.from({ length: 70 }, (_, index) =>
        post(`p${index}`, { title: `${index}`, tags: ["rare"] }),
      );
      await open([...people, ...many]);
      expect((await readRelated("p3", { first: 100 })).edges).toHaveLength(50);
    });

    test("follows the name of what is shared", async () => {
      await open(values);
      await importValues(graph.database, [tag("rare", { name: "Seldom" })]);
      const { edges } = await readRelated("subject");
      expect(edges.find(({ node }) => node.slug === "same-rare")?.reasons[0]?.label).toBe("Seldom");
    });

    test("is not changed by the same import twice", async () => {
      await open(values);
      const before = await dumpTables(graph.database);
      await importValues(graph.database, values);
      expect(await dumpTables(graph.database)).toEqual(before);
    });
  });

  describe("what readers do not see", () => {
    const seen = [
      ...people,
      ...["a", "b", "c"].map((slug) => post(slug, { title: slug, tags: ["rare", "common"] })),
      ...others(5),
    ];
    const hidden = [
      post("draft", { title: "0", status: "DRAFT", tags: ["rare"] }),
      post("gone", { title: "1", status: "ARCHIVED", tags: ["rare"] }),
      post("scheduled", { title: "2", publishedAt: "2030-01-01T00:00:00.000Z", tags: ["rare"] }),
    ];

    test("leaves no trace in lists and scores", async () => {
      await open([...seen, ...hidden]);
      const withHidden = await readRelated("a");
      await graph.close();
      await open(seen);
      expect(withHidden).toEqual(await readRelated("a"));
    });

    test("takes no place in a full list", async () => {
      const many = Array.from({ length: 60 }, (_, index) =>
        post(`p${index}`, { title: `${index}`, tags: ["rare"] }),
      );
      const scheduled = Array.from({ length: 60 }, (_, index) =>
        post(`s${index}`, { title: `${index}`, tags: ["rare"], publishedAt: "2030-01-01T00:00:00.000Z" }),
      );
      await open([...people, ...many, ...scheduled]);
      expect((await readRelated("p3", { first: 100 })).edges).toHaveLength(50);
    });

    test("appears when its time comes, without a write", async () => {
      await open([...seen, ...hidden]);
      const rows = await query(
        graph.database,
        sql`SELECT node.slug FROM related_post JOIN post node ON node.row_id = node_row_id
          JOIN post list ON list.row_id = post_row_id WHERE list.slug = 'a' ORDER BY node.slug`,
      );
      expect(rows.map(({ slug }) => slug)).toEqual(["b", "c", "scheduled"]);
      expect(await listRelated("a")).toEqual(["c", "b"]);
    });

    test("disappears when a post is taken down", async () => {
      await open(seen);
      await importValues(graph.database, [
        post("b", { title: "b", status: "ARCHIVED", tags: ["rare", "common"] }),
      ]);
      expect(await listRelated("a")).toEqual(["c"]);
    });
  });

  describe("a write of few posts among many", () => {
    const many = Array.from({ length: 80 }, (_, index) =>
      post(`p${index}`, { title: `${index}`, tags: [`t${index % 7}`, `u${index % 3}`] }),
    );
    const tags = [..."0123456"].flatMap((digit) => [tag(`t${digit}`), tag(`u${digit}`)]);
    const readLists = async () =>
      await query(
        graph.database,
        sql`SELECT list.slug AS "list", node.slug AS "node", score, reason_rows FROM related_post
          JOIN post node ON node.row_id = node_row_id JOIN post list ON list.row_id = post_row_id
          ORDER BY list.slug, score DESC, node.slug`,
      );
    /** What only the number of all posts, and of those that bear the same, makes different. */
    const withoutWeights = (rows: Awaited<ReturnType<typeof readLists>>) =>
      rows
        .map(({ list, node, reason_rows }) => {
          const reasons = JSON.parse(String(reason_rows)) as unknown[][];
          return JSON.stringify([
            list,
            node,
            reasons.map(([kind, , ...subject]) => [kind, ...subject]).sort(),
          ]);
        })
        .sort();

    test.each([
      ["a new post", post("new", { title: "New", tags: ["t1", "u1"] })],
      ["a post with other tags", post("p5", { title: "5", tags: ["t2"] })],
      ["a post that is taken down", post("p6", { title: "6", tags: ["t6", "u0"], status: "DRAFT" })],
      ["a post with a link", post("p7", { title: "7", tags: ["t0"], blocks: [related({ post: "p70" })] })],
    ])("makes the lists as if all were ranked: %s", async (_what, changed) => {
      await open([...tags, ...many]);
      await importValues(graph.database, [changed]);
      const refreshed = withoutWeights(await readLists());
      await graph.close();
      const rest = many.filter(({ slug }) => slug !== changed.slug);
      await open([...tags, ...rest, changed]);
      expect(refreshed).toEqual(withoutWeights(await readLists()));
    });
  });

  describe("several posts among many", () => {
    const bearers = (count: number) =>
      Array.from({ length: count }, (_, index) => post(`p${index}`, { title: `${index}`, tags: ["rare"] }));
    const countRelated = async (slug: string) => (await readRelated(slug, { first: 100 })).edges.length;

    test("fill lists that have room, whatever they score", async () => {
      await open([...people, ...bearers(49), ...others(60)]);
      expect(await countRelated("p3")).toBe(48);
      const more = [..."abc"].map((slug) => post(slug, { title: slug, tags: ["rare"] }));
      await importValues(graph.database, more);
      expect(await countRelated("p3")).toBe(50);
    });

    test("enter full lists only where they score more than the last post", async () => {
      const shared = { tags: ["rare", "common"] };
      await open([...people, post("list", { title: "List", ...shared }), ...bearers(60), ...others(60)]);
      const more = [
        post("less", { title: "Less", tags: ["rare"] }),
        post("more", { title: "More", ...shared }),
      ];
      await importValues(graph.database, more);
      const { edges } = await readRelated("list", { first: 100 });
      expect(edges).toHaveLength(50);
      expect(edges[0]?.node.slug).toBe("more");
      expect(edges.map(({ node }) => node.slug)).not.toContain("less");
    });
  });

  test("an import that fails while it ranks leaves the old lists", async () => {
    await open([...people, post("a", { tags: ["rare"] }), post("b", { tags: ["rare"] })]);
    const before = await dumpTables(graph.database);
    const more = [..."cdefgh"].map((slug) => post(slug, { tags: ["rare"] }));
    const onRanking = () => {
      throw new Error("lost");
    };
    await expect(importValues(graph.database, more, { onRanking })).rejects.toThrow("lost");
    expect(await dumpTables(graph.database)).toEqual(before);
  });
});
