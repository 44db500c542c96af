import { Field, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, ManyToOne, OneToMany, OneToOne, type Relation } from "typeorm";
import { PageAddressField } from "../../graph/address-field.js";
import { connectionType } from "../../graph/connection.js";
import { ConnectionField } from "../../graph/connection-field.js";
import { DerivedField } from "../../graph/derived-field.js";
import { Filter, Order, RelationFilter } from "../../graph/filter.js";
import { Node } from "../../graph/node.js";
import { Noun } from "../../graph/noun.js";
import { ProseField } from "../../graph/prose-field.js";
import { DateTime } from "../../graph/scalars.js";
import { Author } from "../authors/author.entity.js";
import { Clinic, ClinicConnection } from "../clinics/clinic.entity.js";
import { Contribution, ContributionConnection } from "../contributions/contribution.entity.js";
import { ContributionPageArguments } from "../contributions/contribution.inputs.js";
import { Correction, CorrectionConnection } from "../corrections/correction.entity.js";
import { Expert, ExpertConnection } from "../experts/expert.entity.js";
import { Link, LinkConnection } from "../links/link.entity.js";
import { LinkPageArguments } from "../links/link.inputs.js";
import { MedicalReview } from "../medical-reviews/medical-review.entity.js";
import { Region } from "../regions/region.entity.js";
import { RelatedPost, RelatedPostConnection } from "../related-posts/related-post.entity.js";
import { Source, SourceConnection } from "../sources/source.entity.js";
import { Tag, TagConnection } from "../tags/tag.entity.js";
import { TagPageArguments } from "../tags/tag.inputs.js";
import { Tagging } from "../tags/tagging.entity.js";
import { BlockConnection, BlockRow } from "./block.entity.js";
import { PostBody } from "./post-body.entity.js";
import { postJsonLd } from "./post-json-ld.js";

export enum PostStatus {
  DRAFT = "DRAFT",
  PUBLISHED = "PUBLISHED",
  ARCHIVED = "ARCHIVED",
}

registerEnumType(PostStatus, {
  name: "PostStatus",
  description: "Where a post stands in its life.",
  valuesConfig: {
    DRAFT: { description: "Being written; readers do not see it." },
    PUBLISHED: { description: "Readers see it from publishedAt on." },
    ARCHIVED: {
      description:
        "Taken down; readers do not see it any more. They saw it from publishedAt on, and never did without that.",
    },
  },
});

@Noun({
  idPrefix: "post",
  visibleWhen: [
    { property: "status", is: { equal: PostStatus.PUBLISHED } },
    { property: "publishedAt", is: "PAST" },
  ],
  goneWhen: [
    { property: "status", is: { equal: PostStatus.ARCHIVED } },
    { property: "publishedAt", is: "PAST" },
  ],
  description: "An article. Only published posts whose date has come are part of the graph that readers see.",
  implements: [Node],
  ways: {
    regions: {
      node: () => Region,
      through: ["contributions", "clinic", "region"],
      descendantsOver: "parent",
      description:
        "By the regions of the clinics that contributors speak for, the regions around those included.",
    },
  },
})
@Entity()
@Check("post_status", "status IN ('DRAFT', 'PUBLISHED', 'ARCHIVED')")
@Check("post_published_at", "status <> 'PUBLISHED' OR published_at IS NOT NULL")
@Index("post_newest", ["status", "publishedAt", "id"])
@Index("post_author_newest", ["author", "status", "publishedAt", "id"])
@Index("post_title_order", ["titleKey", "id"])
@Index("post_updated_at", ["updatedAt", "id"])
export class Post extends Node {
  @Filter("text", { description: "By slug." })
  @Field(() => String, {
    description: "Name in URLs: lower-case letters, digits and hyphens; unique among posts.",
  })
  @Column({ type: "text", unique: true })
  slug: string;

  @PageAddressField("posts")
  url: string;

  @DerivedField({
    ...postJsonLd,
    type: () => String,
    description:
      'JSON-LD in the terms of schema.org, as text: the page (`MedicalWebPage`), the article with its first 50 contributions as printed (quotes as `Quotation`), and the way to it (`BreadcrumbList`). Put it between `<script type="application/ld+json">` and `</script>` as it is; nothing in it can end the element.',
  })
  jsonLd: string;

  @Filter("name", { path: "titleKey", description: "By title." })
  @Order("TITLE", "The title, without case, accents and punctuation.", "titleKey")
  @Field(() => String, { description: "The headline." })
  @Column({ type: "text" })
  title: string;

  /** `toNameKey(title)`: what links by title and imported articles find the post by. */
  @Column({ type: "text" })
  titleKey: string;

  @Field(() => String, { nullable: true, description: "A sentence or two that invite to read." })
  @Column({ type: "text", nullable: true })
  excerpt: string | null;

  @Field(() => PostStatus, { description: "Draft, published or archived." })
  @Column({ type: "text" })
  status: PostStatus;

  @Filter("instant", { description: "By the instant since when readers see the post." })
  @Order("PUBLISHED_AT", "Since when readers see the post.")
  @Field(() => DateTime, { nullable: true, description: "Since when readers see the post." })
  @Column({ type: "text", nullable: true })
  publishedAt: string | null;

