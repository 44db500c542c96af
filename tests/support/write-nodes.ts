import { type NodeInput, nodeInput } from "../../src/content/node-input.js";
import { refreshDerived } from "../../src/content/refresh-derived.js";
import { writeNode } from "../../src/content/write-node.js";
import type { Database } from "../../src/database/database.js";
import { beginWriting } from "../../src/writing/write-transaction.js";
import { testNow } from "./exits.js";

/** A node as a test writes it down: defaults are filled in as an importer does. */
export type NodeDraft = Record<string, unknown> & { type: NodeInput["type"]; slug: string };

/** Writes nodes whose references come before them, in one transaction. */
export async function writeNodes(
  { source, dialect }: Pick<Database, "source" | "dialect">,
  nodes: readonly NodeDraft[],
): Promise<void> {
  await source.transaction(async (manager) => {
    const transaction = beginWriting(manager, testNow);
    for (const node of nodes) {
      const result = await writeNode(transaction, nodeInput.parse(node));
      if (!("written" in result)) throw new Error(`${node.type} ${node.slug}: ${JSON.stringify(result)}`);
    }
    await refreshDerived(transaction, { dialect });
  });
}
