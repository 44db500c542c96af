import type { EntityClass } from "../../graph/plan-rules.js";
import { deriveFreshIds } from "../../writing/node-identity.js";
import { deleteRows, insertNodes, type Row, selectRows, toChanges, updateRow } from "../../writing/rows.js";
import type { WriteFault, WrittenPart } from "../../writing/write-result.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";

/** A contribution, a link, a source or a correction of a post as it is stored. */
export interface StoredPart extends Record<string, unknown> {
  rowId: number;
  id: string;
  position: number;
}

export interface PartPlan {
  /** The row that stays for this part. */
  stored: StoredPart | undefined;
  /** The id that the input gives. */
  givenId: string | undefined;
  /** Where the part stands in the input. */
  field: string;
  /** What the id derives from, behind the post's id. */
  naturalKey: string;
  /** All columns but the id and the key of the post. */
  columns: Row & { position: number };
}

/** All parts of one noun that a post is to have, and the stored ones that it has no more. */
export interface PartListPlan {
  noun: WrittenPart["noun"];
  table: EntityClass;
  /** Property path of the column that holds the post's key. */
  owner: string;
  /** Whether rows keep a copy of since when their post is seen. */
  keepsVisibleFrom: boolean;
  plans: PartPlan[];
  removed: StoredPart[];
}

export function isPartListChanged({ plans, removed }: PartListPlan): boolean {
  return removed.length > 0 || plans.some(({ stored, columns }) => !stored || toChanges(columns, stored));
}

/** Given ids that name a part of another post, or two parts of this one. */
export async function findIdFaults(
  { manager }: WriteTransaction,
  { plans, noun, table }: PartListPlan,
): Promise<WriteFault[]> {
  const given = plans.flatMap(({ givenId, field, stored }) => (givenId ? [{ givenId, field, stored }] : []));
  const fresh = given.filter(({ stored }) => !stored).map(({ givenId }) => givenId);
  const elsewhere = await selectRows<StoredPart>(manager, table, { where: { id: fresh } });
  const taken = new Set(elsewhere.map(({ id }) => id));
  const faults: WriteFault[] = [];
  for (const { givenId, field } of given) {
    if (taken.has(givenId)) {
      const message = `another ${noun} has the id ${givenId}; remove the id to get a new one`;
      faults.push({ field: `${field}.id`, code: "ID_TAKEN", message });
    }
    taken.add(givenId);
  }
  return faults;
}

/** Ids of all parts of the posts: the stored or given ones, else fresh ones, derived by one statement for all. */
export async function chooseIds(
  transaction: WriteTransaction,
  posts: readonly { postId: string; lists: readonly PartListPlan[] }[],
): Promise<Map<PartPlan, string>> {
  const ids = new Map<PartPlan, string>();
  const open: { plan: PartPlan; prefix: string; naturalKey: string }[] = [];
  const parts = posts.flatMap(({ postId, lists }) =>
    lists.flatMap(({ plans, noun }) => plans.map((plan) => ({ postId, noun, plan }))),
  );
  for (const { postId, noun, plan } of parts) {
    const id = plan.stored?.id ?? plan.givenId;
    if (id === undefined) open.push({ plan, prefix: noun, naturalKey: `${postId}/${plan.naturalKey}` });
    else ids.set(plan, id);
  }
  const fresh = await deriveFreshIds(transaction, open, ids.values());
  for (const [index, { plan }] of open.entries()) ids.set(plan, fresh[index] ?? "");
  return ids;
}

/** What a part takes over from its post. */
export interface PartOwner {
  postRowId: number;
  visibleFrom: string | null;
}

/** Where rows wait while others take their positions; far beyond any post's number of parts. */
const aside = 1_000_000;

/** Inserts what is new in lists of one noun; gives the internal key of each new id. */
export async function insertParts(
  { manager }: WriteTransaction,
  lists: readonly (PartListPlan & PartOwner)[],
  ids: ReadonlyMap<PartPlan, string>,
): Promise<Map<string, number>> {
  const [first] = lists;
  if (!first) return new Map();
  const rows = lists.flatMap(({ plans, owner, keepsVisibleFrom, postRowId, visibleFrom }) => {
    const inherited = { [owner]: postRowId, ...(keepsVisibleFrom && { visibleFrom }) };
    const fresh = plans.filter(({ stored }) => !stored);
    return fresh.map((plan) => ({ id: ids.get(plan) ?? "", ...inherited, ...plan.columns }));
  });
  return await insertNodes(manager, first.table, rows);
}

export interface SavedParts {
  /** Internal keys in the order of the plans. */
  rowIds: number[];
  written: WrittenPart[];
}

/** Deletes what is gone, changes what differs, inserts what is new. */
export async function savePartList(
  transaction: WriteTransaction,
  list: PartListPlan,
  { ids, ...owner }: PartOwner & { ids: ReadonlyMap<PartPlan, string> },
): Promise<SavedParts> {
  const { manager } = transaction;
  const { noun, table, plans, removed } = list;
  if (removed.length > 0) await deleteRows(manager, table, { rowId: removed.map(({ rowId }) => rowId) });
  const kept = plans.flatMap(({ stored, columns }) => (stored ? [{ stored, columns }] : []));
  for (const { stored, columns } of kept.filter(isMoved)) {
    const changes = { position: aside + columns.position };
    await updateRow(manager, table, { rowId: stored.rowId, changes });
  }
  for (const { stored, columns } of kept) {
    const changes = toChanges(columns, stored);
    if (changes) await updateRow(manager, table, { rowId: stored.rowId, changes });
  }
  const idOf = (plan: PartPlan) => ids.get(plan) ?? "";
  const keys = await insertParts(transaction, [{ ...list, ...owner }], ids);
  return {
    rowIds: plans.map((plan) => plan.stored?.rowId ?? keys.get(idOf(plan)) ?? 0),
    written: [
      ...removed.map(({ id }) => ({ noun, id, change: "deleted" }) as const),
      ...plans.map((plan) => ({ noun, id: idOf(plan), change: toChange(plan) })),
    ],
  };
}

function isMoved({ stored, columns }: { stored: StoredPart; columns: { position: number } }): boolean {
  return stored.position !== columns.position;
}

function toChange({ stored, columns }: PartPlan): WrittenPart["change"] {
  if (!stored) return "created";
  return toChanges(columns, stored) ? "updated" : "unchanged";
}
