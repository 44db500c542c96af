import { invariant } from "../../errors.js";
import type { EntityClass } from "../../graph/plan-rules.js";
import { deleteRows, insertRows, type Row, selectRows, type Table } from "../../writing/rows.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";

/** Where it stands which tags an owner bears; the columns by their property paths. */
export interface TagSetTable {
  table: Table;
  owner: string;
  tag: string;
}

interface TagSetPlan {
  isChanged: boolean;
  added: number[];
  removed: number[];
}

/** What must be added to and removed from the owner's tags so that they are `wanted`. */
export async function planTagSet(
  { manager }: WriteTransaction,
  { table, owner, tag, rowId }: TagSetTable & { rowId: number | undefined },
  wanted: Iterable<{ rowId: number }>,
): Promise<TagSetPlan> {
  const stored =
    rowId === undefined
      ? []
      : await selectRows<Record<string, number>>(manager, table, { where: { [owner]: rowId } });
  const storedTags = new Set(stored.map((row) => row[tag] ?? 0));
  const wantedTags = new Set([...wanted].map((found) => found.rowId));
  const added = [...wantedTags].filter((key) => !storedTags.has(key));
  const removed = [...storedTags].filter((key) => !wantedTags.has(key));
  return { isChanged: added.length + removed.length > 0, added, removed };
}

/** `columns` are those of new rows beside the two keys. */
export async function saveTagSet(
  { manager }: WriteTransaction,
  { table, owner, tag, rowId, columns }: TagSetTable & { rowId: number; columns?: Row },
  { added, removed }: TagSetPlan,
): Promise<void> {
  if (removed.length > 0) await deleteRows(manager, table, { [owner]: rowId, [tag]: removed });
  await insertRows(
    manager,
    table,
    added.map((key) => ({ [owner]: rowId, [tag]: key, ...columns })),
  );
}

/** The middle of a many-to-many relation from `owner` to tags. */
export function findTagJunction(
  { manager }: WriteTransaction,
  owner: EntityClass,
  relation: string,
): TagSetTable {
  const junction = manager.connection
    .getMetadata(owner)
    .findRelationWithPropertyPath(relation)?.junctionEntityMetadata;
  const ownerColumn = junction?.ownerColumns[0]?.propertyPath;
  const tagColumn = junction?.inverseColumns[0]?.propertyPath;
  invariant(junction && ownerColumn && tagColumn, `${relation} is a many-to-many relation`);
  return { table: junction, owner: ownerColumn, tag: tagColumn };
}
