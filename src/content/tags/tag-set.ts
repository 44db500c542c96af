import type { EntityMetadata } from "typeorm";
import { invariant } from "../../errors.js";
import type { EntityClass } from "../../graph/plan-rules.js";
import { deleteRows, insertRows, selectRows } from "../../writing/rows.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";

/** The side of a many-to-many relation whose tags are replaced. */
interface TagSetOwner {
  table: EntityClass;
  relation: string;
  /** Absent while the owner is not stored. */
  rowId: number | undefined;
}

interface TagSetPlan {
  isChanged: boolean;
  added: number[];
  removed: number[];
}

/** What must be added to and removed from the owner's tags so that they are `wanted`. */
export async function planTagSet(
  { manager }: WriteTransaction,
  { table, relation, rowId }: TagSetOwner,
  wanted: Iterable<{ rowId: number }>,
): Promise<TagSetPlan> {
  const { metadata, ownerColumn, tagColumn } = findJoinTable({ manager }, table, relation);
  const stored =
    rowId === undefined
      ? []
      : await selectRows<Record<string, number>>(manager, metadata, { where: { [ownerColumn]: rowId } });
  const storedTags = new Set(stored.map((row) => row[tagColumn] ?? 0));
  const wantedTags = new Set([...wanted].map((tag) => tag.rowId));
  const added = [...wantedTags].filter((tag) => !storedTags.has(tag));
  const removed = [...storedTags].filter((tag) => !wantedTags.has(tag));
  return { isChanged: added.length + removed.length > 0, added, removed };
}

export async function saveTagSet(
  { manager }: WriteTransaction,
  { table, relation, rowId }: TagSetOwner & { rowId: number },
  { added, removed }: TagSetPlan,
): Promise<void> {
  const { metadata, ownerColumn, tagColumn } = findJoinTable({ manager }, table, relation);
  if (removed.length > 0) {
    await deleteRows(manager, metadata, { [ownerColumn]: rowId, [tagColumn]: removed });
  }
  await insertRows(
    manager,
    metadata,
    added.map((tag) => ({ [ownerColumn]: rowId, [tagColumn]: tag })),
  );
}

interface JoinTable {
  metadata: EntityMetadata;
  ownerColumn: string;
  tagColumn: string;
}

function findJoinTable(
  { manager }: Pick<WriteTransaction, "manager">,
  table: EntityClass,
  relation: string,
): JoinTable {
  const metadata = manager.connection
    .getMetadata(table)
    .findRelationWithPropertyPath(relation)?.junctionEntityMetadata;
  const ownerColumn = metadata?.ownerColumns[0]?.propertyPath;
  const tagColumn = metadata?.inverseColumns[0]?.propertyPath;
  invariant(metadata && ownerColumn && tagColumn, `${relation} is a many-to-many relation`);
  return { metadata, ownerColumn, tagColumn };
}
