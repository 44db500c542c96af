import { toNameKey } from "../graph/name-key.js";
import type { EntityClass } from "../graph/plan-rules.js";
import { recordChanges } from "./change-log.js";
import { saveFormerSlugs } from "./former-slugs.js";
import type { FoundRow } from "./lookups.js";
import { chooseIds, type NamedInput } from "./node-identity.js";
import { insertNodes, type Row, toChanges, updateRow } from "./rows.js";
import type { Change, WrittenNode } from "./write-result.js";
import type { ChangedRows, WriteTransaction } from "./write-transaction.js";

interface NamedNodeDraft {
  table: EntityClass;
  input: NamedInput & { name: string; type: keyof ChangedRows };
  stored: FoundRow | undefined;
  /** All columns but id, slug and name. */
  columns: Row;
  /** Whether rows of other tables that belong to the node change with it. */
  isElsewhereChanged?: boolean;
}

export interface SavedNode {
  rowId: number;
  written: WrittenNode;
}

/** Inserts a named node or updates the columns that differ, and records that; the same again writes nothing. */
export async function saveNamedNode(
  transaction: WriteTransaction,
  { table, input, stored, columns, isElsewhereChanged = false }: NamedNodeDraft,
): Promise<SavedNode> {
  const { type: noun, slug, name, formerSlugs } = input;
  const wanted = { slug, name, nameKey: toNameKey(name), ...columns };
  const report = async (
    rowId: number,
    id: string,
    change: Exclude<Change, "deleted">,
  ): Promise<SavedNode> => {
    await recordChanges(transaction, [{ noun, id, change }]);
    if (change !== "unchanged") transaction.changed[noun].add(rowId);
    return { rowId, written: { noun, slug, id, change, parts: [] } };
  };
  if (!stored) {
    const [id = ""] = await chooseIds(transaction, [input]);
    const [rowId = 0] = (await insertNodes(transaction.manager, table, [{ id, ...wanted }])).values();
    await saveFormerSlugs(transaction, { noun, id, slug, formerSlugs });
    return await report(rowId, id, "created");
  }
  const changes = toChanges(wanted, stored);
  if (changes) await updateRow(transaction.manager, table, { rowId: stored.rowId, changes });
  const { id, rowId } = stored;
  const before = { slug: stored.slug, wasSeen: true };
  const isRedirected = await saveFormerSlugs(transaction, { noun, id, slug, formerSlugs }, before);
  const isChanged = changes || isElsewhereChanged || isRedirected;
  return await report(rowId, id, isChanged ? "updated" : "unchanged");
}
