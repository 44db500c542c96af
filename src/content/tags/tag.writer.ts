import { isAncestor } from "../../writing/ancestors.js";
import type { FoundRow } from "../../writing/lookups.js";
import { saveNamedNode } from "../../writing/named-node.js";
import { identify } from "../../writing/node-identity.js";
import { findReferences, optionalReference } from "../../writing/references.js";
import type { WriteFault, WriteResult } from "../../writing/write-result.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import type { NodeInputOf } from "../node-input.js";
import { Tag } from "./tag.entity.js";

export async function writeTag(
  transaction: WriteTransaction,
  input: NodeInputOf<"tag">,
): Promise<WriteResult> {
  const identity = await identify(transaction, Tag, input);
  if ("faults" in identity) return identity;
  if (input.parent === input.slug) return { faults: [cycleFault(input)] };
  const parents = await findReferences(
    transaction,
    { noun: "tag", table: Tag },
    optionalReference("parent", input.parent),
  );
  if ("missing" in parents) return parents;
  const { stored } = identity;
  const parent: FoundRow | undefined = parents.found.get(input.parent ?? "");
  if (stored && parent && (await isAncestor(transaction, Tag, { ancestor: stored, of: parent }))) {
    return { faults: [cycleFault(input)] };
  }
  const columns = {
    kind: input.kind,
    synonyms: JSON.stringify(input.synonyms),
    "parent.rowId": parent?.rowId ?? null,
  };
  const { written } = await saveNamedNode(transaction, { table: Tag, input, stored, columns });
  return { written };
}

function cycleFault({ slug, parent }: NodeInputOf<"tag">): WriteFault {
  const message = `the tag ${parent} lies under ${slug} already (or is it), so it cannot be the tag above it`;
  return { field: "parent", code: "FIELD_INVALID", message };
}
