import { afterEach, expect, test } from "@jest/globals";
import { importValues, post, text } from "../support/content.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { openTestGraph, type TestGraph } from "../support/graph.js";

const document = `query ($query: String!, $first: Int, $after: String) {
  search(query: $query, types: [POST], first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { score node { ... on Post { slug } } }
  }
}`;

interface Page {
  edges: { score: number; node: { slug: string } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

/** Posts of the same length that say a word once, twice and so on: whatever it counts for, their order stays. */
const walks = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const words = ["Walk ".repeat(index + 1), "rest ".repeat(count - index)];
    return post(`walk-${index}`, { title: `Post ${index}`, blocks: [text(words.join(""))] });
  });

const longText = text("Walking is what people do who go from here to there. ".repeat(20));

describeEachDatabase("the scores of a search", () => {
  let graph: TestGraph;

  afterEach(() => graph.close());

  const open = async (...values: unknown[]) => {
    graph = await openTestGraph();
    await importValues(graph.database, values);
  };

  const search = async (query: string, variables = {}) => {
    const { data, errors, statements } = await graph.query(document, { query, ...variables });
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    return data.search as Page;
  };

  const nameOf = ({ node }: Page["edges"][number]) => node.slug;

  test("bear no trace of drafts", async () => {
    const scores = async () => (await search("walk")).edges.map(({ score }) => score);
    await open(...walks(5));
    const before = await scores();
    const draft = post("secret", { status: "DRAFT", blocks: [text("Walk, walk, walk."), text("Talk.")] });
    await importValues(graph.database, [draft]);
    expect(await scores()).toEqual(before);
    await importValues(graph.database, [post("secret", { status: "ARCHIVED" })]);
    expect(await scores()).toEqual(before);
  });

  test("tell who says most what nearly all say", async () => {
    await open(...walks(12));
    expect((await search("walk", { first: 3 })).edges.map(nameOf).sort()).toEqual([
      "walk-10",
      "walk-11",
      "walk-9",
    ]);
  });

  test("change while pages are read, and nothing comes again or never", async () => {
    await open(...walks(12));
    const listed = await search("walk", { first: 4 });
    // Words become common and texts long, so that each score is another one.
    const others = Array.from({ length: 20 }, (_, index) => post(`other-${index}`, { blocks: [longText] }));
    await importValues(graph.database, [...others, post("last", { blocks: [text("A walk.")] })]);
    const names = listed.edges.map(nameOf);
    for (let { pageInfo } = listed; pageInfo.hasNextPage; ) {
      const page = await search("walk", { first: 4, after: pageInfo.endCursor });
      names.push(...page.edges.map(nameOf));
      pageInfo = page.pageInfo;
    }
    expect(names.filter((name) => name.startsWith("walk"))).toHaveLength(12);
    expect(new Set(names).size).toBe(names.length);
  });

  test("of cursors count where their node is not found any more", async () => {
    await open(...walks(6));
    const { edges, pageInfo } = await search("walk", { first: 3 });
    const last = edges.at(-1)?.node.slug ?? "";
    await importValues(graph.database, [post(last, { title: "Gone", blocks: [text("Nothing.")] })]);
    const rest = await search("walk", { first: 10, after: pageInfo.endCursor });
    expect([...edges, ...rest.edges].map(nameOf)).toHaveLength(6);
  });
});
