import { deriveNodeId } from "../graph/node-id.js";
import type { EntityClass } from "../graph/plan-rules.js";
import { ChangeLog } from "./change-log.entity.js";
import { findTakenFormerSlugs } from "./former-slugs.js";
import type { FoundRow } from "./lookups.js";
import { selectRows } from "./rows.js";
import type { WriteFault } from "./write-result.js";
import type { WriteTransaction } from "./write-transaction.js";

/** What an input calls its node. */
export interface NodeName {
  type: string;
  slug: string;
  id?: string | undefined;
}

/** As an input of a node with a page gives it. */
export interface NamedInput extends NodeName {
  formerSlugs?: readonly string[] | undefined;
}

export type Identity = { stored: FoundRow | undefined } | { faults: WriteFault[] };

/** The stored node that an input speaks of: the one with its id, else the one with its slug. */
export async function identify(
  transaction: WriteTransaction,
  table: EntityClass,
  input: NamedInput,
): Promise<Identity> {
  const identity = await findStored(transaction, table, input);
  if ("faults" in identity) return identity;
  const id = identity.stored?.id ?? input.id;
  const faults = await findTakenFormerSlugs(transaction, { ...input, noun: input.type, id });
  return faults.length > 0 ? { faults } : identity;
}

async function findStored(
  { manager }: WriteTransaction,
  table: EntityClass,
  { type, slug, id }: NodeName,
): Promise<Identity> {
  const [bySlug] = await selectRows<FoundRow>(manager, table, { where: { slug } });
  if (id === undefined || bySlug?.id === id) return { stored: bySlug };
  const [byId] = await selectRows<FoundRow>(manager, table, { where: { id } });
  if (!bySlug) return { stored: byId };
  if (byId) {
    const message = `the ${type} with the id ${id} cannot be renamed from ${byId.slug} to ${slug}: another ${type} has that slug`;
    return { faults: [{ field: "slug", code: "SLUG_TAKEN", message }] };
  }
  const message = `the ${type} ${slug} has another id, ${bySlug.id}; remove the id, or choose another slug for a new ${type}`;
  return { faults: [{ field: "id", code: "ID_TAKEN", message }] };
}

/** What an id is derived from: the noun's prefix and the natural key of the node. */
export interface IdSeed {
  prefix: string;
  naturalKey: string;
}

/**
 * Fresh ids in the order of the seeds; none of them was ever given before, or is in `reserved`.
 *
 * The change log tells: every node that ever was has its creation there.
 */
export async function deriveFreshIds(
  { manager }: WriteTransaction,
  seeds: readonly IdSeed[],
  reserved: Iterable<string> = [],
): Promise<string[]> {
  const taken = new Set(reserved);
  const candidates = seeds.map((seed) => ({ seed, attempt: 0, id: toId(seed, 0) }));
  let open = candidates;
  while (open.length > 0) {
    const where = { nodeId: open.map(({ id }) => id) };
    const given = await selectRows<{ nodeId: string }>(manager, ChangeLog, { where });
    for (const { nodeId } of given) taken.add(nodeId);
    open = open.filter(({ id }) => taken.has(id));
    for (const candidate of open) {
      candidate.attempt += 1;
      candidate.id = toId(candidate.seed, candidate.attempt);
    }
  }
  return candidates.map(({ id }) => id);
}

function toId({ prefix, naturalKey }: IdSeed, attempt: number): string {
  return deriveNodeId(prefix, naturalKey, attempt);
}

/** The ids that the nodes get at their creation, in order; those that are not given by one statement. */
export async function chooseIds(
  transaction: WriteTransaction,
  names: readonly NodeName[],
): Promise<string[]> {
  const open = names.filter(({ id }) => id === undefined);
  const derived = await deriveFreshIds(
    transaction,
    open.map(({ type, slug }) => ({ prefix: type, naturalKey: slug })),
  );
  const byName = new Map(open.map((name, index) => [name, derived[index]]));
  return names.map((name) => name.id ?? byName.get(name) ?? "");
}
