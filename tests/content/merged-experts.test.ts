import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { expert, importValues, post, says } from "../support/content.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openTestGraph, type TestGraph } from "../support/graph.js";

const document = `{
  post(by: { slug: "night" }) {
    contributions { nodes { attribution { name } expert { slug } differsFromProfile } }
    related { nodes { slug } edges { reasons { kind label } } }
  }
  kept: expert(by: { slug: "anna" }) { coContributors { count node { slug } } }
  left: expert(by: { slug: "ann" }) { contributions { totalCount } coContributors { count } }
  search(query: "sleep") { facets { experts { count node { slug } } } }
}`;

/** Two profiles of one person, each in a post of its own. */
const profiles = [
  expert("anna", { name: "Anna Karenina" }),
  expert("ann", { name: "A. Karenina" }),
  expert("bert"),
];
const day = post("day", { blocks: [says("anna", "Sleep at night.")] });
const night = (slug: string, name: string) =>
  post("night", {
    blocks: [
      says(slug, "Sleep, not work.", { attribution: { name, credentials: [] } }),
      says("bert", "Sleep well."),
    ],
  });

describeEachDatabase("an expert who is merged into another", () => {
  let graph: TestGraph;
  beforeEach(async () => {
    graph = await openTestGraph();
  });
  afterEach(() => graph.close());

  test("takes all along by which posts are found and related; what was printed stays", async () => {
    for (const values of [[...profiles, day, night("ann", "A. Karenina")], [night("anna", "A. Karenina")]]) {
      expect((await importValues(graph.database, values)).problems).toEqual([]);
    }
    const { data, errors } = await graph.query(document);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      post: {
        contributions: {
          nodes: [
            { attribution: { name: "A. Karenina" }, expert: { slug: "anna" }, differsFromProfile: true },
            { attribution: { name: "bert" }, expert: { slug: "bert" }, differsFromProfile: false },
          ],
        },
        related: {
          nodes: [{ slug: "day" }],
          edges: [{ reasons: expect.arrayContaining([{ kind: "SHARED_EXPERT", label: "Anna Karenina" }]) }],
        },
      },
      kept: { coContributors: [{ count: 1, node: { slug: "bert" } }] },
      left: { contributions: { totalCount: 0 }, coContributors: [] },
      search: {
        facets: { experts: expect.arrayContaining([expect.objectContaining({ node: { slug: "anna" } })]) },
      },
    });
    expect(data.search.facets.experts.map(({ node }: { node: { slug: string } }) => node.slug)).not.toContain(
      "ann",
    );
  });

  test("gives up a slug only when nobody has it any more", async () => {
    await importValues(graph.database, profiles);
    const [row] = await graph.database.source.query("SELECT id FROM expert WHERE slug = 'ann'");
    const report = await importValues(graph.database, [
      expert("anna", { id: row.id, name: "Anna Karenina" }),
    ]);
    expect(report.problems).toMatchObject([{ field: "slug", code: "SLUG_TAKEN" }]);
    expect(report.problems[0]?.message).toContain("another expert has that slug");
  });
});
