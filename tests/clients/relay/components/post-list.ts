import { graphql } from "relay-runtime";

// Like the other components here it is compiled, not run: a bundler puts the artifacts in the place of the tags.

export const postListQuery = graphql`
  query postListQuery($count: Int!) {
    ...postList_query @arguments(count: $count)
  }
`;

export const postListFragment = graphql`
  fragment postList_query on Query
  @refetchable(queryName: "postListPaginationQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 5 }, cursor: { type: "String" }) {
    posts(first: $count, after: $cursor, orderBy: [{ field: PUBLISHED_AT, direction: DESC }])
      @connection(key: "postList_posts") {
      edges {
        node {
          slug
          title
          author {
            name
          }
        }
      }
    }
  }
`;
