import type { NodeDraft } from "../support/write-nodes.js";

/** Every character that JSON or JavaScript writes in a way of its own, and some that engines disagree on. */
export const oddText =
  "quote \" apostrophe ' backslash \\ slash / separators \u2028 \u2029 emoji 🧠👩‍⚕️ combining e\u0301 delete \u007f next line \u0085 last \u{10ffff} private \ue000 right-to-left \u202e replacement \ufffd no-break \u00a0 tag <script>&amp;</script> percent % _ $type";

/** As a name may be: without control characters. */
const oddName = oddText.replace(/\p{Cc}/gu, "").slice(0, 200);
const controls = Array.from({ length: 31 }, (_, code) => String.fromCharCode(code + 1)).join("");
const veryLong = "Long text, again and again. ".repeat(4_000);

const locations: readonly [number, number][] = [
  [1e-7, -1e-7],
  [40.712800000000001, -74.006],
  [-0, 0],
  [45, -120],
  [0.1, 0.30000000000000004],
  [89.999999999999986, 179.99999999999997],
  [-90, 180],
  [5e-324, 1.5e-9],
];

const tags: NodeDraft[] = [
  { type: "tag", slug: "odd", name: oddName, kind: "TOPIC", synonyms: [oddName, "a\u2028b", "\\", '"'] },
  {
    type: "tag",
    slug: "even",
    formerSlugs: ["straight", "0"],
    name: "Even",
    kind: "CONDITION",
    parent: "odd",
  },
  { type: "tag", slug: "under-even", name: "EVEN", kind: "TREATMENT", parent: "even" },
  { type: "tag", slug: "unused", name: "Unused", kind: "TOPIC" },
];

const regions: NodeDraft[] = [
  { type: "region", slug: "odd-land", name: "Odd 🧭 Land" },
  {
    type: "region",
    slug: "odd-state",
    formerSlugs: ["odd-province"],
    name: "Odd 'State'",
    parent: "odd-land",
  },
  { type: "region", slug: "odd-city", name: 'Odd "City"', parent: "odd-state" },
  { type: "region", slug: "empty-land", name: "Empty Land" },
];

const clinics: NodeDraft[] = [
  ...locations.map(
    ([latitude, longitude], index): NodeDraft => ({
      type: "clinic",
      slug: `odd-clinic-${index}`,
      // Names and cities that tie, so that orders come down to the id.
      name: index % 2 === 0 ? "Odd Clinic" : `Clinic ${oddName}`.slice(0, 200),
      ...(index % 3 === 0 && { city: index % 2 === 0 ? "Ødeby" : "ødeby" }),
      ...(index % 3 === 1 && { region: ["odd-land", "odd-state", "odd-city"][index % 2] }),
      ...(index === 2 && { region: "odd-city", tagline: oddName, website: "https://example.org/?q=%22" }),
      latitude,
      longitude,
      telehealth: index % 2 === 1,
      treatments: index % 2 === 0 ? ["odd", "under-even"] : [],
    }),
  ),
  { type: "clinic", slug: "bare-clinic", formerSlugs: ["full-clinic"], name: "Bare Clinic" },
];

const experts: NodeDraft[] = [
  {
    type: "expert",
    slug: "odd-expert",
    name: oddName,
    honorific: "Dr\u2028.",
    credentials: ['M"D', "\\", "P\u2029D", "🎓"],
    title: oddName,
    bio: `${oddText}\t${controls}\n\nSecond paragraph.`,
    clinic: "odd-clinic-2",
  },
  { type: "expert", slug: "bare-expert", name: "Bare Expert" },
  { type: "expert", slug: "namesake-1", name: "Name Sake", clinic: "bare-clinic" },
  { type: "expert", slug: "namesake-2", name: "Náme  Sáke!", clinic: "odd-clinic-1" },
];

const authors: NodeDraft[] = [
  { type: "author", slug: "odd-author", name: oddName, kind: "PERSON", bio: veryLong },
  { type: "author", slug: "bare-author", name: "Bare Author", kind: "ORGANIZATION" },
];

const says = (expert: string, markdown: string, more: Record<string, unknown> = {}) => ({
  kind: "contribution",
  expert,
  contribution: "QUOTE",
  markdown,
  ...more,
});

const attribution = {
  honorific: "D\u2028r",
  name: oddName,
  credentials: ["\\", '"'],
  title: oddName,
  clinic: oddName,
};

