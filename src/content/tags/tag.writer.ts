import { isAncestor } from "../../writing/ancestors.js";
import type { FoundRow } from "../../writing/lookups.js";
import { saveNamedNode } from "../../writing/named-node.js";
import { identify } from "../../writing/node-identity.js";
import { findReferences, optionalReference } from "../../writing/references.js";
import type { WriteFault, WriteResult } from "../../writing/write-result.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import type { NodeInputOf } from "../node-input.js";
import { Tag } from "./tag.entity.js";
import { describeTagName, TagNames } from "./tag-names.js";

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
  const names = await TagNames.of(transaction);
  const faults = findTakenNames(names, input, stored);
  if (faults.length > 0) return { faults };
  const columns = {
    kind: input.kind,
    synonyms: JSON.stringify(input.synonyms),
    "parent.rowId": parent?.rowId ?? null,
  };
  const { written, rowId } = await saveNamedNode(transaction, { table: Tag, input, stored, columns });
  names.save({ rowId, ...input });
  return { written };
}

/** A synonym leads to one tag. Tags may share a name, as a condition and a topic do: their slugs tell them apart. */
function findTakenNames(
  names: TagNames,
  { name, synonyms }: NodeInputOf<"tag">,
  stored: FoundRow | undefined,
): WriteFault[] {
  const findOthers = (wanted: string) => names.find(wanted).filter(({ rowId }) => rowId !== stored?.rowId);
  const faults: WriteFault[] = [];
  const rival = findOthers(name).find(({ isSynonym }) => isSynonym);
  if (rival) {
    const message = `“${name}” is a synonym of the tag ${rival.slug}; remove it there, or choose another name`;
    faults.push({ field: "name", code: "SYNONYM_TAKEN", message });
  }
  for (const [index, synonym] of synonyms.entries()) {
    const [other] = findOthers(synonym);
    if (!other) continue;
    const message = `“${synonym}” is ${describeTagName(other)} already; a synonym leads to one tag, so remove it from one of the two`;
    faults.push({ field: `synonyms.${index}`, code: "SYNONYM_TAKEN", message });
  }
  return faults;
}

function cycleFault({ slug, parent }: NodeInputOf<"tag">): WriteFault {
  const message = `the tag ${parent} lies under ${slug} already (or is it), so it cannot be the tag above it`;
  return { field: "parent", code: "FIELD_INVALID", message };
}
