/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Who signs a post. */
export type AuthorKind =
  /** A staff, a team or a company. */
  | 'ORGANIZATION'
  /** One person. */
  | 'PERSON';

/** Whose words a contribution is made of. */
export type ContributionKind =
  /** The editors' words for what the expert said. */
  | 'PARAPHRASE'
  /** The expert's words, printed inside quotation marks. */
  | 'QUOTE'
  /** Written by the expert, printed without quotation marks. */
  | 'STATEMENT';

/** How a post points at another. */
export type LinkKind =
  /** A hyperlink in the post's prose. */
  | 'BODY'
  /** A line of its own in the post that recommends another post. */
  | 'RELATED';

/** What lies within a distance of a point, the nearest first. Distances are those on a sphere of the earth's mean radius, to the metre; what has no known location is near nothing. */
export type Near = {
  /** Degrees north of the point, -90 to 90. */
  latitude: number;
  /** Degrees east of the point, -180 to 180. */
  longitude: number;
  /** How far at the most, in kilometres: more than 0, and 20016 for the whole earth. */
  radiusKm: number;
};

/** How deep a region lies in the tree. */
export type RegionKind =
  /** A city of a state. */
  | 'CITY'
  /** A country; it has no parent. */
  | 'COUNTRY'
  /** A state or province of a country. */
  | 'STATE';

/** What relates two posts. */
export type RelatedReasonKind =
  /** The post points at the other: a related line, or a hyperlink in its prose. */
  | 'LINKED_BY_EDITOR'
  /** The other post points at this one. */
  | 'LINKED_FROM'
  /** Somebody speaks for the same clinic in both. */
  | 'SHARED_CLINIC'
  /** The same expert contributes to both. */
  | 'SHARED_EXPERT'
  /** Both bear the same tag. */
  | 'SHARED_TAG'
  /** Both texts are about the same words. */
  | 'TEXT';

/** Which text of a node words were found in. */
export type SearchField =
  /** The prose of a post, the words of a contribution, the biography of an expert. */
  | 'BODY'
  /** The title of a post; the name of an expert, a clinic or a tag. */
  | 'NAME'
  /** The excerpt of a post; title, credentials and clinic of a person; tagline and place of a clinic; synonyms of a tag. */
  | 'SUMMARY';

/** What can be found. */
export type SearchType =
  /** Clinics, by name, tagline, place and treatments. */
  | 'CLINIC'
  /** What experts say, by their words and by who says it. */
  | 'CONTRIBUTION'
  /** People, by name, title, credentials, clinic and biography. */
  | 'EXPERT'
  /** Articles, by title, excerpt, the author's prose, their tags and who speaks in them. */
  | 'POST'
  /** Tags, by name and synonyms. */
  | 'TAG';

/** What a tag speaks of. */
export type TagKind =
  /** What is treated: anxiety. */
  | 'CONDITION'
  /** Anything else that posts have in common. */
  | 'TOPIC'
  /** What it is treated with: ketamine therapy. */
  | 'TREATMENT';

/** What a site answers a request for an address with. */
export type UrlStatus =
  /** The page of `node`: show it. */
  | 'FOUND'
  /** There was a page, and it was taken down for good: 410. Of a post, that it is archived and its publishedAt has come. */
  | 'GONE'
  /** The page of `node` has another address today: send readers to `location`. */
  | 'REDIRECT';

export type PostPageQueryVariables = Exact<{
  slug?: string;
}>;


export type PostPageQuery = { post: { title: string, publishedAt: string | null, excerpt: string | null, body: string, author: { name: string } | null, contributions: { nodes: Array<{ position: number, kind: ContributionKind, body: string, attribution: { honorific: string | null, name: string, credentials: Array<string>, title: string | null, clinicName: string | null }, expert: { slug: string, name: string, credentials: Array<string>, clinic: { name: string, region: { name: string } | null } | null } }> }, tags: { nodes: Array<{ name: string, kind: TagKind }> }, links: { nodes: Array<{ title: string, post: { slug: string } | null }> } } | null };

