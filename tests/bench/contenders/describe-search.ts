import { createHash } from "node:crypto";
import { matchScore } from "../../../src/graph/plan-rules.js";
import { toOrderSignature } from "../../../src/planner/cursor.js";

const signature = toOrderSignature("SearchDocument", [
  { path: matchScore, direction: "DESC" },
  { path: "id", direction: "DESC" },
]);

/** What stands in the cursors of a search, beside the place of a hit. */
export function describeSearch(query: string): { signature: string; subject: string } {
  return { signature, subject: createHash("sha256").update(query).digest("hex").slice(0, 8) };
}
