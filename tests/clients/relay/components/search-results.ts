import { graphql } from "relay-runtime";

export const searchResultsQuery = graphql`
  query searchResultsQuery($query: String!, $count: Int!) {
    ...searchResults_query @arguments(query: $query, count: $count)
  }
`;

export const searchResultsFragment = graphql`
  fragment searchResults_query on Query
  @refetchable(queryName: "searchResultsPaginationQuery")
  @argumentDefinitions(
    query: { type: "String!" }
    count: { type: "Int", defaultValue: 5 }
    cursor: { type: "String" }
  ) {
    search(query: $query, first: $count, after: $cursor)
      @connection(key: "searchResults_search", filters: ["query"]) {
      edges {
        score
        node {
          __typename
          ... on NamedNode {
            name
          }
          ... on Post {
            title
          }
        }
      }
    }
  }
`;
