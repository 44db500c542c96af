import { graphql } from "relay-runtime";

export const postStripQuery = graphql`
  query postStripQuery($first: Int, $after: String, $last: Int, $before: String) {
    ...postStrip_query @arguments(first: $first, after: $after, last: $last, before: $before)
  }
`;

export const postStripFragment = graphql`
  fragment postStrip_query on Query
  @refetchable(queryName: "postStripPaginationQuery")
  @argumentDefinitions(
    first: { type: "Int" }
    after: { type: "String" }
    last: { type: "Int" }
    before: { type: "String" }
  ) {
    posts(first: $first, after: $after, last: $last, before: $before) @connection(key: "postStrip_posts") {
      edges {
        node {
          slug
        }
      }
    }
  }
`;
