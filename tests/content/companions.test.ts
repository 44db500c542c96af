import { afterEach, expect, test } from "@jest/globals";
import { expert, importValues, post, says, tag } from "../support/content.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openTestGraph, type TestGraph } from "../support/graph.js";

const document = `query ($first: Int) {
  tag(by: { slug: "a" }) { relatedTags(first: $first) { count node { slug } posts { slug } } }
  expert(by: { slug: "anna" }) { coContributors(first: $first) { count node { slug } posts { slug } } }
}`;

const day = (number: number) => `2024-01-${String(number).padStart(2, "0")}T00:00:00.000Z`;

describeEachDatabase("companions", () => {
  let graph: TestGraph;

  afterEach(() => graph.close());

  const open = async (...posts: unknown[]) => {
    graph = await openTestGraph();
    const named = [..."abcd"].map((slug) => tag(slug));
    const people = ["anna", "bert", "cleo"].map((slug) => expert(slug));
    await importValues(graph.database, [...named, ...people, ...posts]);
  };

  const read = async (variables = {}) => {
    const { data, errors, statements } = await graph.query(document, variables);
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(2);
    return data as {
      tag: { relatedTags: { count: number; node: { slug: string }; posts: { slug: string }[] }[] };
      expert: { coContributors: { count: number; node: { slug: string }; posts: { slug: string }[] }[] };
    };
  };

  const numbered = (count: number, more: (number: number) => object) =>
    Array.from({ length: count }, (_, index) =>
      post(`p${index + 1}`, { publishedAt: day(index + 1), ...more(index + 1) }),
    );

  test("come most frequent first, with the newest posts that are shared", async () => {
    await open(...numbered(8, (number) => ({ tags: number > 6 ? ["a", "b", "c"] : ["a", "b"] })));
    const { tag: found } = await read();
    expect(found.relatedTags).toEqual([
      { count: 8, node: { slug: "b" }, posts: [8, 7, 6, 5, 4].map((number) => ({ slug: `p${number}` })) },
      { count: 2, node: { slug: "c" }, posts: [{ slug: "p8" }, { slug: "p7" }] },
    ]);
    expect((await read({ first: 1 })).tag.relatedTags.map(({ node }) => node.slug)).toEqual(["b"]);
    expect((await read({ first: 0 })).tag.relatedTags).toEqual([]);
  });

  test("count a post once, however often somebody speaks in it", async () => {
    await open(
      post("one", { blocks: [says("anna", "1"), says("bert", "2"), says("bert", "3"), says("anna", "4")] }),
      post("two", { blocks: [says("cleo", "1")] }),
    );
    const { expert: found } = await read();
    expect(found.coContributors).toEqual([{ count: 1, node: { slug: "bert" }, posts: [{ slug: "one" }] }]);
  });

  test.each([
    ["a draft", { status: "DRAFT" }],
    ["a post to come", { publishedAt: "2030-01-01T00:00:00.000Z" }],
  ])("know nothing of %s", async (_what, state) => {
    await open(
      post("secret", { tags: ["a", "b"], blocks: [says("anna", "1"), says("bert", "2")], ...state }),
    );
    expect(await read()).toEqual({ tag: { relatedTags: [] }, expert: { coContributors: [] } });
  });

  test("refuse more than 100", async () => {
    await open();
    const { errors } = await graph.query(document, { first: 101 });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "PAGE_TOO_LARGE" });
  });
});
