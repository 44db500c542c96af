import { createUnionType, Field, Int, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, type Relation } from "typeorm";
import { connectionType } from "../../graph/connection.js";
import { Noun } from "../../graph/noun.js";
import { planExtensions } from "../../graph/plan-rules.js";
import { Clinic } from "../clinics/clinic.entity.js";
import { Contribution } from "../contributions/contribution.entity.js";
import { Expert } from "../experts/expert.entity.js";
import { Post } from "../posts/post.entity.js";
import { Region } from "../regions/region.entity.js";
import { Tag } from "../tags/tag.entity.js";
import { SearchFacets } from "./search-facets.entity.js";
import { SearchHighlight } from "./search-highlight.entity.js";

export enum SearchType {
  POST = "POST",
  CONTRIBUTION = "CONTRIBUTION",
  EXPERT = "EXPERT",
  CLINIC = "CLINIC",
  TAG = "TAG",
}

registerEnumType(SearchType, {
  name: "SearchType",
  description: "What can be found.",
  valuesConfig: {
    POST: {
      description: "Articles, by title, excerpt, the author's prose, their tags and who speaks in them.",
    },
    CONTRIBUTION: { description: "What experts say, by their words and by who says it." },
    EXPERT: { description: "People, by name, title, credentials, clinic and biography." },
    CLINIC: { description: "Clinics, by name, tagline, place and treatments." },
    TAG: { description: "Tags, by name and synonyms." },
  },
});

export const SearchNode = createUnionType({
  name: "SearchNode",
  description: "What a search finds.",
  types: () => [Post, Contribution, Expert, Clinic, Tag] as const,
  resolveType: (value) => (value as unknown as { $type: string }).$type,
});

/** The texts by which one node is found; derived whenever it is written. */
@Noun({
  name: "SearchEdge",
  visibleFrom: "visibleFrom",
  hasFilters: true,
  description: "A node that a search has found.",
  ways: {
    tags: {
      node: () => Tag,
      through: ["post", "taggings", "tag"],
      description: "By the tags of the post that was found, or that the contribution is part of.",
    },
    experts: {
      node: () => Expert,
      through: ["post", "contributions", "expert"],
      description: "By who contributes to the post that was found, or that the contribution is part of.",
    },
    clinics: {
      node: () => Clinic,
      through: ["post", "contributions", "clinic"],
      description: "By the clinics that somebody speaks for in the post.",
    },
    regions: {
      node: () => Region,
      through: ["post", "contributions", "clinic", "region"],
      descendantsOver: "parent",
      description: "By the regions of these clinics, the regions around those included.",
    },
  },
})
@Entity()
@Check("search_document_noun", "noun IN ('POST', 'CONTRIBUTION', 'EXPERT', 'CLINIC', 'TAG')")
export class SearchDocument {
  @PrimaryGeneratedColumn()
  rowId: number;

  /** That of the node. */
  @Column({ type: "text", unique: true })
  id: string;

  @Column({ type: "text" })
  noun: SearchType;

  @Field(() => String, { description: "Opaque place of this node in this connection's order." })
  cursor: string;

  @Field(() => SearchNode, { description: "What was found." })
  @planExtensions({
    rule: { kind: "firstTarget", relations: ["contribution", "post", "expert", "clinic", "tag"] },
  })
  node: typeof SearchNode;

  @Field(() => Int, {
    description:
      "How well it fits, the greater the better. It compares hits of one search; between searches, engines and days it says nothing.",
  })
  @planExtensions({ rule: { kind: "score" } })
  score: number;

  @Field(() => [SearchHighlight], {
    description:
      "Where the words were found, ready to show; empty when they were found only in words that lead to the node, such as its tags.",
  })
  @planExtensions({ rule: { kind: "highlights", maximum: 3 } })
  highlights: SearchHighlight[];

  @Column({ type: "text" })
  name: string;

  @Column({ type: "text" })
  summary: string;

  @Column({ type: "text" })
  body: string;

  /** Words that lead to the node without standing in it. */
  @Column({ type: "text" })
  keywords: string;

  /** `toVisibleFrom(post)` of posts and contributions; the empty text, which is before all time, of others. */
  @Column({ type: "text", nullable: true })
  visibleFrom: string | null;

  /** The post, or the one that the contribution is part of. */
  @Index("search_document_post_row_id")
  @ManyToOne(() => Post, { nullable: true, onDelete: "CASCADE" })
  post: Relation<Post> | null;

  @Index("search_document_contribution_row_id")
  @ManyToOne(() => Contribution, { nullable: true, onDelete: "CASCADE" })
  contribution: Relation<Contribution> | null;

  @Index("search_document_expert_row_id")
  @ManyToOne(() => Expert, { nullable: true, onDelete: "CASCADE" })
  expert: Relation<Expert> | null;

  @Index("search_document_clinic_row_id")
  @ManyToOne(() => Clinic, { nullable: true, onDelete: "CASCADE" })
  clinic: Relation<Clinic> | null;

  @Index("search_document_tag_row_id")
  @ManyToOne(() => Tag, { nullable: true, onDelete: "CASCADE" })
  tag: Relation<Tag> | null;
}

export const SearchConnection = connectionType("Search", () => SearchNode, {
  edge: () => SearchDocument,
  facets: () => SearchFacets,
});
