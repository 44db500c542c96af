import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Environment } from "relay-runtime";
import { changeTitle } from "../support/change-title.js";
import { describeClient } from "../support/describe-client.js";
import { readAllSlugs } from "../support/pages.js";
import { type CompiledComponents, compileComponents } from "./compile-components.js";
import { createEnvironment } from "./create-environment.js";
import { showComponent } from "./show-component.js";

let compiled: CompiledComponents;

beforeAll(async () => {
  compiled = await compileComponents();
});

afterAll(() => compiled.remove());

interface Edge {
  node: { slug: string; url: string; name?: string; title?: string; __typename: string };
}

const nodesOf = ({ edges }: { edges: Edge[] }) => edges.map(({ node }) => node);

describeClient("Relay", (graph) => {
  async function showOnQuery(name: string, variables: object) {
    return await showComponent(createEnvironment(graph.url), await compiled.load(name), variables);
  }

  async function showExpert(name: string, variables: object, environment: Environment) {
    return await showComponent(environment, await compiled.load(name, "expert"), variables);
  }

  test("pages through a connection without skip or repeat, into one record of its store", async () => {
    const list = await showOnQuery("postList", { count: 5 });
    expect(list.read().posts.edges).toHaveLength(5);
    while (await list.loadNext(5));
    expect(nodesOf(list.read().posts).map(({ slug }) => slug)).toEqual(await readAllSlugs(graph));
  });

  test("pages through a connection both ways from its middle", async () => {
    const all = await readAllSlugs(graph);
    const { body } = await graph.server.ask("{ posts(first: 8) { pageInfo { endCursor } } }");
    const strip = await showOnQuery("postStrip", { first: 2, after: body.data.posts.pageInfo.endCursor });
    expect(nodesOf(strip.read().posts).map(({ slug }) => slug)).toEqual(all.slice(8, 10));
    while (await strip.loadPrevious(3));
    while (await strip.loadNext(3));
    expect(nodesOf(strip.read().posts).map(({ slug }) => slug)).toEqual(all);
  });

  test("pages through a connection of a node, which it asks for by the node's id", async () => {
    const variables = { slug: "odalys-brightwater", count: 2 };
    const shown = await showExpert("expertContributions", variables, createEnvironment(graph.url));
    while (await shown.loadNext(2));
    const { body } = await graph.server.ask(
      '{ expert(by: { slug: "odalys-brightwater" }) { contributions { nodes { url } } } }',
    );
    const urls = body.data.expert.contributions.nodes.map(({ url }: { url: string }) => url);
    expect(urls.length).toBeGreaterThan(4);
    expect(nodesOf(shown.read().contributions).map(({ url }) => url)).toEqual(urls);
  });

  test("pages through a search, whose nodes are of several types", async () => {
    const results = await showOnQuery("searchResults", { query: "ketamine", count: 3 });
    while (await results.loadNext(20));
    const { body } = await graph.server.ask('{ search(query: "ketamine", first: 100) { totalCount } }');
    const nodes = nodesOf(results.read().search);
    expect(nodes).toHaveLength(body.data.search.totalCount);
    expect(new Set(nodes.map(({ __typename }) => __typename)).size).toBeGreaterThan(2);
    for (const node of nodes) {
      if (node.__typename !== "Contribution") expect(node.name ?? node.title).toEqual(expect.any(String));
    }
  });

  test("asks for a fragment again by its node's id, which changes the node in every other fragment", async () => {
    const environment = createEnvironment(graph.url);
    const card = await showExpert("expertCard", { slug: "thomas-kim" }, environment);
    const said = await showExpert("expertContributions", { slug: "thomas-kim", count: 5 }, environment);
    const titles = () => nodesOf(said.read().contributions).map((node) => node);
    expect(card.read().title).toBe("Chief Medical Officer");
    expect(titles()).toEqual([expect.objectContaining({ expert: { title: "Chief Medical Officer" } })]);
    await changeTitle(graph.server, "Founder");
    await card.refetch();
    expect(card.read().title).toBe("Founder");
    expect(titles()).toEqual([expect.objectContaining({ expert: { title: "Founder" } })]);
  });
});
