import type { EntityClass } from "../graph/plan-rules.js";
import type { FoundRow } from "./lookups.js";
import type { MissingReference } from "./write-result.js";
import type { WriteTransaction } from "./write-transaction.js";

/** A slug in an input and the field that it stands in. */
export interface SlugReference {
  slug: string;
  field: string;
}

export type ReferenceResult = { found: Map<string, FoundRow> } | { missing: MissingReference[] };

/** The nodes of one noun that an input names, by slug; else every one that does not exist. */
export async function findReferences(
  transaction: WriteTransaction,
  { noun, table }: { noun: string; table: EntityClass },
  references: readonly SlugReference[],
): Promise<ReferenceResult> {
  const rows = await transaction.lookups.find(
    table,
    "slug",
    references.map(({ slug }) => slug),
  );
  const found = new Map<string, FoundRow>();
  const missing: MissingReference[] = [];
  for (const { slug, field } of references) {
    const [row] = rows.get(slug) ?? [];
    if (row) found.set(slug, row);
    else missing.push({ noun, slug, field });
  }
  return missing.length > 0 ? { missing } : { found };
}

/** A field that may name one node; absent fields refer to nothing. */
export function optionalReference(field: string, slug: string | null | undefined): SlugReference[] {
  return slug == null ? [] : [{ slug, field }];
}