export type NewestPostsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type NewestPostsQuery = { posts: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ cursor: string, node: { slug: string, title: string, publishedAt: string | null, author: { name: string, kind: AuthorKind } | null } }> } };

export type TagPageQueryVariables = Exact<{
  slug?: string;
  first?: number | null | undefined;
}>;


export type TagPageQuery = { tag: { name: string, kind: TagKind, synonyms: Array<string>, parent: { name: string } | null, posts: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ slug: string, title: string, excerpt: string | null, tags: { nodes: Array<{ slug: string, name: string }> }, contributions: { nodes: Array<{ attribution: { name: string }, clinic: { name: string, city: string | null } | null }> } }> } } | null };

export type ExpertPageQueryVariables = Exact<{
  slug?: string;
  first?: number | null | undefined;
}>;


export type ExpertPageQuery = { expert: { id: string, honorific: string | null, name: string, credentials: Array<string>, title: string | null, bio: string | null, clinic: { name: string, tagline: string | null, telehealth: boolean } | null, contributions: { nodes: Array<{ kind: ContributionKind, body: string, attribution: { title: string | null, clinicName: string | null }, post: { slug: string, title: string, publishedAt: string | null } }> } } | null };

export type ClinicPageQueryVariables = Exact<{
  slug?: string;
}>;


export type ClinicPageQuery = { clinic: { name: string, tagline: string | null, website: string | null, city: string | null, telehealth: boolean, location: { latitude: number, longitude: number } | null, region: { name: string, kind: RegionKind, parent: { name: string } | null } | null, treatments: { nodes: Array<{ name: string }> }, experts: { nodes: Array<{ name: string, credentials: Array<string> }> }, posts: { totalCount: number, nodes: Array<{ title: string }> } } | null };

export type RegionTreeQueryVariables = Exact<{
  slug?: string;
}>;


export type RegionTreeQuery = { region: { name: string, kind: RegionKind, clinics: { nodes: Array<{ name: string }> }, children: { nodes: Array<{ name: string, kind: RegionKind, children: { nodes: Array<{ name: string, kind: RegionKind, clinics: { totalCount: number, nodes: Array<{ name: string, telehealth: boolean }> } }> } }> } } | null };

export type PostBlocksQueryVariables = Exact<{
  slug?: string;
}>;


export type PostBlocksQuery = { post: { title: string, whole: string, blocks: { nodes: Array<
        | { __typename: 'ContributionBlock', position: number, contribution: { kind: ContributionKind, body: string, attribution: { name: string, credentials: Array<string> } } }
        | { __typename: 'RelatedLinkBlock', position: number, link: { title: string, post: { slug: string } | null } }
        | { __typename: 'TextBlock', position: number, body: string }
      > } } | null };

export type SaidFragment = { kind: ContributionKind, body: string, attribution: { name: string, credentials: Array<string> } };

export type LinksBothWaysQueryVariables = Exact<{
  slug?: string;
}>;


export type LinksBothWaysQuery = { post: { title: string, related: { totalCount: number, nodes: Array<{ title: string, post: { slug: string } | null }> }, inProse: { nodes: Array<{ title: string, post: { slug: string } | null }> }, linkedFrom: { totalCount: number, nodes: Array<{ kind: LinkKind, title: string, source: { slug: string, title: string } }> } } | null };

export type NodesByIdQueryVariables = Exact<{
  ids?: Array<string | number> | string | number;
}>;


export type NodesByIdQuery = { nodes: Array<
    | { __typename: 'Author', slug: string, name: string, id: string }
    | { __typename: 'Clinic', slug: string, name: string, id: string }
    | { __typename: 'Contribution', id: string }
    | { __typename: 'Correction', id: string }
    | { __typename: 'Expert', slug: string, name: string, credentials: Array<string>, id: string }
    | { __typename: 'Link', id: string }
    | { __typename: 'Post', slug: string, title: string, id: string }
    | { __typename: 'Region', slug: string, name: string, id: string }
    | { __typename: 'Source', id: string }
    | { __typename: 'Tag', slug: string, name: string, id: string }
   | null> };

