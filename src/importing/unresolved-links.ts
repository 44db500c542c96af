import type { EntityManager } from "typeorm";
import { Link } from "../content/links/link.entity.js";
import type { ImportReport, UnresolvedLink } from "./import-report.js";

const longestList = 100;

/** The links of the graph that lead nowhere, those of one post when an article was imported. */
export async function readUnresolvedLinks(
  manager: EntityManager,
  { article }: Pick<ImportReport, "article">,
): Promise<Pick<ImportReport, "unresolvedLinks" | "unresolvedCount">> {
  const query = manager.createQueryBuilder(Link, "link").where("link.post IS NULL");
  const listing = query.clone().innerJoin("link.source", "source");
  if (article) listing.andWhere("source.slug = :slug", { slug: article.slug });
  // Of a whole graph they are counted without their posts: there can be hundreds of thousands.
  const unresolvedCount = await (article ? listing : query).clone().select("COUNT(*)", "count").getRawOne();
  const unresolvedLinks: UnresolvedLink[] = await listing
    .select("source.slug", "post")
    .addSelect("link.title", "title")
    .orderBy("source.slug")
    .addOrderBy("link.position")
    .limit(longestList)
    .getRawMany();
  return { unresolvedLinks, unresolvedCount: Number(unresolvedCount.count) };
}
