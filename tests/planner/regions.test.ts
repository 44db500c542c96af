import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { clinic, expert, post, region, says } from "../support/content.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { type NodeDraft, openTestGraph, type TestGraph } from "../support/graph.js";

interface Named {
  slug: string;
}

const slugsOf = (nodes: readonly Named[]) => nodes.map(({ slug }) => slug);

const regions = [
  region("country"),
  region("state", { parent: "country" }),
  region("other-state", { parent: "country" }),
  region("city", { parent: "state" }),
  region("elsewhere"),
];

const clinics = [
  clinic("b-of-country", { region: "country" }),
  clinic("a-of-city", { region: "city" }),
  clinic("c-of-state", { region: "state", telehealth: true }),
  clinic("of-elsewhere", { region: "elsewhere" }),
  clinic("of-nowhere"),
];

const speakers = clinics.map(({ slug }) => expert(`${slug}-speaker`, { clinic: slug }));

const speak = (slug: string) =>
  says(`${slug}-speaker`, "Words.", {
    attribution: { name: slug, credentials: [], clinic: slug },
  });

const posts = [
  post("old", { publishedAt: "2024-01-01T00:00:00.000Z", blocks: [speak("a-of-city"), speak("c-of-state")] }),
  post("new", {
    publishedAt: "2024-03-01T00:00:00.000Z",
    blocks: [speak("b-of-country"), speak("of-elsewhere")],
  }),
  post("middle", {
    publishedAt: "2024-02-01T00:00:00.000Z",
    blocks: [speak("a-of-city"), speak("a-of-city")],
  }),
  post("draft", { status: "DRAFT", publishedAt: undefined, blocks: [speak("a-of-city")] }),
  post("archived", { status: "ARCHIVED", blocks: [speak("a-of-city")] }),
  post("to-come", { publishedAt: "2999-01-01T00:00:00.000Z", blocks: [speak("a-of-city")] }),
  post("of-nobody"),
];

const nodes = [...regions, ...clinics, ...speakers, ...posts] as unknown as NodeDraft[];

