import { expect, test } from "@jest/globals";
import { ClientError, GraphQLClient, gql } from "graphql-request";
import { describeClient } from "../support/describe-client.js";
import { recordFetch } from "../support/record-fetch.js";

const tagPage = gql`
  query TagName($slug: String!) {
    tag(by: { slug: $slug }) {
      name
    }
  }
`;

describeClient("graphql-request", (graph) => {
  test("asks with variables", async () => {
    const client = new GraphQLClient(graph.url);
    expect(await client.request(tagPage, { slug: "anxiety" })).toEqual({ tag: { name: "Anxiety" } });
    expect(await client.request(tagPage, { slug: "no-such-tag" })).toEqual({ tag: null });
  });

  test("asks by GET, which HTTP caches keep", async () => {
    const { url } = graph;
    const { fetch, requests } = recordFetch();
    const client = new GraphQLClient(url, { method: "GET", fetch });
    for (let time = 0; time < 3; time += 1) {
      expect(await client.request(tagPage, { slug: "anxiety" })).toEqual({ tag: { name: "Anxiety" } });
    }
    expect(requests.map(({ method }) => method)).toEqual(["GET", "GET", "GET"]);
    expect(requests[2]?.answerHeaders.get("cache-control")).toMatch(/^public, max-age=/);
    expect(requests[2]?.answerHeaders.get("x-cache")).toBe("HIT");
  });

  test.each([
    { document: "{ posts(first: 1000) { totalCount } }", status: 200, code: "PAGE_TOO_LARGE" },
    { document: "{ post { title } }", status: 400, code: "GRAPHQL_VALIDATION_FAILED" },
    { document: "{ post", status: 400, code: "GRAPHQL_PARSE_FAILED" },
  ])(
    "reads $code from an answer with status $status, by POST and by GET",
    async ({ document, status, code }) => {
      for (const method of ["POST", "GET"] as const) {
        const error = await new GraphQLClient(graph.url, { method })
          .request(document)
          .catch((thrown) => thrown);
        expect(error).toBeInstanceOf(ClientError);
        expect(error.response.status).toBe(status);
        expect(error.response.errors[0].extensions.code).toBe(code);
      }
    },
  );
});
