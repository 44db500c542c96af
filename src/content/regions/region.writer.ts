import { isAncestor } from "../../writing/ancestors.js";
import { recordChanges } from "../../writing/change-log.js";
import type { FoundRow } from "../../writing/lookups.js";
import { saveNamedNode } from "../../writing/named-node.js";
import { identify } from "../../writing/node-identity.js";
import { findReferences, optionalReference } from "../../writing/references.js";
import { selectRows, updateRow } from "../../writing/rows.js";
import type { WriteFault, WriteResult } from "../../writing/write-result.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import type { NodeInputOf } from "../node-input.js";
import { Region, RegionKind } from "./region.entity.js";

/** The kind of a region by its depth in the tree. */
export const kindsByDepth = [RegionKind.COUNTRY, RegionKind.STATE, RegionKind.CITY];

/** Writes a region; its kind, and the kinds of the regions inside it, follow from its place in the tree. */
export async function writeRegion(
  transaction: WriteTransaction,
  input: NodeInputOf<"region">,
): Promise<WriteResult> {
  const identity = await identify(transaction, Region, input);
  if ("faults" in identity) return identity;
  if (input.parent === input.slug) return { faults: [cycleFault(input)] };
  const parents = await findReferences(
    transaction,
    { noun: "region", table: Region },
    optionalReference("parent", input.parent),
  );
  if ("missing" in parents) return parents;
  const { stored } = identity;
  const parent = parents.found.get(input.parent ?? "");
  if (stored && parent && (await isAncestor(transaction, Region, { ancestor: stored, of: parent }))) {
    return { faults: [cycleFault(input)] };
  }
  const depth = parent ? kindsByDepth.indexOf(parent.kind as RegionKind) + 1 : 0;
  const inside = stored ? await readRegionsInside(transaction, stored) : [];
  const kind = kindsByDepth[depth];
  if (!kind || depth + inside.length >= kindsByDepth.length) return { faults: [depthFault(input)] };

  const columns = { kind, "parent.rowId": parent?.rowId ?? null };
  const { written } = await saveNamedNode(transaction, { table: Region, input, stored, columns });
  await deriveKinds(transaction, inside, depth + 1);
  return { written };
}

/** The regions inside `region`, level by level; no empty level. */
async function readRegionsInside({ manager }: WriteTransaction, region: FoundRow): Promise<FoundRow[][]> {
  const levels: FoundRow[][] = [];
  let level = [region];
  while (level.length > 0) {
    const above = level.map(({ rowId }) => rowId);
    level = await selectRows<FoundRow>(manager, Region, { where: { "parent.rowId": above }, orderBy: "id" });
    if (level.length > 0) levels.push(level);
  }
  return levels;
}

async function deriveKinds(
  transaction: WriteTransaction,
  levels: readonly FoundRow[][],
  firstDepth: number,
): Promise<void> {
  for (const [index, level] of levels.entries()) {
    const kind = kindsByDepth[firstDepth + index] ?? null;
    const moved = level.filter((region) => region.kind !== kind);
    for (const { rowId } of moved) {
      await updateRow(transaction.manager, Region, { rowId, changes: { kind } });
    }
    await recordChanges(
      transaction,
      moved.map(({ id }) => ({ noun: "region", id, change: "updated" })),
    );
  }
}

function cycleFault({ slug, parent }: NodeInputOf<"region">): WriteFault {
  const message = `the region ${parent} lies inside ${slug} already (or is it), so it cannot be around it`;
  return { field: "parent", code: "FIELD_INVALID", message };
}

function depthFault({ slug, parent }: NodeInputOf<"region">): WriteFault {
  const message = `the region ${slug}, or a region inside it, would lie deeper than a city: countries hold states, states hold cities, and ${parent} has no room for it`;
  return { field: "parent", code: "FIELD_INVALID", message };
}