describeEachDatabase("regions", () => {
  let graph: TestGraph;

  const ask = async (slug: string, selection: string) => {
    const { data, errors, statements } = await graph.query(
      `{ region(by: { slug: "${slug}" }) { ${selection} } }`,
    );
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    return data.region;
  };

  describe("of a tree", () => {
    beforeAll(async () => {
      graph = await openTestGraph(nodes);
    });

    afterAll(async () => {
      await graph.close();
    });

    test.each([
      ["country", []],
      ["state", ["country"]],
      ["city", ["country", "state"]],
    ])("%s has its ancestors, the country first", async (slug, ancestors) => {
      const found = await ask(slug, "ancestors { slug kind ancestors { slug } clinics { totalCount } }");
      expect(slugsOf(found.ancestors)).toEqual(ancestors);
      for (const [index, ancestor] of found.ancestors.entries()) {
        expect(slugsOf(ancestor.ancestors)).toEqual(ancestors.slice(0, index));
      }
    });

    test("have clinics of their own, and those of regions inside them when asked", async () => {
      const found = await ask(
        "country",
        `own: clinics { totalCount nodes { slug } }
         not: clinics(includeDescendants: false) { nodes { slug } }
         all: clinics(includeDescendants: true) { totalCount nodes { slug } }`,
      );
      expect(found.own).toEqual({ totalCount: 1, nodes: [{ slug: "b-of-country" }] });
      expect(found.not.nodes).toEqual(found.own.nodes);
      expect(slugsOf(found.all.nodes)).toEqual(["a-of-city", "b-of-country", "c-of-state"]);
      expect(found.all.totalCount).toBe(3);
    });

    test("filter, order and page the clinics inside them as any others", async () => {
      const { clinics: page } = await ask(
        "country",
        `clinics(includeDescendants: true, first: 1, orderBy: [{ field: NAME, direction: DESC }]) {
           nodes { slug } edges { distanceKm cursor } pageInfo { hasNextPage }
         }`,
      );
      expect(page).toMatchObject({ nodes: [{ slug: "c-of-state" }], pageInfo: { hasNextPage: true } });
      expect(page.edges[0].distanceKm).toBeNull();
      const next = await ask(
        "country",
        `clinics(includeDescendants: true, orderBy: [{ field: NAME, direction: DESC }], after: "${page.edges[0].cursor}") {
           nodes { slug } pageInfo { hasPreviousPage }
         }`,
      );
      expect(slugsOf(next.clinics.nodes)).toEqual(["b-of-country", "a-of-city"]);
      expect(next.clinics.pageInfo.hasPreviousPage).toBe(true);
      const remote = await ask(
        "state",
        "clinics(includeDescendants: true, where: { telehealth: { eq: true } }) { totalCount nodes { slug } }",
      );
      expect(remote.clinics).toEqual({ totalCount: 1, nodes: [{ slug: "c-of-state" }] });
    });

    test("take the choice from a variable, each time anew", async () => {
      const document = `query Clinics($all: Boolean!) {
        region(by: { slug: "state" }) { clinics(includeDescendants: $all) { nodes { slug } } }
      }`;
      const own = await graph.query(document, { all: false });
      const all = await graph.query(document, { all: true });
      expect(slugsOf(own.data.region.clinics.nodes)).toEqual(["c-of-state"]);
      expect(slugsOf(all.data.region.clinics.nodes)).toEqual(["a-of-city", "c-of-state"]);
    });

    test.each([
      ["country", ["new", "middle", "old"]],
      ["state", ["middle", "old"]],
      ["city", ["middle", "old"]],
      ["other-state", []],
      ["elsewhere", ["new"]],
    ])("%s has the posts in which its clinics speak, newest first, each once", async (slug, expected) => {
      const found = await ask(slug, "posts { totalCount nodes { slug } pageInfo { hasNextPage } }");
      expect(slugsOf(found.posts.nodes)).toEqual(expected);
      expect(found.posts).toMatchObject({ totalCount: expected.length, pageInfo: { hasNextPage: false } });
    });

    test("page through their posts from both ends", async () => {
      const { posts: first } = await ask("country", "posts(first: 1) { edges { cursor node { slug } } }");
      const cursor = first.edges[0].cursor;
      const after = await ask(
        "country",
        `posts(first: 1, after: "${cursor}") { nodes { slug } pageInfo { hasNextPage hasPreviousPage } }`,
      );
      expect(after.posts).toEqual({
        nodes: [{ slug: "middle" }],
        pageInfo: { hasNextPage: true, hasPreviousPage: true },
      });
      const last = await ask("country", "posts(last: 2) { nodes { slug } pageInfo { hasPreviousPage } }");
      expect(last.posts).toEqual({
        nodes: [{ slug: "middle" }, { slug: "old" }],
        pageInfo: { hasPreviousPage: true },
      });
    });

    test("hold each their own posts in a list of regions", async () => {
      const { data, statements } = await graph.query(
        `{ regions { nodes { slug clinics(includeDescendants: true) { totalCount } posts(first: 2) { totalCount nodes { slug } } } } }`,
      );
      expect(statements).toHaveLength(1);
      expect(
        data.regions.nodes.map(
          (node: { slug: string; clinics: { totalCount: number }; posts: { nodes: Named[] } }) => [
            node.slug,
            node.clinics.totalCount,
            ...slugsOf(node.posts.nodes),
          ],
        ),
      ).toEqual([
        ["city", 1, "middle", "old"],
        ["country", 3, "new", "middle"],
        ["elsewhere", 1, "new"],
        ["other-state", 0],
        ["state", 2, "middle", "old"],
      ]);
    });
  });

  describe("that lie in a circle, which only a hand can draw", () => {
    beforeAll(async () => {
      graph = await openTestGraph(nodes);
      await graph.database.source.query(
        "UPDATE region SET parent_row_id = (SELECT row_id FROM region WHERE slug = 'city') WHERE slug = 'state'",
      );
    });

    afterAll(async () => {
      await graph.close();
    });

    test("have no more ancestors than a tree has", async () => {
      const { ancestors } = await ask("city", "ancestors { slug }");
      expect(slugsOf(ancestors)).toEqual(["city", "state"]);
    });

    test("have the clinics and posts of the circle, each once", async () => {
      const found = await ask(
        "state",
        "clinics(includeDescendants: true) { totalCount nodes { slug } } posts { totalCount nodes { slug } }",
      );
      expect(found.clinics).toEqual({
        totalCount: 2,
        nodes: [{ slug: "a-of-city" }, { slug: "c-of-state" }],
      });
      expect(found.posts).toEqual({ totalCount: 2, nodes: [{ slug: "middle" }, { slug: "old" }] });
    });
  });
});