  @Filter("instant", { description: "By the instant when the content last changed." })
  @Order("UPDATED_AT", "When the content last changed.")
  @Field(() => DateTime, { nullable: true, description: "When the content last changed." })
  @Column({ type: "text", nullable: true })
  updatedAt: string | null;

  @RelationFilter(() => Author, "By who signs the post.")
  @Field(() => Author, { nullable: true, description: "Who signs the post." })
  @ManyToOne(
    () => Author,
    (author) => author.posts,
    { nullable: true, onDelete: "SET NULL" },
  )
  author: Relation<Author> | null;

  @ProseField({
    path: "whole.prose",
    description: "The whole article in one piece, contributions under their attribution.",
  })
  body: string;

  @OneToOne(
    () => PostBody,
    (body) => body.post,
  )
  whole: Relation<PostBody>;

  @ConnectionField({
    type: () => BlockConnection,
    node: () => BlockRow,
    order: [{ path: "position", direction: "ASC" }],
    hasWhere: false,
    description: "The pieces of the article, in order.",
  })
  @OneToMany(
    () => BlockRow,
    (block) => block.post,
  )
  blocks: Relation<BlockRow>[];

  @ConnectionField({
    type: () => ContributionConnection,
    node: () => Contribution,
    order: [{ path: "position", direction: "ASC" }],
    args: () => ContributionPageArguments,
    filters: { kinds: "kind" },
    description: "What experts say in the article, in order.",
  })
  @OneToMany(
    () => Contribution,
    (contribution) => contribution.post,
  )
  contributions: Relation<Contribution>[];

  @ConnectionField({
    type: () => ExpertConnection,
    node: () => Expert,
    through: ["contributions", "expert"],
    order: [{ path: "nameKey", direction: "ASC" }],
    description: "Who contributed to the article, alphabetical, each once.",
  })
  experts: Relation<Expert>[];

  @ConnectionField({
    type: () => ClinicConnection,
    node: () => Clinic,
    through: ["contributions", "clinic"],
    order: [{ path: "nameKey", direction: "ASC" }],
    description: "Clinics that somebody speaks for in the article, alphabetical, each once.",
  })
  clinics: Relation<Clinic>[];

  @ConnectionField({
    type: () => TagConnection,
    node: () => Tag,
    through: ["taggings", "tag"],
    order: [{ path: "nameKey", direction: "ASC" }],
    args: () => TagPageArguments,
    filters: { kinds: "kind" },
    description: "What the article is about, alphabetical.",
  })
  tags: Relation<Tag>[];

  @OneToMany(
    () => Tagging,
    (tagging) => tagging.post,
  )
  taggings: Relation<Tagging>[];

  @ConnectionField({
    type: () => LinkConnection,
    node: () => Link,
    order: [{ path: "position", direction: "ASC" }],
    args: () => LinkPageArguments,
    filters: { kinds: "kind" },
    description: "Posts that the article points at, in the order of the article.",
  })
  @OneToMany(
    () => Link,
    (link) => link.source,
  )
  links: Relation<Link>[];

  @ConnectionField({
    type: () => LinkConnection,
    node: () => Link,
    order: [
      { path: "visibleFrom", direction: "DESC" },
      { path: "source.id", direction: "DESC" },
      { path: "position", direction: "ASC" },
    ],
    args: () => LinkPageArguments,
    filters: { kinds: "kind" },
    description: "Links that point at this post, those of the newest posts first.",
  })
  @OneToMany(
    () => Link,
    (link) => link.post,
  )
  linkedFrom: Relation<Link>[];

  @ConnectionField({
    type: () => RelatedPostConnection,
    node: () => RelatedPost,
    order: [
      { path: "score", direction: "DESC" },
      { path: "visibleFrom", direction: "DESC" },
      { path: "node.id", direction: "DESC" },
    ],
    hasWhere: false,
    description:
      "What to read next: the posts most closely related, each with the reasons. Those that the editor links come first, then what posts have in common counts: experts, tags, clinics and words, rare ones more than common ones.",
  })
  @OneToMany(
    () => RelatedPost,
    (related) => related.post,
  )
  related: Relation<RelatedPost>[];

  @ConnectionField({
    type: () => SourceConnection,
    node: () => Source,
    order: [{ path: "position", direction: "ASC" }],
    description: "What the article relies on, numbered.",
  })
  @OneToMany(
    () => Source,
    (source) => source.post,
  )
  sources: Relation<Source>[];

  @ConnectionField({
    type: () => CorrectionConnection,
    node: () => Correction,
    order: [{ path: "position", direction: "ASC" }],
    description:
      "What was put right in the article after it was published, in the order that the editors gave.",
  })
  @OneToMany(
    () => Correction,
    (correction) => correction.post,
  )
  corrections: Relation<Correction>[];

  @Field(() => MedicalReview, {
    nullable: true,
    description: "The last time that somebody of the field reviewed the article; null when nobody has.",
  })
  @OneToOne(
    () => MedicalReview,
    (review) => review.post,
  )
  medicalReview: Relation<MedicalReview> | null;
}

export const PostConnection = connectionType("Post", () => Post);
