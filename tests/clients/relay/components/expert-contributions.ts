import { graphql } from "relay-runtime";

export const expertContributionsQuery = graphql`
  query expertContributionsQuery($slug: String!, $count: Int!) {
    expert(by: { slug: $slug }) {
      ...expertContributions_expert @arguments(count: $count)
    }
  }
`;

export const expertContributionsFragment = graphql`
  fragment expertContributions_expert on Expert
  @refetchable(queryName: "expertContributionsPaginationQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 5 }, cursor: { type: "String" }) {
    contributions(first: $count, after: $cursor) @connection(key: "expertContributions_contributions") {
      edges {
        node {
          url
          expert {
            title
          }
        }
      }
    }
  }
`;
