import { toNameKey } from "../../graph/name-key.js";
import type { Row } from "../../writing/rows.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import type { Prose } from "./compose-post-body.js";
import type { PostPlan } from "./post-plan.js";
import { wasSeen } from "./visible-from.js";

/** The columns of a post's row but its id and the time of its last change. */
export function toPostColumns(
  transaction: WriteTransaction,
  { input, stored: { post }, author }: Pick<PostPlan, "input" | "stored" | "author">,
) {
  const { slug, title, excerpt, status } = input;
  const isNeverSeen = post !== undefined && status === "ARCHIVED" && !wasSeen(transaction, post);
  // The date of what is archived says that it was seen, so that one is kept only of what was.
  const storedDate = isNeverSeen ? null : (post?.publishedAt as string | null | undefined);
  const known = input.publishedAt ?? storedDate ?? null;
  return {
    slug,
    title,
    titleKey: toNameKey(title),
    excerpt: excerpt ?? null,
    status,
    publishedAt: known ?? (status === "PUBLISHED" ? transaction.now : null),
    "author.rowId": author?.rowId ?? null,
  };
}

export function toBodyColumns({ markdown, html, text }: Prose): Row {
  return { "prose.markdown": markdown, "prose.html": html, "prose.text": text };
}
