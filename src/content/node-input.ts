import { z } from "zod";
import { parseUrl } from "../parse-url.js";
import { findIntricacy } from "../writing/intricate-markdown.js";

/** A slug as every input must have it. */
export const slug = z
  .string()
  .max(200)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be lower-case letters and digits joined by single hyphens");
/** Slugs that the node had once; those that are stored and not given here stay. */
const formerSlugs = z.array(slug).max(1_000).optional();
const line = (limit: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(limit)
    .refine((text) => !hasControlCharacter(text), "must not contain control characters")
    .refine(isWellFormed, "must not contain half a surrogate pair");

/** Line ends are made one kind and empty lines at both ends cut off, so that every format stores the same text. */
const markdown = z
  .string()
  .transform((text) =>
    text
      .replace(/\r\n?/g, "\n")
      .replace(/^(?:[ \t]*\n)+/, "")
      .trimEnd(),
  )
  .pipe(z.string().min(1).max(200_000))
  .refine((text) => !text.includes("\0"), "must not contain NUL")
  .superRefine((text, context) => {
    const message = findIntricacy(text);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  })
  .refine(isWellFormed, "must not contain half a surrogate pair");
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const calendarDate = z.iso
  .date("must be a day of the calendar, like 2024-03-05")
  .refine((day) => day >= "1900" && day < "3000", "must lie in the years 1900 to 2999");
const doi = line(200)
  .transform((text) => text.toLowerCase())
  .pipe(
    z.string().regex(/^10\.\d{4,9}\/\S+$/, "must be a DOI like 10.1000/182, without an address before it"),
  );
const url = line(2_000).refine(
  (text) => /^https?:$/.test(parseUrl(text)?.protocol ?? ""),
  "must be an http or https address",
);
const id = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{20}$`), `must look like ${prefix}_ and 20 characters`);

/** Lines carry names and titles; tabs, line breaks and NUL have no meaning in them. */
function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** Half a surrogate pair cannot be written as UTF-8, so it would not survive an export. */
function isWellFormed(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}

const name = line(200);
const credentials = z
  .array(line(40).refine((credential) => !credential.includes(","), "must not contain commas"))
  .max(20);

export const attributionInput = z.strictObject({
  honorific: line(40).optional(),
  name,
  credentials: credentials.default([]),
  title: line(300).optional(),
  clinic: line(200).optional(),
});

export const contributionKinds = ["QUOTE", "STATEMENT", "PARAPHRASE"] as const;

export const blockInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), markdown }),
  z.strictObject({
    kind: z.literal("contribution"),
    id: id("contribution").optional(),
    expert: slug,
    /** The clinic that the attribution names; null says "none", absent lets the writer find it. */
    clinic: slug.nullable().optional(),
    contribution: z.enum(contributionKinds),
    markdown,
    attribution: attributionInput.optional(),
  }),
  z
    .strictObject({
      kind: z.literal("related"),
      id: id("link").optional(),
      post: slug.optional(),
      title: line(500).optional(),
    })
    .refine((block) => block.post ?? block.title, "needs post, title or both"),
]);

export const sourceInput = z.strictObject({
  id: id("source").optional(),
  title: line(500),
  authors: z.array(name).max(100).default([]),
  publisher: line(300).optional(),
  year: z.int().min(1_000).max(9_999).optional(),
  /** DOIs are the same in upper and lower case, so that one form is stored. */
  doi: doi.optional(),
  url: url.optional(),
});

export const correctionInput = z.strictObject({
  id: id("correction").optional(),
  correctedOn: calendarDate,
  markdown,
});

export const medicalReviewInput = z
  .strictObject({
    expert: slug.optional(),
    /** As printed; absent lets the writer copy the expert's profile. */
    attribution: attributionInput.optional(),
    reviewedOn: calendarDate,
    nextDue: calendarDate.optional(),
  })
  .refine((review) => review.expert ?? review.attribution, "needs expert, attribution or both")
  .refine(({ reviewedOn, nextDue = reviewedOn }) => nextDue >= reviewedOn, {
    path: ["nextDue"],
    error: "must not be before reviewedOn",
  });

/**
 * One node as every import format hands it to the writer; the JSONL format is exactly this.
 *
 * Nodes name each other by slug. `id` is given only when it can no longer be derived from the slug.
 */
export const nodeInput = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("region"),
    id: id("region").optional(),
    slug,
    formerSlugs,
    name,
    parent: slug.optional(),
  }),
  z
    .strictObject({
      type: z.literal("clinic"),
      id: id("clinic").optional(),
      slug,
      formerSlugs,
      name,
      tagline: line(300).optional(),
      website: url.optional(),
      city: name.optional(),
      latitude: z.number().min(-90).max(90).optional(),
      longitude: z.number().min(-180).max(180).optional(),
      region: slug.optional(),
      telehealth: z.boolean().default(false),
      treatments: z.array(slug).max(100).default([]),
    })
    .refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined), {
      path: ["latitude"],
      error: "latitude and longitude go together: give both or none",
    }),
  z.strictObject({
    type: z.literal("expert"),
    id: id("expert").optional(),
    slug,
    formerSlugs,
    name,
    honorific: line(40).optional(),
    credentials: credentials.default([]),
    title: line(300).optional(),
    bio: markdown.optional(),
    clinic: slug.optional(),
  }),
  z.strictObject({
    type: z.literal("tag"),
    id: id("tag").optional(),
    slug,
    formerSlugs,
    name,
    kind: z.enum(["CONDITION", "TREATMENT", "TOPIC"]),
    synonyms: z.array(name).max(50).default([]),
    parent: slug.optional(),
  }),
  z.strictObject({
    type: z.literal("author"),
    id: id("author").optional(),
    slug,
    formerSlugs,
    name,
    kind: z.enum(["PERSON", "ORGANIZATION"]),
    bio: markdown.optional(),
  }),
  z.strictObject({
    type: z.literal("post"),
    id: id("post").optional(),
    slug,
    formerSlugs,
    title: line(500),
    excerpt: line(1_000).optional(),
    status: z.enum(["DRAFT", "PUBLISHED", "ARCHIVED"]),
    publishedAt: instant.optional(),
    updatedAt: instant.optional(),
    author: slug.optional(),
    tags: z.array(slug).max(100).default([]),
    /** Ids of the hyperlinks to posts in the prose, in order; given only when one can no longer be derived. */
    bodyLinkIds: z.array(id("link")).max(2_000).optional(),
    medicalReview: medicalReviewInput.optional(),
    corrections: z.array(correctionInput).max(100).default([]),
    sources: z.array(sourceInput).max(300).default([]),
    blocks: z.array(blockInput).max(2_000),
  }),
]);

export type NodeInput = z.output<typeof nodeInput>;
export type NodeInputType = NodeInput["type"];
export type NodeInputOf<T extends NodeInputType> = Extract<NodeInput, { type: T }>;
export type BlockInput = z.output<typeof blockInput>;
export type AttributionInput = z.output<typeof attributionInput>;
export type SourceInput = z.output<typeof sourceInput>;
export type CorrectionInput = z.output<typeof correctionInput>;
export type MedicalReviewInput = z.output<typeof medicalReviewInput>;

/** As files have them: what is absent or has its default may be left out. */
export type SourceDraft = z.input<typeof sourceInput>;
export type CorrectionDraft = z.input<typeof correctionInput>;
export type MedicalReviewDraft = z.input<typeof medicalReviewInput>;