export type RegionClinicsQueryVariables = Exact<{
  slug?: string;
}>;


export type RegionClinicsQuery = { region: { name: string, clinics: { nodes: Array<{ name: string, experts: { nodes: Array<{ name: string, credentials: Array<string>, contributions: { nodes: Array<{ kind: ContributionKind, body: string, post: { slug: string, title: string } }> } }> } }> } } | null };

export type PostsByFilterQueryVariables = Exact<{
  tag?: string;
  region?: string;
  first?: number | null | undefined;
}>;


export type PostsByFilterQuery = { posts: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ slug: string, title: string, publishedAt: string | null, clinics: { nodes: Array<{ name: string, city: string | null }> } }> } };

export type TrustQueryVariables = Exact<{
  slug?: string;
}>;


export type TrustQuery = { post: { title: string, publishedAt: string | null, updatedAt: string | null, contributions: { nodes: Array<{ position: number, kind: ContributionKind, differsFromProfile: boolean, attribution: { honorific: string | null, name: string, credentials: Array<string>, title: string | null, clinicName: string | null }, expert: { slug: string, name: string, credentials: Array<string>, title: string | null, clinic: { name: string } | null } }> }, medicalReview: { reviewedOn: string, nextDue: string | null, isOverdue: boolean, reviewer: { honorific: string | null, name: string, credentials: Array<string>, title: string | null, clinicName: string | null }, expert: { slug: string } | null } | null, corrections: { nodes: Array<{ correctedOn: string, body: string }> }, sources: { nodes: Array<{ position: number, title: string, authors: Array<string>, publisher: string | null, year: number | null, doi: string | null, url: string | null }> } } | null };

export type CitationsQueryVariables = Exact<{
  slug?: string | null | undefined;
}>;


export type CitationsQuery = { post: { title: string, url: string, contributions: { nodes: Array<{ url: string, kind: ContributionKind, apa: string, mla: string, cslJson: string, attribution: { name: string, credentials: Array<string> } }> } } | null };

export type JsonLdQueryVariables = Exact<{
  slug?: string | null | undefined;
}>;


export type JsonLdQuery = { post: { title: string, jsonLd: string, experts: { nodes: Array<{ name: string, jsonLd: string }> }, clinics: { nodes: Array<{ name: string, jsonLd: string }> } } | null };

