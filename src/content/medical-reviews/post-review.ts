import { invariant } from "../../errors.js";
import type { FoundRow } from "../../writing/lookups.js";
import { findReferences, optionalReference } from "../../writing/references.js";
import { deleteRows, insertRows, type Row, toChanges, updateRow } from "../../writing/rows.js";
import type { MissingReference } from "../../writing/write-result.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import {
  copyExpertProfile,
  type PrintedAttribution,
  readPrinted,
  toAttributionColumns,
  toPrinted,
} from "../contributions/attribution.js";
import { Expert } from "../experts/expert.entity.js";
import type { MedicalReviewDraft, MedicalReviewInput } from "../node-input.js";
import { MedicalReview } from "./medical-review.entity.js";
import { toOverdueFrom } from "./overdue-from.js";

export type StoredReview = Readonly<Record<string, unknown>>;

/** The review that a post is to have, and the one that it has. */
export interface ReviewPlan {
  /** All columns but the key of the post; undefined when there is to be no review. */
  columns: Row | undefined;
  stored: StoredReview | undefined;
}

/**
 * What must be done so that a post has this review; or the expert that does not exist.
 *
 * Without an attribution the reviewer is printed as the profile is at that moment; that stays for as long as it is
 * the same person's review of the same day.
 */
export async function planReview(
  transaction: WriteTransaction,
  input: MedicalReviewInput | undefined,
  stored: StoredReview | undefined,
): Promise<ReviewPlan | { missing: MissingReference[] }> {
  if (!input) return { columns: undefined, stored };
  const experts = await findReferences(
    transaction,
    { noun: "expert", table: Expert },
    optionalReference("medicalReview.expert", input.expert),
  );
  if ("missing" in experts) return experts;
  const expert = experts.found.get(input.expert ?? "");
  const columns = {
    reviewedOn: input.reviewedOn,
    nextDue: input.nextDue ?? null,
    overdueFrom: toOverdueFrom(input.nextDue),
    "expert.rowId": expert?.rowId ?? null,
    ...toAttributionColumns(await findReviewer(transaction, { input, expert, stored }), "reviewer"),
  };
  return { columns, stored };
}

async function findReviewer(
  transaction: WriteTransaction,
  {
    input: { attribution, reviewedOn },
    expert,
    stored,
  }: { input: MedicalReviewInput; expert: FoundRow | undefined; stored: StoredReview | undefined },
): Promise<PrintedAttribution> {
  if (attribution) return toPrinted(attribution);
  invariant(expert, "a review names its reviewer by expert or attribution");
  const isSame = stored?.["expert.rowId"] === expert.rowId && stored.reviewedOn === reviewedOn;
  return isSame ? readPrinted(stored, "reviewer") : await copyExpertProfile(transaction, expert);
}

export function isReviewChanged({ columns, stored }: ReviewPlan): boolean {
  if (!columns || !stored) return columns !== stored;
  return toChanges(columns, stored) !== undefined;
}

/** Writes what differs of a stored post's review. */
export async function saveReview(
  { manager }: WriteTransaction,
  postRowId: number,
  { columns, stored }: ReviewPlan,
): Promise<void> {
  if (!columns) {
    if (stored) await deleteRows(manager, MedicalReview, { postRowId });
    return;
  }
  const changes = stored ? toChanges(columns, stored) : undefined;
  if (changes) await updateRow(manager, MedicalReview, { rowId: postRowId, changes });
  if (!stored) await insertRows(manager, MedicalReview, [{ postRowId, ...columns }]);
}

/** A stored review as an input has it; `expert` is the slug of the reviewer, where the person is in the graph. */
export function toReviewDraft(stored: StoredReview, expert: string | undefined): MedicalReviewDraft {
  const { honorific, name, credentials, title, clinicName } = readPrinted(stored, "reviewer");
  return {
    expert,
    attribution: {
      honorific: honorific ?? undefined,
      name,
      credentials: credentials.length === 0 ? undefined : [...credentials],
      title: title ?? undefined,
      clinic: clinicName ?? undefined,
    },
    reviewedOn: String(stored.reviewedOn),
    nextDue: (stored.nextDue as string | null) ?? undefined,
  };
}
