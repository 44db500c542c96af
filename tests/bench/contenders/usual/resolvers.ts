import type DataLoader from "dataloader";
import type { GraphQLResolveInfo, SelectionSetNode } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from "type-graphql";
import { LessThanOrEqual } from "typeorm";
import { Clinic } from "../../../../src/content/clinics/clinic.entity.js";
import { Contribution } from "../../../../src/content/contributions/contribution.entity.js";
import { ContributionPageArguments } from "../../../../src/content/contributions/contribution.inputs.js";
import { Expert } from "../../../../src/content/experts/expert.entity.js";
import { Link } from "../../../../src/content/links/link.entity.js";
import { LinkPageArguments } from "../../../../src/content/links/link.inputs.js";
import { Post, PostStatus } from "../../../../src/content/posts/post.entity.js";
import { Region } from "../../../../src/content/regions/region.entity.js";
import {
  RelatedPost,
  RelatedReason,
  reasonColumns,
} from "../../../../src/content/related-posts/related-post.entity.js";
import { Tag } from "../../../../src/content/tags/tag.entity.js";
import { TagPageArguments } from "../../../../src/content/tags/tag.inputs.js";
import { NodeBy } from "../../../../src/graph/node-by.js";
import { defaultPageSize, PageArguments } from "../../../../src/graph/page.js";
import type { BodyFormat } from "../../../../src/graph/prose.js";
import { toOrderSignature } from "../../../../src/planner/cursor.js";
import type { Loaders } from "./loaders.js";

interface Context {
  loaders: Loaders;
}

type Format = Lowercase<BodyFormat>;

const toFormat = (format: BodyFormat) => format.toLowerCase() as Format;
const toPage = <T>(rows: readonly T[], { first = defaultPageSize }: PageArguments) => ({
  nodes: rows.slice(0, first),
});

/** TypeORM gives a relation that leads nowhere as an object whose key is null. */
async function loadKnown<T>(loader: DataLoader<number, T>, to: { rowId: number | null } | null) {
  return await loadOne(loader, to?.rowId);
}

async function loadOne<T>(loader: DataLoader<number, T>, rowId: number | null | undefined) {
  return rowId == null ? null : await loader.load(rowId);
}

@Resolver(() => Post)
export class PostResolver {
  @Query(() => Post, { nullable: true })
  post(@Arg("by", () => NodeBy) { slug }: NodeBy, @Ctx() { loaders }: Context) {
    return loaders.source.getRepository(Post).findOne({
      where: { slug: slug ?? "", status: PostStatus.PUBLISHED, publishedAt: LessThanOrEqual(loaders.now) },
      relations: { author: true },
    });
  }

  @FieldResolver()
  async body(
    @Root() post: Post,
    @Arg("format", () => String) format: BodyFormat,
    @Ctx() { loaders }: Context,
  ) {
    return (await loaders.bodyOfPost.load(post.rowId))?.prose[toFormat(format)];
  }

  @FieldResolver()
  // biome-ignore lint/complexity/useMaxParams: type-graphql hands everything over as parameters.
  async contributions(
    @Root() post: Post,
    @Args(() => ContributionPageArguments) page: ContributionPageArguments,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { loaders }: Context,
  ) {
    const loader = isSelected(info, "body") ? loaders.contributionsOfPost : loaders.outlinesOfPost;
    return toPage(await loader.load(post.rowId), page);
  }

  @FieldResolver()
  async tags(
    @Root() post: Post,
    @Args(() => TagPageArguments) page: TagPageArguments,
    @Ctx() { loaders }: Context,
  ) {
    return toPage(await loaders.tagsOfPost.load(post.rowId), page);
  }

  @FieldResolver()
  async links(
    @Root() post: Post,
    @Args(() => LinkPageArguments) page: LinkPageArguments,
    @Ctx() { loaders }: Context,
  ) {
    const links = await loaders.linksOfPost.load(post.rowId);
    return toPage(
      links.filter(({ kind }) => page.kinds?.includes(kind) ?? true),
      page,
    );
  }

  @FieldResolver()
  async related(
    @Root() { rowId }: Post,
    @Args(() => PageArguments) { first = defaultPageSize }: PageArguments,
    @Ctx() { loaders }: Context,
  ) {
    return { edges: await loaders.relatedOfPost.load({ postRowId: rowId, first }) };
  }
}

@Resolver(() => RelatedPost)
export class RelatedPostResolver {
  @FieldResolver()
  reasons(@Root() { reasonRows }: RelatedPost) {
    return reasonRows.map((row) =>
      Object.fromEntries(reasonColumns.map((name, place) => [name, row[place]])),
    );
  }
}

/** A reason as its row is kept in JSON. */
type ReasonRow = Partial<Record<(typeof reasonColumns)[number], never>>;

@Resolver(() => RelatedReason)
export class RelatedReasonResolver {
  @FieldResolver()
  async label(@Root() reason: ReasonRow, @Ctx() { loaders }: Context) {
    if (reason.words) return reason.words;
    const named =
      (await loadOne(loaders.tag, reason["tag.rowId"])) ??
      (await loadOne(loaders.expert, reason["expert.rowId"])) ??
      (await loadOne(loaders.clinic, reason["clinic.rowId"]));
    return named?.name ?? (await loadOne(loaders.link, reason["link.rowId"]))?.title;
  }
}

