import { FormerSlug } from "./former-slug.entity.js";
import { deleteRows, insertRows, selectRows, updateRows } from "./rows.js";
import type { WriteFault } from "./write-result.js";
import type { WriteTransaction } from "./write-transaction.js";

interface FormerSlugRow extends Record<string, unknown> {
  rowId: number;
  slug: string;
  nodeId: string;
}

/** A node, and slugs that it had once. */
export interface FormerlyNamed {
  /** Id prefix of the noun. */
  noun: string;
  id: string;
  /** The slug today. */
  slug: string;
  formerSlugs?: readonly string[] | undefined;
}

/**
 * The former slugs of an input that another node had: which of the two had it last is not for the input to say.
 *
 * `id` is undefined for a node that is new.
 */
export async function findTakenFormerSlugs(
  transaction: WriteTransaction,
  { noun, id, slug, formerSlugs = [] }: Omit<FormerlyNamed, "id"> & { id: string | undefined },
): Promise<WriteFault[]> {
  const rows = await selectFormerSlugs(transaction, noun, formerSlugs);
  const owners = new Map(rows.map((row) => [row.slug, row.nodeId]));
  return formerSlugs.flatMap((former, index) => {
    const owner = owners.get(former);
    if (former === slug || owner === undefined || owner === id) return [];
    const message = `${former} is a former slug of the ${noun} with the id ${owner}; a former slug leads to one ${noun}, so remove it here`;
    return [{ field: `formerSlugs.${index}`, code: "SLUG_TAKEN", message }];
  });
}

/**
 * Keeps the former slugs of a node beside those that are stored already, and the one that it gives up; true when one
 * is new.
 *
 * One that another node had leads to this one from now on: this one had it last.
 */
export async function saveFormerSlugs(
  transaction: WriteTransaction,
  node: FormerlyNamed,
  before?: { slug: string; wasSeen: boolean },
): Promise<boolean> {
  const { noun, id, slug, formerSlugs = [] } = node;
  if (before === undefined || before.slug === slug) return await addFormerSlugs(transaction, node);
  // The slug may be one that the node had before, and has again.
  await deleteRows(transaction.manager, FormerSlug, { noun, slug, nodeId: id });
  const left = before.wasSeen ? [before.slug] : [];
  return await addFormerSlugs(transaction, { ...node, formerSlugs: [...formerSlugs, ...left] });
}

async function addFormerSlugs(
  transaction: WriteTransaction,
  { noun, id, slug, formerSlugs = [] }: FormerlyNamed,
): Promise<boolean> {
  const { manager } = transaction;
  const wanted = [...new Set(formerSlugs)].filter((former) => former !== slug).sort();
  const stored = await selectFormerSlugs(transaction, noun, wanted);
  const known = new Set(stored.map((row) => row.slug));
  const fresh = wanted.filter((former) => !known.has(former));
  const taken = stored.filter(({ nodeId }) => nodeId !== id).map(({ rowId }) => rowId);
  await updateRows(manager, FormerSlug, { where: { rowId: taken }, changes: { nodeId: id } });
  const rows = fresh.map((former) => ({ noun, slug: former, nodeId: id }));
  await insertRows(manager, FormerSlug, rows);
  return fresh.length + taken.length > 0;
}

async function selectFormerSlugs(
  { manager }: WriteTransaction,
  noun: string,
  slugs: readonly string[],
): Promise<FormerSlugRow[]> {
  return await selectRows<FormerSlugRow>(manager, FormerSlug, { where: { noun, slug: slugs } });
}
