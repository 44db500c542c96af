import { raw, type Sql } from "sql-template-tag";
import type { FeatureKind } from "../../related/weights.js";

/** Where it stands which posts share a feature; each table has an index on the key and `visible_from`. */
export interface FeatureTable {
  kind: FeatureKind;
  table: Sql;
  /** The column that names the feature. */
  key: Sql;
  /** How many posts there are among rows with one key. */
  postCount: Sql;
}

const onceInPost = raw("count(*)");

/** A post may quote an expert, and so a clinic, in several contributions. */
const oftenInPost = raw("count(DISTINCT post_row_id)");

export const featureTables: readonly FeatureTable[] = [
  { kind: "SHARED_EXPERT", table: raw("contribution"), key: raw("expert_row_id"), postCount: oftenInPost },
  { kind: "SHARED_CLINIC", table: raw("contribution"), key: raw("clinic_row_id"), postCount: oftenInPost },
  { kind: "SHARED_TAG", table: raw("post_tag"), key: raw("tag_row_id"), postCount: onceInPost },
  { kind: "TEXT", table: raw("post_word"), key: raw("word"), postCount: onceInPost },
];
