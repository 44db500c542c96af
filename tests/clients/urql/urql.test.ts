import { beforeAll, expect, test } from "@jest/globals";
import { gql } from "@urql/core";
import { getIntrospectionQuery, type IntrospectionQuery } from "graphql";
import { readOperations } from "../../../src/playground/read-operations.js";
import { changeTitle } from "../support/change-title.js";
import { describeClient } from "../support/describe-client.js";
import { readAllSlugs } from "../support/pages.js";
import { recordFetch } from "../support/record-fetch.js";
import { withoutTypeNames } from "../support/without-type-names.js";
import { type ClientParts, createClient } from "./create-client.js";

const postList = gql`
  query PostList($first: Int!, $after: String) {
    posts(first: $first, after: $after) {
      totalCount
      nodes {
        id
        slug
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const expertCard = gql`
  query ExpertCard {
    expert(by: { slug: "thomas-kim" }) {
      id
      name
      title
    }
  }
`;

const speakers = gql`
  query Speakers {
    post(by: { slug: "how-ketamine-for-treating-anxiety-works" }) {
      id
      contributions(first: 1) {
        nodes {
          id
          attribution {
            name
          }
          expert {
            id
            title
          }
        }
      }
    }
  }
`;

const searchResults = gql`
  query SearchResults {
    search(query: "ketamine", first: 100) {
      nodes {
        __typename
        ... on NamedNode {
          id
          name
        }
        ... on Post {
          id
          title
        }
        ... on Contribution {
          id
        }
      }
    }
  }
`;

describeClient("urql with Graphcache", (graph) => {
  let schema: IntrospectionQuery;
  let warnings: string[];

  beforeAll(async () => {
    schema = (await graph.server.ask(getIntrospectionQuery())).body.data;
  });

  function open(parts: Partial<ClientParts> = {}) {
    warnings = [];
    return createClient({ url: graph.url, schema, warn: (message) => warnings.push(message), ...parts });
  }

  test("is answered every example operation as anyone is", async () => {
    for (const { name, document } of await readOperations()) {
      const { data, error } = await open().query(document, {});
      const { body } = await graph.server.ask(document);
      expect({ name, error, data: withoutTypeNames(data) }).toEqual({
        name,
        error: undefined,
        data: withoutTypeNames(body.data),
      });
    }
  });

  test("pages through a connection without skip or repeat", async () => {
    const client = open();
    let variables: { first: number; after?: string } = { first: 5 };
    for (;;) {
      const { data, error } = await client.query(postList, variables);
      expect(error).toBeUndefined();
      const { nodes, pageInfo, totalCount } = data.posts;
      if (!pageInfo.hasNextPage) {
        expect(totalCount).toBe(nodes.length);
        expect(nodes.map(({ slug }: { slug: string }) => slug)).toEqual(await readAllSlugs(graph));
        break;
      }
      variables = { first: 5, after: pageInfo.endCursor };
    }
    expect(warnings).toEqual([]);
  });

  test("has one entry for a node that two queries reach: what changes one shows in the other", async () => {
    const client = open();
    await client.query(expertCard, {});
    const titles: string[] = [];
    const shown = client.query(speakers, {}).subscribe(({ data }) => {
      titles.push(data.post.contributions.nodes[0].expert.title);
    });
    await client.query(speakers, {});
    await changeTitle(graph.server, "Founder");
    await client.query(expertCard, {}, { requestPolicy: "network-only" });
    shown.unsubscribe();
    expect(titles.at(0)).toBe("Chief Medical Officer");
    expect(titles.at(-1)).toBe("Founder");
    expect(warnings).toEqual([]);
  });

  test("matches fragments on interfaces, and answers from its cache what other queries read", async () => {
    const { fetch, requests } = recordFetch();
    const client = open({ fetch });
    const { data } = await client.query(searchResults, {});
    expect(
      new Set(data.search.nodes.map(({ __typename }: { __typename: string }) => __typename)).size,
    ).toBeGreaterThan(2);
    for (const node of data.search.nodes) {
      if (node.__typename !== "Contribution") expect(node.name ?? node.title).toEqual(expect.any(String));
    }
    expect((await client.query(searchResults, {})).data).toEqual(data);
    expect(requests).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  test("asks by GET, which HTTP caches keep", async () => {
    const { fetch, requests } = recordFetch();
    for (let time = 0; time < 3; time += 1) {
      await open({ fetch }).query(gql`query Unheard { tag(by: { slug: "anxiety" }) { id name } }`, {});
    }
    expect(requests.map(({ method }) => method)).toEqual(["GET", "GET", "GET"]);
    expect(requests[2]?.answerHeaders.get("cache-control")).toMatch(/^public, max-age=/);
    expect(requests[2]?.answerHeaders.get("x-cache")).toBe("HIT");
  });

  test("reads the code of an error", async () => {
    const { error } = await open().query(postList, { first: 1000 });
    expect(error?.graphQLErrors[0]?.extensions.code).toBe("PAGE_TOO_LARGE");
  });
});
