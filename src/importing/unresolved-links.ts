import type { EntityManager } from "typeorm";
import { Link } from "../content/links/link.entity.js";
import type { ImportReport, UnresolvedLink } from "./import-report.js";

const longestList = 100;

/** The links of the graph that lead nowhere, those of one post when an article was imported. */
export async function readUnresolvedLinks(
  manager: EntityManager,
  { article }: Pick<ImportReport, "article">,
): Promise<Pick<ImportReport, "unresolvedLinks" | "unresolvedCount">> {
  const query = manager
    .createQueryBuilder(Link, "link")
    .innerJoin("link.source", "source")
    .where("link.post IS NULL");
  if (article) query.andWhere("source.slug = :slug", { slug: article.slug });
  const unresolvedCount = await query.getCount();
  const unresolvedLinks: UnresolvedLink[] = await query
    .select("source.slug", "post")
    .addSelect("link.title", "title")
    .orderBy("source.slug")
    .addOrderBy("link.position")
    .limit(longestList)
    .getRawMany();
  return { unresolvedLinks, unresolvedCount };
}
