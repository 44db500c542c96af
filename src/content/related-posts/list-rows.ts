import type { RankedPost } from "../../related/rank-related.js";
import type { RelatedReason } from "../../related/reasons.js";
import type { Row } from "../../writing/rows.js";

/** The row by which a post stands in the list of another. */
export function toListRow(list: number, { key, score, reasons, visibleFrom }: RankedPost): Row {
  return {
    "post.rowId": list,
    "node.rowId": key,
    score,
    visibleFrom,
    reasonRows: `[${reasons.map(toReasonRow).join(",")}]`,
  };
}

/** What stands between weight and subject, by the place of the subject: see `reasonColumns`. */
const gaps: Readonly<Record<RelatedReason["kind"], string>> = {
  TEXT: "",
  SHARED_TAG: "null,",
  SHARED_EXPERT: "null,null,",
  SHARED_CLINIC: "null,null,null,",
  LINKED_BY_EDITOR: "null,null,null,null,",
  LINKED_FROM: "null,null,null,null,",
};

/** JSON text; written by hand, since a ranking of all posts writes millions. */
function toReasonRow({ kind, weight, subject }: RelatedReason): string {
  const value = typeof subject === "number" ? subject : JSON.stringify(subject);
  return `["${kind}",${weight},${gaps[kind]}${value}]`;
}
