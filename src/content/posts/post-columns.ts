import { toNameKey } from "../../graph/name-key.js";
import type { Row } from "../../writing/rows.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import type { Prose } from "./compose-post-body.js";
import type { PostPlan } from "./post-plan.js";

/** The columns of a post's row but its id and the time of its last change. */
export function toPostColumns(
  { now }: WriteTransaction,
  { input, stored: { post }, author }: Pick<PostPlan, "input" | "stored" | "author">,
) {
  const { slug, title, excerpt, status } = input;
  const known = input.publishedAt ?? (post?.publishedAt as string | null | undefined) ?? null;
  return {
    slug,
    title,
    titleKey: toNameKey(title),
    excerpt: excerpt ?? null,
    status,
    publishedAt: known ?? (status === "PUBLISHED" ? now : null),
    "author.rowId": author?.rowId ?? null,
  };
}

export function toBodyColumns({ markdown, html, text }: Prose): Row {
  return { "prose.markdown": markdown, "prose.html": html, "prose.text": text };
}
