import type { NodeDraft } from "../support/graph.js";

const trust = {
  sources: [
    { title: 'On "sleep"', authors: ["A. Author", "B. Author"], doi: "10.1000/182" },
    { title: "Rest" },
  ],
  corrections: [{ correctedOn: "2024-05-05", markdown: "It is *right* now." }],
  medicalReview: {
    expert: "bo-lund",
    attribution: { name: "Bo Lund", credentials: ["MD"] },
    reviewedOn: "2024-01-01",
    nextDue: "2024-12-31",
  },
};

/** One post with all that a post can have, a second that links back, and one of each kind that readers must not see. */
export const graphOfTwoPosts: readonly NodeDraft[] = [
  { type: "region", slug: "norway", name: "Norway" },
  { type: "region", slug: "vestland", name: "Vestland", parent: "norway" },
  { type: "tag", slug: "sleep", name: "Sleep", kind: "TOPIC", synonyms: ["Rest", 'The "big" sleep'] },
  { type: "tag", slug: "anxiety", name: "Anxiety", kind: "CONDITION" },
  { type: "tag", slug: "social-anxiety", name: "Social anxiety", kind: "CONDITION", parent: "anxiety" },
  {
    type: "clinic",
    slug: "fjord-clinic",
    name: "Fjord Clinic",
    region: "vestland",
    latitude: 60.39,
    longitude: 5.32,
    telehealth: true,
    treatments: ["sleep"],
  },
  { type: "clinic", slug: "plain-clinic", name: "Plain Clinic" },
  {
    type: "expert",
    slug: "asa-berg",
    name: "Åsa Berg",
    honorific: "Dr.",
    credentials: ["MD", "PhD"],
    title: "Head of Sleep",
    bio: "She is **fictional**.",
    clinic: "fjord-clinic",
  },
  { type: "expert", slug: "bo-lund", name: "Bo Lund" },
  { type: "author", slug: "desk", name: "The Desk", kind: "ORGANIZATION" },
  {
    type: "post",
    slug: "first",
    title: 'First "post" \\ with odd \u2028 signs',
    excerpt: "An excerpt.",
    status: "PUBLISHED",
    publishedAt: "2024-01-01T00:00:00.000Z",
    author: "desk",
    tags: ["sleep", "anxiety"],
    ...trust,
    blocks: [
      { kind: "text", markdown: "Opening, see [the second](/posts/second)." },
      { kind: "contribution", expert: "asa-berg", contribution: "QUOTE", markdown: "Sleep is good." },
      { kind: "related", title: "Second post" },
      { kind: "contribution", expert: "bo-lund", contribution: "STATEMENT", markdown: "I agree." },
      { kind: "related", title: "Nowhere to be found" },
      { kind: "contribution", expert: "asa-berg", contribution: "PARAPHRASE", markdown: "She adds more." },
    ],
  },
  {
    type: "post",
    slug: "second",
    title: "Second post",
    status: "PUBLISHED",
    publishedAt: "2024-02-01T00:00:00.000Z",
    tags: ["sleep"],
    blocks: [
      { kind: "contribution", expert: "asa-berg", contribution: "QUOTE", markdown: "Again: sleep." },
      { kind: "related", post: "first" },
    ],
  },
  ...(["draft", "scheduled", "archived"] as const).map((slug) => ({
    type: "post" as const,
    slug,
    title: `The ${slug} post`,
    status: { draft: "DRAFT", scheduled: "PUBLISHED", archived: "ARCHIVED" }[slug],
    publishedAt: slug === "scheduled" ? "2099-01-01T00:00:00.000Z" : "2024-03-01T00:00:00.000Z",
    author: "desk",
    tags: ["sleep"],
    ...trust,
    blocks: [
      { kind: "text", markdown: `Words of the ${slug} post.` },
      { kind: "contribution", expert: "asa-berg", contribution: "QUOTE", markdown: "Not to be seen." },
      { kind: "related", post: "first" },
    ],
  })),
  {
    type: "post",
    slug: "pointing-at-hidden",
    title: "Pointing at hidden posts",
    status: "PUBLISHED",
    publishedAt: "2023-01-01T00:00:00.000Z",
    blocks: ["draft", "scheduled", "archived"].map((slug) => ({
      kind: "related",
      title: `The ${slug} post`,
    })),
  },
];