const visible: NodeDraft[] = [
  {
    type: "post",
    slug: "odd-post",
    title: oddName,
    excerpt: oddName,
    status: "PUBLISHED",
    publishedAt: "2024-06-01T00:00:00.000Z",
    author: "odd-author",
    tags: ["odd", "even", "under-even"],
    sources: [
      {
        title: oddName,
        authors: [oddName, "a\u2028b"],
        publisher: oddName,
        year: 1999,
        doi: "10.1000/odd\"'\\<é>",
      },
      { title: "Bare source" },
      { title: "Long address", url: `https://example.org/?q=${"%22".repeat(500)}` },
    ],
    corrections: [
      { correctedOn: "2024-12-31", markdown: `${oddText}\t${controls}` },
      { correctedOn: "1900-01-01", markdown: veryLong },
    ],
    medicalReview: { expert: "namesake-1", attribution, reviewedOn: "2024-12-31", nextDue: "2999-12-31" },
    blocks: [
      { kind: "text", markdown: `${oddText}\n\n${controls}\n\n[tied](/posts/tied-1) [hidden](/posts/draft)` },
      says("odd-expert", oddText, { attribution, clinic: "odd-clinic-2" }),
      says("odd-expert", "Again.", { contribution: "PARAPHRASE", clinic: null }),
      says("namesake-2", "Also.", { contribution: "STATEMENT" }),
      { kind: "related", title: oddName },
      { kind: "related", title: "Nowhere to be found\u2028!" },
      { kind: "related", title: "Tied" },
      { kind: "text", markdown: veryLong },
    ],
  },
  {
    type: "post",
    slug: "bare-post",
    title: "Bare",
    status: "PUBLISHED",
    publishedAt: "2023-01-01T00:00:00.000Z",
    blocks: [],
  },
  {
    type: "post",
    slug: "long-title",
    title: "\ufdfa".repeat(500),
    status: "PUBLISHED",
    publishedAt: "2024-06-01T00:00:00.000Z",
    tags: ["even"],
    blocks: [],
  },
  ...Array.from(
    { length: 5 },
    (_, index): NodeDraft => ({
      type: "post",
      slug: `tied-${index}`,
      title: index % 2 === 0 ? "Tied" : "TIED",
      status: "PUBLISHED",
      publishedAt: "2024-05-05T05:05:05.005Z",
      updatedAt: "2024-05-06T00:00:00.000Z",
      ...(index % 2 === 0 && { author: "bare-author" }),
      tags: ["odd", "even"],
      sources: Array.from({ length: index }, () => ({ title: "Tied source", doi: "10.1000/tied" })),
      corrections: Array.from({ length: index % 3 }, () => ({
        correctedOn: "2024-06-06",
        markdown: "Tied.",
      })),
      ...(index > 1 && {
        medicalReview: {
          ...(index % 2 === 0 ? { expert: "odd-expert" } : { attribution: { name: "Not In The Graph" } }),
          reviewedOn: "2024-01-01",
          ...(index > 2 && { nextDue: index === 3 ? "2024-12-31" : "2025-01-01" }),
        },
      }),
      blocks: [
        says("odd-expert", `Tied ${index}.`, { clinic: "odd-clinic-4" }),
        says("bare-expert", "Tied too.", { contribution: "STATEMENT" }),
        { kind: "related", post: "odd-post" },
        ...(index > 0 ? [{ kind: "related", post: `tied-${index - 1}` }] : []),
      ],
    }),
  ),
];

const hidden = (["draft", "scheduled", "archived"] as const).map(
  (slug): NodeDraft => ({
    type: "post",
    slug,
    title: `Hidden: ${slug}`,
    status: { draft: "DRAFT", scheduled: "PUBLISHED", archived: "ARCHIVED" }[slug],
    ...(slug !== "draft" && {
      publishedAt: slug === "scheduled" ? "2099-01-01T00:00:00.000Z" : "2024-05-05T05:05:05.005Z",
    }),
    author: "odd-author",
    tags: ["odd", "unused"],
    sources: [{ title: "Hidden source", doi: "10.1000/hidden" }],
    corrections: [{ correctedOn: "2024-06-06", markdown: "Hidden." }],
    medicalReview: { expert: "odd-expert", reviewedOn: "2024-01-01", nextDue: "2024-06-01" },
    blocks: [
      { kind: "text", markdown: "Hidden." },
      says("odd-expert", "Hidden.", { clinic: "bare-clinic" }),
      { kind: "related", post: "odd-post" },
    ],
  }),
);

/** Nodes whose values try what seeds do not: every null, every odd character, ties, and posts that readers must not see. */
export const oddContent: readonly NodeDraft[] = [
  ...tags,
  ...regions,
  ...clinics,
  ...experts,
  ...authors,
  ...visible,
  ...hidden,
];
