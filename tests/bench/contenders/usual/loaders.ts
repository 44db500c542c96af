import DataLoader from "dataloader";
import { type DataSource, type FindManyOptions, In, LessThanOrEqual } from "typeorm";
import { Author } from "../../../../src/content/authors/author.entity.js";
import { Clinic } from "../../../../src/content/clinics/clinic.entity.js";
import { Contribution } from "../../../../src/content/contributions/contribution.entity.js";
import { Expert } from "../../../../src/content/experts/expert.entity.js";
import { Link } from "../../../../src/content/links/link.entity.js";
import { Post, PostStatus } from "../../../../src/content/posts/post.entity.js";
import { PostBody } from "../../../../src/content/posts/post-body.entity.js";
import { Region } from "../../../../src/content/regions/region.entity.js";
import { RelatedPost } from "../../../../src/content/related-posts/related-post.entity.js";
import { Tag } from "../../../../src/content/tags/tag.entity.js";
import { Tagging } from "../../../../src/content/tags/tagging.entity.js";
import { listNewestContributions, type NewestOf } from "./newest-contributions.js";

/** What a resolver may use; one per request, so that nothing is cached beyond it. */
export type Loaders = ReturnType<typeof createLoaders>;

interface RelatedOf {
  postRowId: number;
  first: number;
}

interface Named {
  rowId: number;
}

/** Text columns are long: rows that come in lists leave out those that are not asked for. */
export function createLoaders(source: DataSource, now: string) {
  const visible = { status: PostStatus.PUBLISHED, publishedAt: LessThanOrEqual(now) };
  const byKey = <T extends Named>(entity: new () => T, relations: string[] = []) =>
    new DataLoader<number, T | null>(async (keys) => {
      const rows = await source.getRepository(entity).find({
        where: { rowId: In([...keys]) } as never,
        ...(relations.length > 0 && { loadRelationIds: { relations, disableMixedMap: true } }),
      });
      const found = new Map(rows.map((row) => [row.rowId, row]));
      return keys.map((key) => found.get(key) ?? null);
    });
  return {
    now,
    source,
    author: byKey(Author),
    clinic: byKey(Clinic, ["region"]),
    region: byKey(Region),
    expert: byKey(Expert, ["clinic"]),
    post: new DataLoader<number, Post | null>(async (keys) => {
      const posts = await source.getRepository(Post).find({ where: { rowId: In([...keys]), ...visible } });
      const found = new Map(posts.map((post) => [post.rowId, post]));
      return keys.map((key) => found.get(key) ?? null);
    }),
    bodyOfPost: new DataLoader<number, PostBody | null>(async (keys) => {
      const bodies = await source.getRepository(PostBody).findBy({ postRowId: In([...keys]) });
      const found = new Map(bodies.map((body) => [body.postRowId, body]));
      return keys.map((key) => found.get(key) ?? null);
    }),
    tagsOfPost: new DataLoader<number, Tag[]>(async (keys) => {
      const taggings = await source.getRepository(Tagging).find({
        where: { postRowId: In([...keys]) },
        relations: { tag: true },
        order: { tag: { nameKey: "ASC", id: "ASC" } },
      });
      return groupBy(keys, taggings, ({ postRowId }) => postRowId).map((group) =>
        group.map(({ tag }) => tag),
      );
    }),
    contributionsOfPost: new DataLoader<number, Contribution[]>((keys) => listOfPosts(source, keys, true)),
    outlinesOfPost: new DataLoader<number, Contribution[]>((keys) => listOfPosts(source, keys, false)),
    linksOfPost: new DataLoader<number, Link[]>(async (keys) => {
      const links = await source.getRepository(Link).find({
        where: { source: { rowId: In([...keys]) } },
        loadRelationIds: { relations: ["post", "source"], disableMixedMap: true },
        order: { position: "ASC" },
      });
      return groupBy(keys, links, ({ source: owner }) => owner.rowId);
    }),
    tag: byKey(Tag),
    link: byKey(Link),
    relatedOfPost: new DataLoader<RelatedOf, RelatedPost[], string>(
      async (keys) =>
        await Promise.all(
          keys.map(
            async ({ postRowId, first }) =>
              await source
                .getRepository(RelatedPost)
                .createQueryBuilder("related")
                .innerJoinAndSelect("related.node", "node")
                .where("related.post = :postRowId AND related.visibleFrom <= :now", { postRowId, now })
                .orderBy("related.score", "DESC")
                .addOrderBy("related.visibleFrom", "DESC")
                .addOrderBy("node.id", "DESC")
                .limit(first)
                .getMany(),
          ),
        ),
      { cacheKeyFn: ({ postRowId, first }) => `${postRowId}/${first}` },
    ),
    expertsOfClinic: new DataLoader<number, Expert[]>(async (keys) => {
      const experts = await source.getRepository(Expert).find({
        where: { clinic: { rowId: In([...keys]) } },
        loadRelationIds: { relations: ["clinic"], disableMixedMap: true },
        order: { nameKey: "ASC", id: "ASC" },
      });
      return groupBy(keys, experts, ({ clinic }) => clinic?.rowId ?? 0);
    }),
    contributionsOfExpert: new DataLoader<NewestOf, Contribution[], string>(
      (keys) => listNewestContributions(source, keys, now),
      { cacheKeyFn: ({ expertRowId, first, kinds }) => `${expertRowId}/${first}/${kinds}` },
    ),
  };
}

const outline: FindManyOptions<Contribution> = {
  select: {
    rowId: true,
    position: true,
    attribution: { name: true },
    post: { rowId: true },
    clinic: { rowId: true },
  },
  relations: { post: true, clinic: true },
};
const whole: FindManyOptions<Contribution> = {
  loadRelationIds: { relations: ["post", "expert", "clinic"], disableMixedMap: true },
};

async function listOfPosts(source: DataSource, keys: readonly number[], isWhole: boolean) {
  const contributions = await source.getRepository(Contribution).find({
    ...(isWhole ? whole : outline),
    where: { post: { rowId: In([...keys]) } },
    order: { position: "ASC" },
  });
  return groupBy(keys, contributions, ({ post }) => post.rowId);
}

function groupBy<T>(keys: readonly number[], rows: readonly T[], keyOf: (row: T) => number): T[][] {
  const groups = new Map<number, T[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return keys.map((key) => groups.get(key) ?? []);
}
