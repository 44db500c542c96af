import type { NodeDraft } from "../../../support/graph.js";

/** Stands in every text of every hidden post, and nowhere else. */
export const marker = "zyzzyvamark";

const visiblePost = (slug: string, day: number, more: object = {}): NodeDraft => ({
  type: "post",
  slug,
  title: `About rest, part ${slug}`,
  excerpt: `Rest is what ${slug} is about.`,
  status: "PUBLISHED",
  publishedAt: `2024-01-0${day}T00:00:00.000Z`,
  author: "desk",
  tags: ["sleep", "anxiety"],
  blocks: [
    {
      kind: "text",
      markdown: `Words of ${slug}, see [elsewhere](/posts/ghost-draft) and [there](/posts/ghost-future).`,
    },
    { kind: "contribution", expert: "asa", contribution: "QUOTE", markdown: `Rest helps, says ${slug}.` },
    { kind: "contribution", expert: "bo", contribution: "STATEMENT", markdown: "I rest as well." },
  ],
  ...more,
});

/** What everybody may see: some of it is linked to hidden posts alone. */
export const visibleContent: readonly NodeDraft[] = [
  { type: "region", slug: "norway", name: "Norway" },
  { type: "region", slug: "nowhere", name: "Nowhere" },
  { type: "tag", slug: "sleep", name: "Sleep", kind: "TOPIC" },
  { type: "tag", slug: "anxiety", name: "Anxiety", kind: "CONDITION" },
  { type: "tag", slug: "unused", name: "Unused", kind: "TREATMENT" },
  { type: "clinic", slug: "fjord", name: "Fjord Clinic", region: "norway", latitude: 60, longitude: 5 },
  { type: "clinic", slug: "empty", name: "Empty Clinic", region: "nowhere", latitude: 61, longitude: 5 },
  { type: "expert", slug: "asa", name: "Asa Berg", credentials: ["MD"], clinic: "fjord" },
  { type: "expert", slug: "bo", name: "Bo Lund" },
  { type: "expert", slug: "silent", name: "Silent Person", clinic: "empty" },
  { type: "author", slug: "desk", name: "The Desk", kind: "ORGANIZATION" },
  { type: "author", slug: "idle", name: "Idle Hand", kind: "PERSON" },
  visiblePost("one", 1),
  visiblePost("two", 2, { tags: ["sleep"] }),
  visiblePost("three", 3, { tags: ["anxiety"], blocks: [{ kind: "related", post: "one" }] }),
];

const kinds = { draft: "DRAFT", archived: "ARCHIVED", future: "PUBLISHED" } as const;

/** A draft, an archived post and one to come: each shares everything with the visible ones, and has links both ways. */
export const hiddenContent: readonly NodeDraft[] = Object.entries(kinds).map(([kind, status], index) => ({
  type: "post",
  slug: `ghost-${kind}`,
  title: `About rest and ${marker}, part ${kind}`,
  excerpt: `Rest and ${marker}.`,
  status,
  publishedAt: kind === "future" ? "2100-01-01T00:00:00.000Z" : `2024-01-0${index + 1}T12:00:00.000Z`,
  author: kind === "draft" ? "idle" : "desk",
  tags: ["sleep", "anxiety", "unused"],
  sources: [
    { title: `On ${marker}`, authors: [marker], publisher: marker, year: 2001, doi: `10.1000/${marker}` },
  ],
  corrections: [{ correctedOn: "2024-02-02", markdown: `It said ${marker}.` }],
  medicalReview: {
    expert: "silent",
    attribution: { name: marker, credentials: ["MD"], title: marker },
    reviewedOn: "2024-01-01",
    nextDue: "2024-12-31",
  },
  blocks: [
    { kind: "text", markdown: `Rest and ${marker}, see [one](/posts/one).` },
    {
      kind: "contribution",
      expert: "silent",
      contribution: "QUOTE",
      markdown: `Rest is ${marker}.`,
      attribution: { name: `Silent ${marker}`, credentials: [], title: marker, clinic: marker },
    },
    { kind: "contribution", expert: "asa", contribution: "QUOTE", markdown: `Rest and ${marker} again.` },
    { kind: "related", post: "one" },
    { kind: "related", post: "two" },
  ],
}));

/** Of hidden content, what shows by itself one day. */
export const scheduledContent = hiddenContent.filter(({ slug }) => slug === "ghost-future");
