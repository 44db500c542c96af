import type { FoundRow } from "../../writing/lookups.js";
import { selectRows } from "../../writing/rows.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { Contribution } from "../contributions/contribution.entity.js";
import { Correction } from "../corrections/correction.entity.js";
import { Link } from "../links/link.entity.js";
import { MedicalReview } from "../medical-reviews/medical-review.entity.js";
import type { StoredReview } from "../medical-reviews/post-review.js";
import { Source } from "../sources/source.entity.js";
import { BlockRow } from "./block.entity.js";
import { PostBody } from "./post-body.entity.js";
import type { StoredPart } from "./post-parts.js";

/** A post as it is stored, with all that belongs to it; everything is in the order of the document. */
export interface StoredPost {
  post: FoundRow | undefined;
  body: Record<string, unknown> | undefined;
  contributions: StoredPart[];
  links: StoredPart[];
  sources: StoredPart[];
  corrections: StoredPart[];
  review: StoredReview | undefined;
  blocks: Record<string, unknown>[];
}

/** What is stored of a post that is new. */
export const emptyPost: StoredPost = {
  post: undefined,
  body: undefined,
  contributions: [],
  links: [],
  sources: [],
  corrections: [],
  review: undefined,
  blocks: [],
};

export async function readStoredPost({ manager }: WriteTransaction, post: FoundRow): Promise<StoredPost> {
  const { rowId } = post;
  const orderBy = "position";
  const [body] = await selectRows(manager, PostBody, { where: { postRowId: rowId } });
  const [review] = await selectRows(manager, MedicalReview, { where: { postRowId: rowId } });
  return {
    post,
    body,
    contributions: await selectRows(manager, Contribution, { where: { "post.rowId": rowId }, orderBy }),
    links: await selectRows(manager, Link, { where: { "source.rowId": rowId }, orderBy }),
    sources: await selectRows(manager, Source, { where: { "post.rowId": rowId }, orderBy }),
    corrections: await selectRows(manager, Correction, { where: { "post.rowId": rowId }, orderBy }),
    review,
    blocks: await selectRows(manager, BlockRow, { where: { "post.rowId": rowId }, orderBy }),
  };
}