@Resolver(() => Link)
export class LinkResolver {
  @FieldResolver()
  post(@Root() { post }: Link, @Ctx() { loaders }: Context) {
    return loadKnown(loaders.post, post);
  }
}

@Resolver(() => Contribution)
export class ContributionResolver {
  @FieldResolver()
  body(@Root() { body }: Contribution, @Arg("format", () => String) format: BodyFormat) {
    return body[toFormat(format)];
  }

  @FieldResolver()
  post(@Root() { post }: Contribution, @Ctx() { loaders }: Context) {
    return loaders.post.load(post.rowId);
  }

  @FieldResolver()
  expert(@Root() { expert }: Contribution, @Ctx() { loaders }: Context) {
    return loaders.expert.load(expert.rowId);
  }

  @FieldResolver()
  clinic(@Root() { clinic }: Contribution, @Ctx() { loaders }: Context) {
    return loadKnown(loaders.clinic, clinic);
  }
}

@Resolver(() => Expert)
export class ExpertResolver {
  @Query(() => Expert, { nullable: true })
  expert(@Arg("by", () => NodeBy) { slug }: NodeBy, @Ctx() { loaders }: Context) {
    return loaders.source.getRepository(Expert).findOne({
      where: { slug: slug ?? "" },
      loadRelationIds: { relations: ["clinic"], disableMixedMap: true },
    });
  }

  @FieldResolver()
  bio(@Root() { bio }: Expert, @Arg("format", () => String) format: BodyFormat) {
    return bio[toFormat(format)];
  }

  @FieldResolver()
  clinic(@Root() { clinic }: Expert, @Ctx() { loaders }: Context) {
    return loadKnown(loaders.clinic, clinic);
  }

  @FieldResolver()
  async contributions(
    @Root() { rowId }: Expert,
    @Args(() => ContributionPageArguments) page: ContributionPageArguments,
    @Ctx() { loaders }: Context,
  ) {
    const { first = defaultPageSize, kinds } = page;
    const nodes = await loaders.contributionsOfExpert.load({ expertRowId: rowId, first, kinds });
    return { nodes };
  }
}

@Resolver(() => Clinic)
export class ClinicResolver {
  @FieldResolver()
  region(@Root() { region }: Clinic, @Ctx() { loaders }: Context) {
    return loadKnown(loaders.region, region);
  }

  @FieldResolver()
  async experts(
    @Root() { rowId }: Clinic,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { loaders }: Context,
  ) {
    return toPage(await loaders.expertsOfClinic.load(rowId), page);
  }
}

@Resolver(() => Region)
export class RegionResolver {
  @Query(() => Region, { nullable: true })
  region(@Arg("by", () => NodeBy) { slug }: NodeBy, @Ctx() { loaders }: Context) {
    return loaders.source.getRepository(Region).findOneBy({ slug: slug ?? "" });
  }

  @FieldResolver()
  async clinics(
    @Root() { rowId }: Region,
    @Args(() => PageArguments) { first = defaultPageSize }: PageArguments,
    @Ctx() { loaders }: Context,
  ) {
    const nodes = await loaders.source.getRepository(Clinic).find({
      where: { region: { rowId } },
      order: { nameKey: "ASC", id: "ASC" },
      take: first,
    });
    return { nodes };
  }
}

const newestPost = toOrderSignature("Post", [
  { path: "publishedAt", direction: "DESC" },
  { path: "id", direction: "DESC" },
]);

@Resolver(() => Tag)
export class TagResolver {
  @Query(() => Tag, { nullable: true })
  tag(@Arg("by", () => NodeBy) { slug }: NodeBy, @Ctx() { loaders }: Context) {
    return loaders.source
      .getRepository(Tag)
      .findOne({ where: { slug: slug ?? "" }, relations: { parent: true } });
  }

  @FieldResolver()
  async posts(
    @Root() { rowId }: Tag,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { loaders }: Context,
  ) {
    const { first = defaultPageSize } = page;
    const posts = await loaders.source
      .getRepository(Post)
      .createQueryBuilder("p")
      .innerJoin("p.taggings", "t")
      .where("t.tagRowId = :rowId AND t.visibleFrom <= :now", { rowId, now: loaders.now })
      .orderBy("t.visibleFrom", "DESC")
      .addOrderBy("p.id", "DESC")
      .limit(first + 1)
      .getMany();
    const nodes = posts.slice(0, first);
    const last = nodes.at(-1);
    const endCursor = last && toCursor([newestPost, last.publishedAt, last.id]);
    return { nodes, pageInfo: { hasNextPage: posts.length > first, endCursor: endCursor ?? null } };
  }
}

function toCursor(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString("hex");
}

/** Whether a field of this name is selected anywhere below, which is all that these operations need to know. */
function isSelected(info: GraphQLResolveInfo, name: string): boolean {
  const isIn = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some(
      (node) => node.kind === "Field" && (node.name.value === name || isIn(node.selectionSet)),
    ) ?? false;
  return info.fieldNodes.some(({ selectionSet }) => isIn(selectionSet));
}
