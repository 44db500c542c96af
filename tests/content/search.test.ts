import { resolve } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { importContent } from "../../src/importing/import-content.js";
import { openPath } from "../../src/importing/open-source.js";
import { clinic, expert, importValues, post, region, says, tag, text } from "../support/content.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openTestGraph, type TestGraph, testNow } from "../support/graph.js";
import { judgedQueries } from "./judged-queries.js";

const seeds = resolve(import.meta.dirname, "../../seeds");

const document = `query ($query: String!, $types: [SearchType!], $where: SearchDocumentWhere, $first: Int, $after: String) {
  search(query: $query, types: $types, where: $where, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges {
      score
      highlights { field fragments }
      node {
        __typename
        ... on NamedNode { slug }
        ... on Post { slug }
        ... on Contribution { attribution { name } }
      }
    }
  }
}`;

interface Edge {
  score: number;
  highlights: { field: string; fragments: string[] }[];
  node: { __typename: string; slug?: string; attribution?: { name: string } };
}

const nameOf = ({ node }: Edge) => `${node.__typename} ${node.slug ?? node.attribution?.name}`;

describeEachDatabase("search", () => {
  let graph: TestGraph;

  const search = async (query: string, variables = {}) => {
    const { data, errors, statements } = await graph.query(document, { query, ...variables });
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    return data.search as {
      totalCount: number;
      edges: Edge[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  };

  const find = async (query: string, variables = {}) => (await search(query, variables)).edges.map(nameOf);

  describe("over the seeds", () => {
    beforeAll(async () => {
      graph = await openTestGraph();
      const open = (manager: Parameters<typeof openPath>[0]) => openPath(manager, seeds, "markdown");
      await importContent({ database: graph.database, open, now: testNow });
    });

    afterAll(() => graph.close());

    test.each(judgedQueries)("finds first what a reader wants: %s", async (query, ...wanted) => {
      expect(wanted).toContain((await find(query, { first: 1 }))[0]);
    });

    test("orders by score, and pages neither skip nor repeat", async () => {
      const { edges, totalCount } = await search("ketamine", { first: 100 });
      expect(edges).toHaveLength(totalCount);
      expect(totalCount).toBeGreaterThan(20);
      const scores = edges.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      const paged: string[] = [];
      for (let after: string | undefined; paged.length < edges.length; ) {
        const page = await search("ketamine", { first: 7, after });
        paged.push(...page.edges.map(nameOf));
        after = page.pageInfo.endCursor;
      }
      expect(paged).toEqual(edges.map(nameOf));
    });

    test.each([
      ["nothing", ""],
      ["spaces", " \t\n "],
      ["signs", "( ) * ^ : - + \" ' \\ & | ! < > % _ ; --"],
      ["an emoji", "🙂"],
      ["an empty phrase", '""'],
    ])("finds nothing by %s", async (_what, query) => {
      expect((await search(query)).totalCount).toBe(0);
    });

    test.each([
      ["operators", "ketamine AND OR NOT NEAR(anxiety, 5)"],
      ["an unbalanced quote", '"ketamine'],
      ["a column filter", "name:ketamine -anxiety {body}:x"],
      ["NUL", "ketamine\0anxiety"],
      ["half a surrogate pair", "ketamine \ud800"],
      ["10,000 characters", "ketamine ".repeat(1_112)],
      ["a very long word", "k".repeat(10_000)],
      ["a long word of letters of three bytes", "漢".repeat(1_000)],
      ["SQL", "'); DROP TABLE post; --"],
      ["tsquery", "ketamine:*A & (anxiety <-> !sleep) | 'x'"],
    ])("is never made to fail by %s", async (_what, query) => {
      const { edges } = await search(query);
      expect(edges.length).toBeLessThanOrEqual(20);
    });

    test("finds only the types that are asked for", async () => {
      const types = new Set(
        (await find("ketamine", { types: ["TAG", "CLINIC"] })).map((name) => name.split(" ")[0]),
      );
      expect(types).toEqual(new Set(["Tag", "Clinic"]));
    });

    test("finds only what fits a filter", async () => {
      const where = { tags: { some: { slug: { eq: "ocd" } } } };
      expect(await find("ketamine", { types: ["POST"], where })).toEqual(
        expect.arrayContaining(["Post ocd-and-the-grip-of-a-thought"]),
      );
      const inPortugal = { regions: { some: { slug: { eq: "portugal" } } } };
      const found = await find("ketamine", { where: inPortugal, first: 100 });
      expect(found.length).toBeGreaterThan(0);
      expect(found.length).toBeLessThan((await search("ketamine")).totalCount);
    });

    describe("facets", () => {
      const facets = `query ($query: String!, $where: SearchDocumentWhere, $first: Int) {
        search(query: $query, where: $where) {
          totalCount
          facets {
            tags(kinds: [CONDITION], first: $first) { count node { slug kind } }
            experts(first: $first) { count node { slug } }
            clinics(first: $first) { count node { slug } }
            regions(first: $first) { count node { slug } }
            years(first: $first) { year count }
          }
        }
      }`;

      const readFacets = async (query: string, variables = {}) => {
        const { data, errors, statements } = await graph.query(facets, { query, first: 100, ...variables });
        expect(errors).toBeUndefined();
        expect(statements).toHaveLength(1);
        return data.search;
      };

      test.each([
        ["tags", "tags"],
        ["experts", "experts"],
        ["clinics", "clinics"],
      ])("count what is left when the search is filtered by one: %s", async (facet, filter) => {
        const { facets: found } = await readFacets("ketamine");
        expect(found[facet].length).toBeGreaterThan(2);
        for (const { count, node } of found[facet].slice(0, 4)) {
          const where = { [filter]: { some: { slug: { eq: node.slug } } } };
          expect((await search("ketamine", { where })).totalCount).toBe(count);
        }
      });

      test("come most frequent first, of the kinds and as many as are asked for", async () => {
        const { facets: found } = await readFacets("ketamine");
        const counts = found.tags.map(({ count }: { count: number }) => count);
        expect(counts).toEqual([...counts].sort((a, b) => b - a));
        expect(new Set(found.tags.map(({ node }: { node: { kind: string } }) => node.kind))).toEqual(
          new Set(["CONDITION"]),
        );
        expect((await readFacets("ketamine", { first: 2 })).facets.experts).toEqual(
          found.experts.slice(0, 2),
        );
      });

      test("count each hit in one year", async () => {
        const { facets: found } = await readFacets("ketamine");
        const counted = found.years.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
        expect(counted).toBe((await search("ketamine", { types: ["POST", "CONTRIBUTION"] })).totalCount);
        expect(found.years.every(({ year }: { year: string }) => /^20\d\d$/.test(year))).toBe(true);
      });

      test("refuse more values than 100", async () => {
        const { errors } = await graph.query(facets, { query: "ketamine", first: 101 });
        expect(errors?.[0]?.extensions).toMatchObject({ code: "PAGE_TOO_LARGE" });
      });
    });

    test("takes no cursor of another connection", async () => {
      const { data } = await graph.query("{ posts(first: 1) { pageInfo { endCursor } } }");
      const { errors } = await graph.query(document, {
        query: "ketamine",
        after: data.posts.pageInfo.endCursor,
      });
      expect(errors?.[0]?.extensions).toMatchObject({ code: "CURSOR_INVALID" });
    });

    test("takes no cursor of another query", async () => {
      const { pageInfo } = await search("ketamine", { first: 2 });
      const { errors } = await graph.query(document, { query: "anxiety", after: pageInfo.endCursor });
      expect(errors?.[0]?.message).toContain("another point or query");
      expect(errors?.[0]?.extensions).toMatchObject({ code: "CURSOR_INVALID" });
    });
  });

  describe("what is written", () => {
    afterEach(() => graph.close());

    const open = async (...values: unknown[]) => {
      graph = await openTestGraph();
      await importValues(graph.database, values);
    };

    test("is found at once, and under its new name only", async () => {
      await open(expert("anna", { name: "Anna Karenina" }));
      expect(await find("karenina")).toEqual(["Expert anna"]);
      await importValues(graph.database, [expert("anna", { name: "Anna Kovalevskaya" })]);
      expect(await find("karenina")).toEqual([]);
      expect(await find("kovalev")).toEqual(["Expert anna"]);
    });

    test("is found by the synonyms of its tags, also by those that come later", async () => {
      await open(tag("calm", { synonyms: ["Serenity"] }), post("walk", { tags: ["calm"] }));
      expect((await find("serenity")).sort()).toEqual(["Post walk", "Tag calm"]);
      await importValues(graph.database, [tag("calm", { synonyms: ["Tranquility"] })]);
      expect(await find("serenity")).toEqual([]);
      expect((await find("tranquility")).sort()).toEqual(["Post walk", "Tag calm"]);
    });

    test("is found by the names of its region and of its clinic, as they are now", async () => {
      await open(
        region("land", { name: "Wonderland" }),
        region("state", { parent: "land" }),
        clinic("house", { region: "state", name: "Lighthouse" }),
        expert("anna", { clinic: "house" }),
      );
      expect(await find("wonderland")).toEqual(["Clinic house"]);
      expect((await find("lighthouse")).sort()).toEqual(["Clinic house", "Expert anna"]);
      await importValues(graph.database, [
        region("land", { name: "Neverland" }),
        clinic("house", { region: "state", name: "Windmill" }),
      ]);
      expect(await find("wonderland lighthouse")).toEqual([]);
      expect(await find("neverland")).toEqual(["Clinic house"]);
      expect((await find("windmill")).sort()).toEqual(["Clinic house", "Expert anna"]);
    });

    test.each([
      ["a draft", { status: "DRAFT" }],
      ["an archived post", { status: "ARCHIVED" }],
      ["a post to come", { publishedAt: "2030-01-01T00:00:00.000Z" }],
    ])("stays hidden, with what is said in it: %s", async (_what, state) => {
      const blocks = [text("Quicksilver."), says("anna", "Quicksilver, I say.")];
      await open(expert("anna"), post("secret", { blocks }));
      expect((await search("quicksilver")).totalCount).toBe(2);
      await importValues(graph.database, [post("secret", { blocks, ...state })]);
      expect(await search("quicksilver")).toMatchObject({ totalCount: 0, edges: [] });
      const { data } = await graph.query(
        '{ search(query: "quicksilver") { facets { experts { count } years { year } } } }',
      );
      expect(data.search.facets).toEqual({ experts: [], years: [] });
    });

    test("is shown as HTML in which nothing but mark is an element", async () => {
      await open(
        post("danger", {
          title: `Walk & <script>alert("x")</script> walks`,
          blocks: [text('A walk\u0001 with `<b>` & "quotes".')],
        }),
      );
      const { edges } = await search("walk");
      expect(edges[0]?.highlights).toEqual([
        {
          field: "NAME",
          fragments: [
            "<mark>Walk</mark> &amp; &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; <mark>walks</mark>",
          ],
        },
        {
          field: "BODY",
          fragments: [
            expect.stringMatching(/^A <mark>walk<\/mark> +with (?:&lt;b&gt;)? +&amp; &quot;quotes&quot;\.?$/),
          ],
        },
      ]);
    });

    test("is found by words inside accents, case and endings", async () => {
      await open(expert("zoe", { name: "Zoë Ångström" }), post("walks", { title: "Walking" }));
      expect(await find("ZOE angstrom")).toEqual(["Expert zoe"]);
      expect(await find("zo\u0065\u0308")).toEqual(["Expert zoe"]);
      expect(await find("walks")).toEqual(["Post walks"]);
    });

    test("is found by a phrase only where its words stand in this order, in one text", async () => {
      await open(
        post("one", { title: "Slow walk home" }),
        post("two", { title: "Walk slow" }),
        post("three", { title: "Very slow", excerpt: "Walk" }),
      );
      expect((await find("slow walk")).sort()).toEqual(["Post one", "Post three", "Post two"]);
      expect(await find('"slow walk"')).toEqual(["Post one"]);
    });

    test("is found by a phrase behind the places that an engine keeps of one word", async () => {
      const long = `${"the walk ".repeat(600)}by the river`;
      await open(post("long", { title: "Far", blocks: [text(long)] }));
      expect(await find('"by the river"')).toEqual(["Post long"]);
      expect(await find("river-walk")).toEqual([]);
      expect((await search('"the river"')).edges[0]?.highlights).toMatchObject([{ field: "BODY" }]);
    });

    test("is found soon by a long passage of words that come often", async () => {
      await open(post("long", { title: "Far", blocks: [text("the walk ".repeat(600))] }));
      const start = performance.now();
      expect(await find(`"${"the walk ".repeat(100)}"`)).toEqual(["Post long"]);
      expect(performance.now() - start).toBeLessThan(4_000);
    });

    test("is found by words of any length", async () => {
      const long = "漢".repeat(600);
      await open(post("long", { title: "Far", blocks: [text(`A ${long} word`)] }));
      expect(await find(long)).toEqual(["Post long"]);
      expect(await find(`"a ${long} word"`)).toEqual(["Post long"]);
      expect(await find("漢".repeat(400))).toEqual([]);
    });
  });
});
