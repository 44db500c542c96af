import type { EntityManager } from "typeorm";
import type { FoundRow } from "../../writing/lookups.js";
import { selectRows } from "../../writing/rows.js";
import { Correction } from "../corrections/correction.entity.js";
import { toCorrectionDrafts } from "../corrections/post-corrections.js";
import { Expert } from "../experts/expert.entity.js";
import { MedicalReview } from "../medical-reviews/medical-review.entity.js";
import { type StoredReview, toReviewDraft } from "../medical-reviews/post-review.js";
import type { CorrectionDraft, MedicalReviewDraft, SourceDraft } from "../node-input.js";
import { toSourceDrafts } from "../sources/post-sources.js";
import { Source } from "../sources/source.entity.js";
import type { StoredPart } from "./post-parts.js";

export interface TrustDrafts {
  medicalReview: MedicalReviewDraft | undefined;
  corrections: CorrectionDraft[];
  sources: SourceDraft[];
}

/** What a stored post rests on, as an input has it: a format that cannot say it hands it on unchanged. */
export async function readTrustDrafts(
  manager: EntityManager,
  { rowId, id }: { rowId: number; id: string },
): Promise<TrustDrafts> {
  const ofPost = { where: { "post.rowId": rowId }, orderBy: "position" };
  const [review] = await selectRows(manager, MedicalReview, { where: { postRowId: rowId } });
  return {
    medicalReview: review && toReviewDraft(review, await findReviewerSlug(manager, review)),
    corrections: toCorrectionDrafts(id, await selectRows<StoredPart>(manager, Correction, ofPost)),
    sources: toSourceDrafts(id, await selectRows<StoredPart>(manager, Source, ofPost)),
  };
}

async function findReviewerSlug(manager: EntityManager, review: StoredReview): Promise<string | undefined> {
  const rowId = review["expert.rowId"];
  if (typeof rowId !== "number") return undefined;
  const [expert] = await selectRows<FoundRow>(manager, Expert, { where: { rowId } });
  return expert?.slug;
}
