import { saveNamedNode } from "../../writing/named-node.js";
import { identify } from "../../writing/node-identity.js";
import { toOptionalProseColumns } from "../../writing/prose-columns.js";
import { findReferences, optionalReference } from "../../writing/references.js";
import type { WriteResult } from "../../writing/write-result.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { Clinic } from "../clinics/clinic.entity.js";
import type { NodeInputOf } from "../node-input.js";
import { Expert } from "./expert.entity.js";

export async function writeExpert(
  transaction: WriteTransaction,
  input: NodeInputOf<"expert">,
): Promise<WriteResult> {
  const identity = await identify(transaction, Expert, input);
  if ("faults" in identity) return identity;
  const clinics = await findReferences(
    transaction,
    { noun: "clinic", table: Clinic },
    optionalReference("clinic", input.clinic),
  );
  if ("missing" in clinics) return clinics;
  const columns = {
    honorific: input.honorific ?? null,
    credentials: JSON.stringify(input.credentials),
    title: input.title ?? null,
    "clinic.rowId": clinics.found.get(input.clinic ?? "")?.rowId ?? null,
    ...toOptionalProseColumns("bio", input.bio),
  };
  const { written } = await saveNamedNode(transaction, { ...identity, table: Expert, input, columns });
  return { written };
}
