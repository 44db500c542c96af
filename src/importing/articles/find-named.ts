import type { EntityManager } from "typeorm";
import { Author } from "../../content/authors/author.entity.js";
import { Clinic } from "../../content/clinics/clinic.entity.js";
import { Expert } from "../../content/experts/expert.entity.js";
import { toNameKey } from "../../graph/name-key.js";
import { toSlug } from "../../writing/to-slug.js";

export type NamedNoun = "expert" | "clinic" | "author";

const tables = { expert: Expert, clinic: Clinic, author: Author } as const;

/** What is printed beside a name, and tells namesakes apart. */
export interface Printed {
  clinic?: string | undefined;
  credentials?: readonly string[] | undefined;
}

/**
 * Slugs of the stored nodes that a printed name can mean: those of that name, else the one of its slug.
 *
 * Of several experts those of the printed clinic come first, and of these the ones with the printed credentials;
 * more than one is left only when nothing printed tells them apart.
 */
export async function findNamed(
  manager: EntityManager,
  { noun, name }: { noun: NamedNoun; name: string },
  printed: Printed,
): Promise<string[]> {
  if (noun === "expert") return await findExperts(manager, name, printed);
  const repository = manager.getRepository<Clinic | Author>(tables[noun]);
  const named = await repository.find({ where: { nameKey: toNameKey(name) }, order: { slug: "ASC" } });
  const found = named.length > 0 ? named : await repository.findBy({ slug: toSlug(name) });
  return found.map(({ slug }) => slug);
}

async function findExperts(manager: EntityManager, name: string, printed: Printed): Promise<string[]> {
  const relations = { clinic: true };
  const where = { nameKey: toNameKey(name) };
  const named = await manager.find(Expert, { where, relations, order: { slug: "ASC" } });
  const found =
    named.length > 0 ? named : await manager.find(Expert, { where: { slug: toSlug(name) }, relations });
  const atClinic = prefer(
    found,
    ({ clinic }) => printed.clinic !== undefined && clinic?.slug === printed.clinic,
  );
  const credentials = JSON.stringify(printed.credentials ?? []);
  return prefer(atClinic, (expert) => JSON.stringify(expert.credentials) === credentials).map(
    ({ slug }) => slug,
  );
}

function prefer<T>(found: T[], isBetter: (one: T) => boolean): T[] {
  const better = found.filter(isBetter);
  return better.length > 0 ? better : found;
}
