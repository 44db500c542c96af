import { type DataSource, In } from "typeorm";
import { Contribution } from "../../../../src/content/contributions/contribution.entity.js";

export interface NewestOf {
  expertRowId: number;
  first: number;
  kinds: readonly string[] | undefined;
}

/**
 * The newest contributions of each expert, by two statements for all: the keys of all pages by a window function, then
 * their rows. One expert alone gets a plain LIMIT, which follows the index.
 */
export async function listNewestContributions(
  source: DataSource,
  pages: readonly NewestOf[],
  now: string,
): Promise<Contribution[][]> {
  const [{ first, kinds } = { first: 0, kinds: undefined }] = pages;
  const keys = await listKeys(source, {
    experts: pages.map(({ expertRowId }) => expertRowId),
    first,
    kinds,
    now,
  });
  const rows = await source.getRepository(Contribution).find({
    where: { rowId: In(keys) },
    loadRelationIds: { relations: ["post", "expert"], disableMixedMap: true },
  });
  const found = new Map(rows.map((row) => [row.rowId, row]));
  const sorted = keys.flatMap((key) => found.get(key) ?? []);
  return pages.map(({ expertRowId }) => sorted.filter(({ expert }) => expert.rowId === expertRowId));
}

interface Keys {
  experts: readonly number[];
  first: number;
  kinds: readonly string[] | undefined;
  now: string;
}

async function listKeys(source: DataSource, { experts, first, kinds, now }: Keys): Promise<number[]> {
  const query = source
    .getRepository(Contribution)
    .createQueryBuilder("c")
    .select("c.rowId", "key")
    .innerJoin("c.post", "p")
    .where("c.expert IN (:...experts)", { experts })
    .andWhere("c.visibleFrom <= :now", { now });
  if (kinds) query.andWhere("c.kind IN (:...kinds)", { kinds });
  if (experts.length === 1) {
    const rows = await query
      .orderBy("c.visibleFrom", "DESC")
      .addOrderBy("p.id", "DESC")
      .addOrderBy("c.position", "ASC")
      .limit(first)
      .getRawMany<{ key: number }>();
    return rows.map(({ key }) => key);
  }
  query.addSelect(
    "row_number() OVER (PARTITION BY c.expert_row_id ORDER BY c.visible_from DESC, p.id DESC, c.position)",
    "place",
  );
  const rows = await source
    .createQueryBuilder()
    .select("key")
    .from(`(${query.getQuery()})`, "numbered")
    .where("place <= :first", { first })
    .orderBy("place", "ASC")
    .setParameters(query.getParameters())
    .getRawMany<{ key: number }>();
  return rows.map(({ key }) => key);
}
