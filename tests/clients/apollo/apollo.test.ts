import { type ApolloClient, CombinedGraphQLErrors, gql } from "@apollo/client";
import { expect, test } from "@jest/globals";
import { readOperations } from "../../../src/playground/read-operations.js";
import { changeTitle } from "../support/change-title.js";
import { describeClient } from "../support/describe-client.js";
import { readAllSlugs } from "../support/pages.js";
import { recordFetch } from "../support/record-fetch.js";
import { listPossibleTypes } from "../support/schema.js";
import { withoutTypeNames } from "../support/without-type-names.js";
import { createClient, possibleTypes } from "./create-client.js";

const postList = gql`
  query PostList($first: Int!, $after: String) {
    posts(first: $first, after: $after) {
      edges {
        node {
          id
          slug
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const orderedTitles = gql`
  query OrderedTitles($direction: OrderDirection!) {
    posts(first: 100, orderBy: [{ field: TITLE, direction: $direction }]) {
      edges {
        node {
          id
          slug
        }
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
        edges {
          node {
            id
            expert {
              id
              title
            }
          }
        }
      }
    }
  }
`;

interface PostList {
  posts: {
    edges: { node: { id: string; slug: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

interface Expert {
  id: string;
  name: string;
  title: string;
}

interface Speakers {
  post: { contributions: { edges: { node: { expert: Expert } }[] } };
}

describeClient("Apollo Client", (graph) => {
  test("knows every type that an interface or a union can be", () => {
    expect(possibleTypes).toEqual(listPossibleTypes());
  });

  test("is answered every example operation as anyone is", async () => {
    for (const { name, document } of await readOperations()) {
      const { data } = await createClient(graph.url).query({ query: gql(document), fetchPolicy: "no-cache" });
      const { body } = await graph.server.ask(document);
      expect({ name, data: withoutTypeNames(data) }).toEqual({ name, data: withoutTypeNames(body.data) });
    }
  });

  test("pages through a connection without skip or repeat", async () => {
    const client = createClient(graph.url);
    const variables = { first: 5 };
    const list = client.watchQuery<PostList>({ query: postList, variables });
    const shown = list.subscribe(() => undefined);
    const read = () => client.readQuery<PostList>({ query: postList, variables })?.posts;
    await client.query({ query: postList, variables });
    while (read()?.pageInfo.hasNextPage) {
      await list.fetchMore({ variables: { after: read()?.pageInfo.endCursor } });
    }
    shown.unsubscribe();
    expect(read()?.edges.map(({ node }) => node.slug)).toEqual(await readAllSlugs(graph));
  });

  test("keeps lists of other arguments apart, and each node once", async () => {
    const client = createClient(graph.url);
    for (const direction of ["ASC", "DESC"]) {
      await client.query({ query: orderedTitles, variables: { direction } });
    }
    const read = (direction: string) =>
      client
        .readQuery<PostList>({ query: orderedTitles, variables: { direction } })
        ?.posts.edges.map(({ node }) => node.id);
    expect(read("DESC")).toEqual(read("ASC")?.toReversed());
    expect(listCached(client, "Post:")).toHaveLength(read("ASC")?.length ?? 0);
  });

  test("has one entry for a node that two queries reach: what changes one shows in the other", async () => {
    const client = createClient(graph.url);
    await client.query({ query: expertCard });
    await client.query({ query: speakers });
    const speaker = () =>
      client.readQuery<Speakers>({ query: speakers })?.post.contributions.edges[0]?.node.expert;
    expect(listCached(client, "Expert:")).toEqual([`Expert:${speaker()?.id}`]);
    expect(speaker()?.title).toBe("Chief Medical Officer");
    await changeTitle(graph.server, "Founder");
    await client.query({ query: expertCard, fetchPolicy: "network-only" });
    expect(speaker()?.title).toBe("Founder");
  });

  test("asks by GET and hash alone, and sends the document once, when the server does not know it", async () => {
    const { fetch, requests } = recordFetch();
    const query = gql`query Unheard { tag(by: { slug: "anxiety" }) { id name } }`;
    const answers = [];
    for (let time = 0; time < 2; time += 1) {
      answers.push((await createClient(graph.url, fetch).query({ query })).data);
    }
    expect(answers[0]).toMatchObject({ tag: { name: "Anxiety" } });
    expect(answers[1]).toEqual(answers[0]);
    expect(requests.map(({ method, fields }) => [method, fields.query !== undefined])).toEqual([
      ["GET", false],
      ["POST", true],
      ["GET", false],
    ]);
    expect(requests.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(requests[0]?.answerHeaders.get("cache-control")).toBe("no-store");
    expect(requests[2]?.answerHeaders.get("cache-control")).toMatch(/^public, max-age=/);
    expect(requests[2]?.answerHeaders.get("x-cache")).toBe("HIT");
  });

  test("reads the code of an error", async () => {
    const asked = createClient(graph.url).query({ query: postList, variables: { first: 1000 } });
    const error = await asked.catch((thrown) => thrown);
    expect(CombinedGraphQLErrors.is(error)).toBe(true);
    expect(error.errors[0].extensions.code).toBe("PAGE_TOO_LARGE");
  });
});

/** The keys of a type's nodes in the cache. */
function listCached(client: ApolloClient, type: string): string[] {
  return Object.keys(client.extract() as object).filter((key) => key.startsWith(type));
}
