import { saveNamedNode } from "../../writing/named-node.js";
import { identify } from "../../writing/node-identity.js";
import { findReferences, optionalReference } from "../../writing/references.js";
import type { WriteResult } from "../../writing/write-result.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import type { NodeInputOf } from "../node-input.js";
import { Region } from "../regions/region.entity.js";
import { Tag } from "../tags/tag.entity.js";
import { findTagJunction, planTagSet, saveTagSet } from "../tags/tag-set.js";
import { Clinic } from "./clinic.entity.js";

export async function writeClinic(
  transaction: WriteTransaction,
  input: NodeInputOf<"clinic">,
): Promise<WriteResult> {
  const identity = await identify(transaction, Clinic, input);
  if ("faults" in identity) return identity;
  const regions = await findReferences(
    transaction,
    { noun: "region", table: Region },
    optionalReference("region", input.region),
  );
  if ("missing" in regions) return regions;
  const references = input.treatments.map((slug, index) => ({ slug, field: `treatments.${index}` }));
  const tags = await findReferences(transaction, { noun: "tag", table: Tag }, references);
  if ("missing" in tags) return tags;

  const { stored } = identity;
  const offered = findTagJunction(transaction, Clinic, "treatments");
  const set = { ...offered, rowId: stored?.rowId };
  const treatments = await planTagSet(transaction, set, tags.found.values());
  const columns = {
    tagline: input.tagline ?? null,
    website: input.website ?? null,
    city: input.city ?? null,
    "location.latitude": input.latitude ?? null,
    "location.longitude": input.longitude ?? null,
    telehealth: input.telehealth,
    "region.rowId": regions.found.get(input.region ?? "")?.rowId ?? null,
  };
  const isElsewhereChanged = treatments.isChanged;
  const draft = { table: Clinic, input, stored, columns, isElsewhereChanged };
  const { rowId, written } = await saveNamedNode(transaction, draft);
  await saveTagSet(transaction, { ...offered, rowId }, treatments);
  return { written };
}
