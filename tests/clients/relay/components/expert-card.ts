import { graphql } from "relay-runtime";

export const expertCardQuery = graphql`
  query expertCardQuery($slug: String!) {
    expert(by: { slug: $slug }) {
      ...expertCard_expert
    }
  }
`;

export const expertCardFragment = graphql`
  fragment expertCard_expert on Expert @refetchable(queryName: "expertCardRefetchQuery") {
    name
    title
    credentials
    clinic {
      name
    }
  }
`;
