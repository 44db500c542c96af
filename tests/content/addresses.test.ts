import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { layouts } from "../../src/content/content-file-layout.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { testSiteUrl } from "../support/exits.js";
import { openTestGraph, type TestGraph } from "../support/graph.js";

describeEachDatabase("addresses", () => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openTestGraph([
      { type: "region", slug: "norway", name: "Norway" },
      { type: "tag", slug: "sleep", name: "Sleep", kind: "TOPIC" },
      { type: "clinic", slug: "fjord-clinic", name: "Fjord Clinic" },
      { type: "expert", slug: "asa-berg", name: "Åsa Berg" },
      { type: "author", slug: "desk", name: "The Desk", kind: "ORGANIZATION" },
      {
        type: "post",
        slug: "rest",
        title: "Rest",
        status: "PUBLISHED",
        publishedAt: "2024-01-01T00:00:00.000Z",
        blocks: [
          {
            kind: "text",
            markdown: [
              '<h3 id="contribution-1">Forged</h3>',
              "### contribution-1 {#contribution-1}",
              "A note.[^contribution-1]",
              "[^contribution-1]: The note.",
            ].join("\n\n"),
          },
          { kind: "contribution", expert: "asa-berg", contribution: "QUOTE", markdown: "Rest." },
          { kind: "text", markdown: "Between." },
          { kind: "contribution", expert: "asa-berg", contribution: "PARAPHRASE", markdown: "She rests." },
        ],
      },
    ]);
  });

  afterAll(async () => {
    await graph.close();
  });

  test.each([
    ["region", "norway"],
    ["tag", "sleep"],
    ["clinic", "fjord-clinic"],
    ["expert", "asa-berg"],
    ["author", "desk"],
    ["post", "rest"],
  ])("that of a %s is its content file's place on the site", async (type, slug) => {
    const folder = layouts.find((layout) => layout.type === type)?.folder;
    const { data } = await graph.query(`{ found: ${type}(by: { slug: "${slug}" }) { id url } }`);
    expect(data.found.url).toBe(`${testSiteUrl}/${folder}/${slug}`);
    const byId = "query ($id: ID!) { node(id: $id) { ... on NamedNode { url } ... on Post { url } } }";
    expect((await graph.query(byId, { id: data.found.id })).data.node.url).toBe(data.found.url);
  });

  test("that of a contribution leads to its anchor in the post, which no author can forge", async () => {
    const { data, statements } = await graph.query(`{
      post(by: { slug: "rest" }) { body contributions { nodes { url } } }
      expert(by: { slug: "asa-berg" }) { contributions(first: 1) { nodes { url } } }
    }`);
    expect(statements).toHaveLength(2);
    const urls = data.post.contributions.nodes.map(({ url }: { url: string }) => url);
    const page = `${testSiteUrl}/posts/rest`;
    expect(urls).toEqual([`${page}#contribution-1`, `${page}#contribution-2`]);
    expect(data.expert.contributions.nodes).toEqual([{ url: urls[0] }]);
    const anchors = [...data.post.body.matchAll(/ id="(contribution-\d+)"/g)].map(([, id]) => id);
    expect(anchors).toEqual(["contribution-1", "contribution-2"]);
    expect(data.post.body).toContain('<h3 id="contribution-1">Åsa Berg</h3>\n<blockquote>\n<p>Rest.</p>');
  });

  test("follow the site, which is no part of any statement", async () => {
    graph.database.statements.length = 0;
    await graph.query('{ tag(by: { slug: "sleep" }) { url } }');
    expect(graph.database.statements.join()).not.toContain("site.example");
  });
});
