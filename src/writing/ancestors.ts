import type { EntityClass } from "../graph/plan-rules.js";
import type { FoundRow } from "./lookups.js";
import type { WriteTransaction } from "./write-transaction.js";

/** Whether `ancestor` is the node `of` or lies above it in the tree that `parent` makes. */
export async function isAncestor(
  { lookups }: WriteTransaction,
  table: EntityClass,
  { ancestor, of }: { ancestor: FoundRow; of: FoundRow },
): Promise<boolean> {
  const seen = new Set<number>();
  let node: FoundRow | undefined = of;
  while (node && !seen.has(node.rowId)) {
    if (node.rowId === ancestor.rowId) return true;
    seen.add(node.rowId);
    const above: unknown = node["parent.rowId"];
    if (typeof above !== "number") return false;
    [node] = (await lookups.find(table, "rowId", [above])).get(above) ?? [];
  }
  return false;
}
