import { saveNamedNode } from "../../writing/named-node.js";
import { identify } from "../../writing/node-identity.js";
import { toOptionalProseColumns } from "../../writing/prose-columns.js";
import type { WriteResult } from "../../writing/write-result.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import type { NodeInputOf } from "../node-input.js";
import { Author } from "./author.entity.js";

export async function writeAuthor(
  transaction: WriteTransaction,
  input: NodeInputOf<"author">,
): Promise<WriteResult> {
  const identity = await identify(transaction, Author, input);
  if ("faults" in identity) return identity;
  const columns = { kind: input.kind, ...toOptionalProseColumns("bio", input.bio) };
  const { written } = await saveNamedNode(transaction, { ...identity, table: Author, input, columns });
  return { written };
}
