import { createHash } from "node:crypto";
import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { relayStylePagination } from "@apollo/client/utilities";

/** The types behind each interface and union of the schema. */
export const possibleTypes = {
  Block: ["ContributionBlock", "RelatedLinkBlock", "TextBlock"],
  NamedNode: ["Author", "Clinic", "Expert", "Region", "Tag"],
  Node: [
    "Author",
    "Clinic",
    "Contribution",
    "Correction",
    "Expert",
    "Link",
    "Post",
    "Region",
    "Source",
    "Tag",
  ],
  SearchNode: ["Clinic", "Contribution", "Expert", "Post", "Tag"],
};

/** An Apollo Client of the graph at this address, with an empty cache. */
export function createClient(uri: string, fetch = globalThis.fetch): ApolloClient {
  return new ApolloClient({
    link: new PersistedQueryLink({ sha256, useGETForHashedQueries: true }).concat(
      new HttpLink({ uri, fetch }),
    ),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        Query: {
          fields: {
            posts: relayStylePagination(["where", "orderBy"]),
            search: relayStylePagination(["query", "types", "where"]),
          },
        },
        Expert: { fields: { contributions: relayStylePagination(["kinds", "where", "orderBy"]) } },
      },
    }),
  });
}

/** In a browser: `crypto.subtle.digest`, or the package crypto-hash. */
function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
