import { marker } from "./hidden-content.js";

const list = "{ totalCount nodes { slug } }";
const named = `{ startsWith: "About rest and ${marker}" }`;
const hidden = `{ slug: { in: ["ghost-draft", "ghost-archived", "ghost-future"] } }`;
const facets =
  "facets { tags { count node { slug } } experts { count node { slug } } clinics { count node { slug } } regions { count node { slug } } years { count year } }";
const hits = `{ totalCount edges { highlights { field fragments } node { __typename ... on Post { slug } ... on Contribution { id } ... on Expert { slug } ... on Clinic { slug } ... on Tag { slug } } } ${facets} }`;

/** Documents that would show hidden posts if anything did, by where; `$ids` are those of hidden nodes. */
export const hiddenQuestions: Readonly<Record<string, readonly string[]>> = {
  lookups: [
    ...["draft", "archived", "future"].map((kind) => `{ post(by: { slug: "ghost-${kind}" }) { id title } }`),
    "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }",
  ],
  "lists and counts": [
    `{ posts ${list} }`,
    `{ posts(orderBy: [{ field: TITLE, direction: ASC }]) ${list} }`,
    `{ tags { nodes { slug posts ${list} } } }`,
    `{ authors { nodes { slug posts ${list} } } }`,
    `{ regions { nodes { slug posts ${list} } } }`,
    `{ clinics { nodes { slug posts ${list} } } }`,
    `{ experts { nodes { slug posts ${list} contributions { totalCount nodes { id bodyText: body(format: TEXT) attribution { name title clinicName } post { slug } } } } } }`,
  ],
  "links back and links": [
    "{ posts { nodes { slug linkedFrom { totalCount nodes { id title source { slug } } } links { totalCount nodes { id title post { slug } } } } } }",
  ],
  "search hits, counts, highlights and facets": [
    ...[
      marker,
      "rest",
      `"rest and ${marker}"`,
      "unused",
      "silent",
      "sleep",
      "ghost",
      "ghost-draft",
      "nowhere",
      "2001",
    ].map((query) => `{ search(query: ${JSON.stringify(query)}, first: 50) ${hits} }`),
    `{ search(query: "rest", where: { tags: { some: { slug: { eq: "unused" } } } }) ${hits} }`,
    `{ search(query: "rest", where: { experts: { some: { slug: { eq: "silent" } } } }) ${hits} }`,
    `{ search(query: "rest", where: { experts: { some: { posts: { some: ${hidden} } } } }) ${hits} }`,
  ],
  "related posts and their reasons": [
    "{ posts { nodes { slug related { totalCount nodes { slug } edges { score reasons { kind label weight node { id } } } } } } }",
  ],
  "related tags": ["{ tags { nodes { slug relatedTags { count node { slug } posts { slug } } } } }"],
  "co-contributors": ["{ experts { nodes { slug coContributors { count node { slug } posts { slug } } } } }"],
  "JSON-LD": [
    "{ posts { nodes { jsonLd } } }",
    "{ experts { nodes { jsonLd } } }",
    "{ clinics { nodes { jsonLd } } }",
  ],
  citations: [
    "{ experts(first: 5) { nodes { contributions(first: 9) { nodes { apa: citation(style: APA) csl: citation(style: CSL_JSON) } } } } }",
  ],
  "filters on what is hidden": [
    `{ posts(where: { title: ${named} }) ${list} }`,
    `{ posts(where: { not: { title: ${named} } }) ${list} }`,
    `query ($ids: [ID!]!) { posts(where: { id: { in: $ids } }) ${list} }`,
    `query ($ids: [ID!]!) { experts(where: { contributions: { some: { id: { in: $ids } } } }) ${list} }`,
    `{ regions(where: { clinics: { some: { posts: { some: ${hidden} } } } }) ${list} }`,
    `{ posts(where: { publishedAt: { gte: "2030-01-01T00:00:00.000Z" } }) ${list} }`,
    `{ posts(where: { tags: { some: { slug: { eq: "unused" } } } }) ${list} }`,
    `{ posts(where: { experts: { some: { slug: { eq: "silent" } } } }) ${list} }`,
    `{ posts(where: { links: { some: { post: ${hidden} } } }) ${list} }`,
    `{ posts(where: { linkedFrom: { some: { source: ${hidden} } } }) ${list} }`,
    `{ posts(where: { sources: { some: { doi: { eq: "10.1000/${marker}" } } } }) ${list} }`,
    ...["tags", "experts", "clinics", "authors"].flatMap((field) => [
      `{ ${field}(where: { posts: { some: ${hidden} } }) ${list} }`,
      `{ ${field}(where: { posts: { some: { title: ${named} } } }) ${list} }`,
      `{ ${field}(where: { posts: { none: { title: ${named} } } }) ${list} }`,
      `{ ${field}(where: { posts: { some: {} } }) ${list} }`,
    ]),
  ],
};

export const hiddenPaths: readonly string[] = [
  ...["sleep", "anxiety", "unused"].flatMap((slug) => [`/tags/${slug}/feed.json`, `/tags/${slug}/feed.rss`]),
  "/feed.json",
  "/feed.rss",
  "/sitemap.xml",
  ...["posts", "experts", "clinics", "tags", "regions"].map((noun) => `/sitemap-${noun}.xml`),
];
