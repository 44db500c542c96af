import type { EntityManager } from "typeorm";
import { FormerSlug } from "../writing/former-slug.entity.js";

/** The former slugs of each node that has some, by its id, in their order. */
export async function readFormerSlugs(manager: EntityManager): Promise<Map<string, string[]>> {
  const rows = await manager.find(FormerSlug, { order: { slug: "ASC" } });
  const slugs = new Map<string, string[]>();
  for (const { nodeId, slug } of rows) slugs.set(nodeId, [...(slugs.get(nodeId) ?? []), slug]);
  return slugs;
}
