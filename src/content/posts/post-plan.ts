import type { FoundRow } from "../../writing/lookups.js";
import { findReferences, optionalReference } from "../../writing/references.js";
import type { MissingReference, WriteFault } from "../../writing/write-result.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { Author } from "../authors/author.entity.js";
import { type ContributionPlan, planContributions } from "../contributions/post-contributions.js";
import { planCorrections } from "../corrections/post-corrections.js";
import { planLinks } from "../links/post-links.js";
import { planReview, type ReviewPlan } from "../medical-reviews/post-review.js";
import type { NodeInputOf } from "../node-input.js";
import { planSources } from "../sources/post-sources.js";
import { Tag } from "../tags/tag.entity.js";
import { planTagSet, type TagSetTable } from "../tags/tag-set.js";
import { Tagging } from "../tags/tagging.entity.js";
import { composePostBody, type Prose } from "./compose-post-body.js";
import { findDateFaults } from "./find-date-faults.js";
import type { PostOutline } from "./post-outline.js";
import { findIdFaults, type PartListPlan } from "./post-parts.js";
import type { StoredPost } from "./stored-post.js";

export type PostInput = NodeInputOf<"post">;

export interface OutlinedPost {
  input: PostInput;
  outline: PostOutline;
}

/** Everything that the post is to be, and what differs from what is stored. */
export interface PostPlan extends OutlinedPost {
  stored: StoredPost;
  contributions: ContributionPlan;
  links: PartListPlan;
  sources: PartListPlan;
  corrections: PartListPlan;
  review: ReviewPlan;
  body: Prose;
  author: FoundRow | undefined;
  tags: Awaited<ReturnType<typeof planTagSet>>;
}

/** The parts of a post that have ids, noun by noun, in the order in which they are written and logged. */
export function listParts(
  post: Pick<PostPlan, "contributions" | "links" | "sources" | "corrections">,
): PartListPlan[] {
  return [post.contributions, post.links, post.sources, post.corrections];
}

export const taggings: TagSetTable = { table: Tagging, owner: "postRowId", tag: "tagRowId" };

/** Finds out all that must be written, and writes nothing. */
export async function planPost(
  transaction: WriteTransaction,
  { input, outline }: OutlinedPost,
  stored: StoredPost,
): Promise<PostPlan | { missing: MissingReference[] } | { faults: WriteFault[] }> {
  const references = [
    await findReferences(
      transaction,
      { noun: "author", table: Author },
      optionalReference("author", input.author),
    ),
    await findReferences(
      transaction,
      { noun: "tag", table: Tag },
      input.tags.map((slug, index) => ({ slug, field: `tags.${index}` })),
    ),
    await planContributions(transaction, outline.contributions, stored.contributions),
    await planLinks(transaction, outline.links, stored.links),
    await planReview(transaction, input.medicalReview, stored.review),
  ] as const;
  const [authors, tags, contributions, links, review] = references;
  if (
    "missing" in authors ||
    "missing" in tags ||
    "missing" in contributions ||
    "missing" in links ||
    "missing" in review
  ) {
    return { missing: references.flatMap((found) => ("missing" in found ? found.missing : [])) };
  }
  const sources = planSources(input.sources, stored.sources);
  const corrections = planCorrections(input.corrections, stored.corrections);
  const faults = [...findDateFaults(transaction, input), ...findBodyLinkFaults(input, links)];
  for (const list of listParts({ contributions, links, sources, corrections })) {
    faults.push(...(await findIdFaults(transaction, list)));
  }
  if (faults.length > 0) return { faults };
  const linkTitles = links.plans.map(({ columns }) => String(columns.title));
  return {
    input,
    stored,
    outline,
    contributions,
    links,
    sources,
    corrections,
    review,
    body: composePostBody({ outline, printed: contributions.printed, linkTitles }),
    author: authors.found.get(input.author ?? ""),
    tags: await planTagSet(transaction, { ...taggings, rowId: stored.post?.rowId }, tags.found.values()),
  };
}

/** The ids of hyperlinks stand apart from them, so their number must be right. */
function findBodyLinkFaults({ bodyLinkIds }: PostInput, links: PartListPlan): WriteFault[] {
  const count = links.plans.filter(({ columns }) => columns.kind === "BODY").length;
  if (bodyLinkIds === undefined || bodyLinkIds.length === count) return [];
  const message = `gives ${bodyLinkIds.length} ids, but the prose has ${count} hyperlinks to posts; remove it to get new ids`;
  return [{ field: "bodyLinkIds", code: "FIELD_INVALID", message }];
}