export type WhatToReadNextQueryVariables = Exact<{
  slug?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type WhatToReadNextQuery = { post: { title: string, related: { edges: Array<{ score: number, reasons: Array<{ kind: RelatedReasonKind, weight: number, label: string, node:
            | { __typename: 'Author', id: string }
            | { __typename: 'Clinic', id: string }
            | { __typename: 'Contribution', id: string }
            | { __typename: 'Correction', id: string }
            | { __typename: 'Expert', id: string }
            | { __typename: 'Link', id: string }
            | { __typename: 'Post', id: string }
            | { __typename: 'Region', id: string }
            | { __typename: 'Source', id: string }
            | { __typename: 'Tag', id: string }
           | null }>, node: { slug: string, title: string, excerpt: string | null, publishedAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type SearchQueryVariables = Exact<{
  query?: string;
  types?: Array<SearchType> | SearchType | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchQuery = { search: { totalCount: number, edges: Array<{ score: number, highlights: Array<{ field: SearchField, fragments: Array<string> }>, node:
        | { __typename: 'Clinic', slug: string, name: string }
        | { __typename: 'Contribution', attribution: { name: string, clinicName: string | null }, post: { slug: string, title: string } }
        | { __typename: 'Expert', slug: string, name: string }
        | { __typename: 'Post', slug: string, title: string, publishedAt: string | null }
        | { __typename: 'Tag', slug: string, name: string }
       }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ClinicsNearbyQueryVariables = Exact<{
  near?: Near;
  treatment?: string;
  telehealth?: boolean | null | undefined;
  first?: number | null | undefined;
}>;


export type ClinicsNearbyQuery = { clinics: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ distanceKm: number | null, node: { name: string, city: string | null, telehealth: boolean, location: { latitude: number, longitude: number } | null } }> } };

export type RegionWithPostsQueryVariables = Exact<{
  slug?: string;
  first?: number | null | undefined;
}>;


export type RegionWithPostsQuery = { region: { name: string, kind: RegionKind, ancestors: Array<{ slug: string, name: string }>, clinics: { totalCount: number, nodes: Array<{ name: string, city: string | null, region: { name: string } | null }> }, posts: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ slug: string, title: string, publishedAt: string | null }> } } | null };

export type SearchFacetsQueryVariables = Exact<{
  query?: string;
}>;


export type SearchFacetsQuery = { search: { totalCount: number, facets: { conditions: Array<{ count: number, node: { slug: string, name: string } }>, treatments: Array<{ count: number, node: { slug: string, name: string } }>, experts: Array<{ count: number, node: { slug: string, name: string } }>, clinics: Array<{ count: number, node: { slug: string, name: string } }>, regions: Array<{ count: number, node: { slug: string, name: string } }>, years: Array<{ year: string, count: number }> }, nodes: Array<
      | { __typename: 'Clinic' }
      | { __typename: 'Contribution' }
      | { __typename: 'Expert' }
      | { __typename: 'Post', title: string }
      | { __typename: 'Tag' }
    > } };

export type RelatedTagsQueryVariables = Exact<{
  slug?: string;
}>;


export type RelatedTagsQuery = { tag: { name: string, relatedTags: Array<{ count: number, node: { slug: string, name: string }, posts: Array<{ slug: string, title: string }> }> } | null };

export type CoContributorsQueryVariables = Exact<{
  slug?: string;
}>;


export type CoContributorsQuery = { expert: { name: string, coContributors: Array<{ count: number, node: { slug: string, name: string }, posts: Array<{ slug: string, title: string }> }> } | null };

export type ResolveUrlQueryVariables = Exact<{
  url?: string;
}>;


export type ResolveUrlQuery = { resolveUrl: { status: UrlStatus, httpStatus: number, location: string | null, node:
      | { __typename: 'Author', name: string, id: string }
      | { __typename: 'Clinic', name: string, id: string }
      | { __typename: 'Contribution', id: string }
      | { __typename: 'Correction', id: string }
      | { __typename: 'Expert', name: string, id: string }
      | { __typename: 'Link', id: string }
      | { __typename: 'Post', title: string, excerpt: string | null, publishedAt: string | null, id: string, author: { name: string } | null, tags: { nodes: Array<{ slug: string, name: string }> } }
      | { __typename: 'Region', name: string, id: string }
      | { __typename: 'Source', id: string }
      | { __typename: 'Tag', name: string, id: string }
     | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const SaidFragmentDoc = new TypedDocumentString(`
    fragment Said on Contribution {
  kind
  body(format: HTML)
  attribution {
    name
    credentials
  }
}
    `, {"fragmentName":"Said"}) as unknown as TypedDocumentString<SaidFragment, unknown>;
export const PostPageDocument = new TypedDocumentString(`
    query PostPage($slug: String! = "how-ketamine-for-treating-anxiety-works") {
  post(by: {slug: $slug}) {
    title
    publishedAt
    author {
      name
    }
    contributions {
      nodes {
        position
        kind
        attribution {
          honorific
          name
          credentials
          title
          clinicName
        }
        expert {
          slug
          name
          credentials
          clinic {
            name
            region {
              name
            }
          }
        }
        body(format: TEXT)
      }
    }
    tags {
      nodes {
        name
        kind
      }
    }
    links(kinds: [RELATED]) {
      nodes {
        title
        post {
          slug
        }
      }
    }
    excerpt
    body(format: HTML)
  }
}
    `, {"hash":"sha256:a37ad2c99766718746106f9e453c0f970e58623d4f91650558fadeccb8b835d8"}) as unknown as TypedDocumentString<PostPageQuery, PostPageQueryVariables>;
export const NewestPostsDocument = new TypedDocumentString(`
    query NewestPosts($first: Int = 5, $after: String) {
  posts(first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    edges {
      cursor
      node {
        slug
        title
        publishedAt
        author {
          name
          kind
        }
      }
    }
  }
}
    `, {"hash":"sha256:fedc3a6c0c3a4fb1b506644a8f09d19ac5bcafc089df4ee8667b587aac91a9e1"}) as unknown as TypedDocumentString<NewestPostsQuery, NewestPostsQueryVariables>;
export const TagPageDocument = new TypedDocumentString(`
    query TagPage($slug: String! = "anxiety", $first: Int = 20) {
  tag(by: {slug: $slug}) {
    name
    kind
    synonyms
    parent {
      name
    }
    posts(first: $first) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        slug
        title
        excerpt
        tags {
          nodes {
            slug
            name
          }
        }
        contributions {
          nodes {
            attribution {
              name
            }
            clinic {
              name
              city
            }
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:e04459d25135fad2fce7f1fd40fbd219e1760c344848822d009b734a9ac6f5ce"}) as unknown as TypedDocumentString<TagPageQuery, TagPageQueryVariables>;
export const ExpertPageDocument = new TypedDocumentString(`
    query ExpertPage($slug: String! = "thomas-kim", $first: Int = 20) {
  expert(by: {slug: $slug}) {
    id
    honorific
    name
    credentials
    title
    bio(format: HTML)
    clinic {
      name
      tagline
      telehealth
    }
    contributions(first: $first) {
      nodes {
        kind
        body(format: HTML)
        attribution {
          title
          clinicName
        }
        post {
          slug
          title
          publishedAt
        }
      }
    }
  }
}
    `, {"hash":"sha256:b2719b38513cfc4bb2a83062fe1a2ee4c0758630b722f6edeab2f456259ad964"}) as unknown as TypedDocumentString<ExpertPageQuery, ExpertPageQueryVariables>;
export const ClinicPageDocument = new TypedDocumentString(`
    query ClinicPage($slug: String! = "lanternwick-clinic") {
  clinic(by: {slug: $slug}) {
    name
    tagline
    website
    city
    telehealth
    location {
      latitude
      longitude
    }
    region {
      name
      kind
      parent {
        name
      }
    }
    treatments {
      nodes {
        name
      }
    }
    experts {
      nodes {
        name
        credentials
      }
    }
    posts(first: 5) {
      totalCount
      nodes {
        title
      }
    }
  }
}
    `, {"hash":"sha256:83b1049d7738c69931cabce7da9c8ff0af0e6f6d3998353b657547483e8c4729"}) as unknown as TypedDocumentString<ClinicPageQuery, ClinicPageQueryVariables>;
export const RegionTreeDocument = new TypedDocumentString(`
    query RegionTree($slug: String! = "united-states") {
  region(by: {slug: $slug}) {
    name
    kind
    clinics {
      nodes {
        name
      }
    }
    children {
      nodes {
        name
        kind
        children {
          nodes {
            name
            kind
            clinics {
              totalCount
              nodes {
                name
                telehealth
              }
            }
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:6fdee1145f019934242c9a397c933300559019424cb379a241eff4cfcb4bdb92"}) as unknown as TypedDocumentString<RegionTreeQuery, RegionTreeQueryVariables>;
export const PostBlocksDocument = new TypedDocumentString(`
    query PostBlocks($slug: String! = "how-ketamine-for-treating-anxiety-works") {
  post(by: {slug: $slug}) {
    title
    blocks(first: 100) {
      nodes {
        __typename
        ... on TextBlock {
          position
          body(format: HTML)
        }
        ... on ContributionBlock {
          position
          contribution {
            ...Said
          }
        }
        ... on RelatedLinkBlock {
          position
          link {
            title
            post {
              slug
            }
          }
        }
      }
    }
    whole: body(format: MARKDOWN)
  }
}
    fragment Said on Contribution {
  kind
  body(format: HTML)
  attribution {
    name
    credentials
  }
}`, {"hash":"sha256:0646f56024428c252aa48fddb89ac0f69859646309e5e58c4c9b1ddc8d057a4d"}) as unknown as TypedDocumentString<PostBlocksQuery, PostBlocksQueryVariables>;
export const LinksBothWaysDocument = new TypedDocumentString(`
    query LinksBothWays($slug: String! = "how-ketamine-for-treating-anxiety-works") {
  post(by: {slug: $slug}) {
    title
    related: links(kinds: [RELATED]) {
      totalCount
      nodes {
        title
        post {
          slug
        }
      }
    }
    inProse: links(kinds: [BODY]) {
      nodes {
        title
        post {
          slug
        }
      }
    }
    linkedFrom {
      totalCount
      nodes {
        kind
        title
        source {
          slug
          title
        }
      }
    }
  }
}
    `, {"hash":"sha256:2ca2a55e065bede82c16cf12f02896c4e0043146da5abb9a96005efde931cd48"}) as unknown as TypedDocumentString<LinksBothWaysQuery, LinksBothWaysQueryVariables>;
export const NodesByIdDocument = new TypedDocumentString(`
    query NodesById($ids: [ID!]! = ["post_ekggod82ka9s0n46mua6", "expert_871qx72pr9h77bnmkeqb", "clinic_wpndjcwfb932hmdsikn7"]) {
  nodes(ids: $ids) {
    __typename
    id
    ... on NamedNode {
      slug
      name
    }
    ... on Post {
      slug
      title
    }
    ... on Expert {
      credentials
    }
  }
}
    `, {"hash":"sha256:4954c882d12fe20a5fb33b4b95a17a1fabf4258332250b3cc1cc49e86ff69f9a"}) as unknown as TypedDocumentString<NodesByIdQuery, NodesByIdQueryVariables>;
export const RegionClinicsDocument = new TypedDocumentString(`
    query RegionClinics($slug: String! = "philadelphia") {
  region(by: {slug: $slug}) {
    name
    clinics(first: 10) {
      nodes {
        name
        experts(first: 5) {
          nodes {
            name
            credentials
            contributions(first: 3, kinds: [QUOTE, STATEMENT]) {
              nodes {
                kind
                body(format: TEXT)
                post {
                  slug
                  title
                }
              }
            }
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:f19c4830c8665dd1f820b72081ec5d97eafe56bfe97cb5c9be0d5e2e7ff4c428"}) as unknown as TypedDocumentString<RegionClinicsQuery, RegionClinicsQueryVariables>;
export const PostsByFilterDocument = new TypedDocumentString(`
    query PostsByFilter($tag: String! = "anxiety", $region: String! = "united-states", $first: Int = 10) {
  posts(
    first: $first
    where: {tags: {some: {slug: {eq: $tag}}}, regions: {some: {slug: {eq: $region}}}}
    orderBy: [{field: PUBLISHED_AT, direction: DESC}]
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      slug
      title
      publishedAt
      clinics(where: {regions: {some: {slug: {eq: $region}}}}) {
        nodes {
          name
          city
        }
      }
    }
  }
}
    `, {"hash":"sha256:4e20617798a1320150a6552ac2b60d7bb68671e5dc9c1bcf724102c9d7de5913"}) as unknown as TypedDocumentString<PostsByFilterQuery, PostsByFilterQueryVariables>;
export const TrustDocument = new TypedDocumentString(`
    query Trust($slug: String! = "what-are-the-biggest-misconceptions-about-ketamine-therapy") {
  post(by: {slug: $slug}) {
    title
    publishedAt
    updatedAt
    contributions {
      nodes {
        position
        kind
        attribution {
          honorific
          name
          credentials
          title
          clinicName
        }
        differsFromProfile
        expert {
          slug
          name
          credentials
          title
          clinic {
            name
          }
        }
      }
    }
    medicalReview {
      reviewer {
        honorific
        name
        credentials
        title
        clinicName
      }
      expert {
        slug
      }
      reviewedOn
      nextDue
      isOverdue
    }
    corrections {
      nodes {
        correctedOn
        body(format: TEXT)
      }
    }
    sources {
      nodes {
        position
        title
        authors
        publisher
        year
        doi
        url
      }
    }
  }
}
    `, {"hash":"sha256:f801e4227b47f132fdf23ec53147cf65f7d3cf75045703a59353e80d5f43a010"}) as unknown as TypedDocumentString<TrustQuery, TrustQueryVariables>;
export const CitationsDocument = new TypedDocumentString(`
    query Citations($slug: String = "how-ketamine-for-treating-anxiety-works") {
  post(by: {slug: $slug}) {
    title
    url
    contributions(first: 10) {
      nodes {
        url
        kind
        attribution {
          name
          credentials
        }
        apa: citation(style: APA)
        mla: citation(style: MLA)
        cslJson: citation(style: CSL_JSON)
      }
    }
  }
}
    `, {"hash":"sha256:92e2edcacee6699ce97970bb499b1b4043db46d2982f8d1867941d9056167885"}) as unknown as TypedDocumentString<CitationsQuery, CitationsQueryVariables>;
export const JsonLdDocument = new TypedDocumentString(`
    query JsonLd($slug: String = "how-ketamine-for-treating-anxiety-works") {
  post(by: {slug: $slug}) {
    title
    jsonLd
    experts(first: 3) {
      nodes {
        name
        jsonLd
      }
    }
    clinics(first: 3) {
      nodes {
        name
        jsonLd
      }
    }
  }
}
    `, {"hash":"sha256:ad7a4108e44e102f422ffca15b56a3a39c1ee5a32ca0774a9015e20075992608"}) as unknown as TypedDocumentString<JsonLdQuery, JsonLdQueryVariables>;
export const WhatToReadNextDocument = new TypedDocumentString(`
    query WhatToReadNext($slug: String = "how-ketamine-for-treating-anxiety-works", $first: Int = 5) {
  post(by: {slug: $slug}) {
    title
    related(first: $first) {
      edges {
        score
        reasons {
          kind
          weight
          label
          node {
            __typename
            id
          }
        }
        node {
          slug
          title
          excerpt
          publishedAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `, {"hash":"sha256:d169a29520bf7ae2c5275c168f4542e15ee675cd542c9d641b7b47cc0991cff5"}) as unknown as TypedDocumentString<WhatToReadNextQuery, WhatToReadNextQueryVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($query: String! = "ketamine anxiety", $types: [SearchType!], $first: Int = 5, $after: String) {
  search(query: $query, types: $types, first: $first, after: $after) {
    totalCount
    edges {
      score
      highlights {
        field
        fragments
      }
      node {
        __typename
        ... on Post {
          slug
          title
          publishedAt
        }
        ... on Contribution {
          attribution {
            name
            clinicName
          }
          post {
            slug
            title
          }
        }
        ... on NamedNode {
          slug
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:f0b36c9d394c2d47dd32c1f16b56ad0b2a208d79654b75eae7ec8dce9e98eb7a"}) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
export const ClinicsNearbyDocument = new TypedDocumentString(`
    query ClinicsNearby($near: Near! = {latitude: 40.7128, longitude: -74.006, radiusKm: 6000}, $treatment: String! = "ketamine-therapy", $telehealth: Boolean, $first: Int = 10) {
  clinics(
    near: $near
    first: $first
    where: {treatments: {some: {slug: {eq: $treatment}}}, telehealth: {eq: $telehealth}}
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      distanceKm
      node {
        name
        city
        telehealth
        location {
          latitude
          longitude
        }
      }
    }
  }
}
    `, {"hash":"sha256:0114e335bbf155fcb6413e878c28b2d5f596a3b8996f965da6be062e26bedae1"}) as unknown as TypedDocumentString<ClinicsNearbyQuery, ClinicsNearbyQueryVariables>;
export const RegionWithPostsDocument = new TypedDocumentString(`
    query RegionWithPosts($slug: String! = "united-states", $first: Int = 5) {
  region(by: {slug: $slug}) {
    name
    kind
    ancestors {
      slug
      name
    }
    clinics(includeDescendants: true, first: $first) {
      totalCount
      nodes {
        name
        city
        region {
          name
        }
      }
    }
    posts(first: $first) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        slug
        title
        publishedAt
      }
    }
  }
}
    `, {"hash":"sha256:210ff400063c83892193e62304ae7cee62e763fb29d55776f0b2f74a04db5a0f"}) as unknown as TypedDocumentString<RegionWithPostsQuery, RegionWithPostsQueryVariables>;
export const SearchFacetsDocument = new TypedDocumentString(`
    query SearchFacets($query: String! = "ketamine therapy") {
  search(query: $query, first: 3) {
    totalCount
    facets {
      conditions: tags(kinds: [CONDITION], first: 5) {
        count
        node {
          slug
          name
        }
      }
      treatments: tags(kinds: [TREATMENT], first: 5) {
        count
        node {
          slug
          name
        }
      }
      experts(first: 5) {
        count
        node {
          slug
          name
        }
      }
      clinics(first: 5) {
        count
        node {
          slug
          name
        }
      }
      regions(first: 5) {
        count
        node {
          slug
          name
        }
      }
      years {
        year
        count
      }
    }
    nodes {
      __typename
      ... on Post {
        title
      }
    }
  }
}
    `, {"hash":"sha256:f4351a7271be22be20595f20468678e8329f738a9fcea9c531a7cd68900483d8"}) as unknown as TypedDocumentString<SearchFacetsQuery, SearchFacetsQueryVariables>;
export const RelatedTagsDocument = new TypedDocumentString(`
    query RelatedTags($slug: String! = "anxiety") {
  tag(by: {slug: $slug}) {
    name
    relatedTags(first: 5) {
      count
      node {
        slug
        name
      }
      posts {
        slug
        title
      }
    }
  }
}
    `, {"hash":"sha256:af7aed73f067d29c992f929d7393ae69d54c4360fd34adcfe1dbe6a7f795f01c"}) as unknown as TypedDocumentString<RelatedTagsQuery, RelatedTagsQueryVariables>;
export const CoContributorsDocument = new TypedDocumentString(`
    query CoContributors($slug: String! = "thomas-kim") {
  expert(by: {slug: $slug}) {
    name
    coContributors(first: 5) {
      count
      node {
        slug
        name
      }
      posts {
        slug
        title
      }
    }
  }
}
    `, {"hash":"sha256:dd2f37b00b3df6959a9c37b5241c8e0588e92283001739916030af76452e8b16"}) as unknown as TypedDocumentString<CoContributorsQuery, CoContributorsQueryVariables>;
export const ResolveUrlDocument = new TypedDocumentString(`
    query ResolveUrl($url: String! = "/posts/ocd-and-intrusive-thoughts?utm_source=newsletter") {
  resolveUrl(url: $url) {
    status
    httpStatus
    location
    node {
      __typename
      id
      ... on Post {
        title
        excerpt
        publishedAt
        author {
          name
        }
        tags {
          nodes {
            slug
            name
          }
        }
      }
      ... on NamedNode {
        name
      }
    }
  }
}
    `, {"hash":"sha256:f58d7da1dbc8e0582c0c4784743bc69e495cb1b43d2ff67005c0233732c9e9d9"}) as unknown as TypedDocumentString<ResolveUrlQuery, ResolveUrlQueryVariables>;