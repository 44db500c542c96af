import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, ManyToOne, type Relation, Unique } from "typeorm";
import { AddressField } from "../../graph/address-field.js";
import { connectionType } from "../../graph/connection.js";
import { DerivedField } from "../../graph/derived-field.js";
import { EnumFilter, Order, RelationFilter } from "../../graph/filter.js";
import { Node } from "../../graph/node.js";
import { Noun } from "../../graph/noun.js";
import { planExtensions } from "../../graph/plan-rules.js";
import { Prose } from "../../graph/prose.js";
import { ProseField } from "../../graph/prose-field.js";
import { Clinic } from "../clinics/clinic.entity.js";
import { Expert } from "../experts/expert.entity.js";
import { Post } from "../posts/post.entity.js";
import { citation } from "./citation.js";
import { CitationArguments } from "./contribution.inputs.js";

export enum ContributionKind {
  QUOTE = "QUOTE",
  STATEMENT = "STATEMENT",
  PARAPHRASE = "PARAPHRASE",
}

registerEnumType(ContributionKind, {
  name: "ContributionKind",
  description: "Whose words a contribution is made of.",
  valuesConfig: {
    QUOTE: { description: "The expert's words, printed inside quotation marks." },
    STATEMENT: { description: "Written by the expert, printed without quotation marks." },
    PARAPHRASE: { description: "The editors' words for what the expert said." },
  },
});

@ObjectType({
  description:
    "A person as printed in a post, over what the person says or as its reviewer; it never changes when the expert's profile does.",
  simpleResolvers: true,
})
export class Attribution {
  @Field(() => String, { nullable: true, description: "What was printed before the name: `Dr.`" })
  @Column({ type: "text", nullable: true })
  honorific: string | null;

  @Field(() => String, { description: "Name as printed." })
  @Column({ type: "text" })
  name: string;

  @Field(() => [String], { description: "Credentials as printed, in that order." })
  @Column({ type: "simple-json" })
  credentials: string[];

  @Field(() => String, { nullable: true, description: "Position as printed." })
  @Column({ type: "text", nullable: true })
  title: string | null;

  @Field(() => String, { nullable: true, description: "Name of the clinic as printed." })
  @Column({ type: "text", nullable: true })
  clinicName: string | null;
}

@Noun({
  idPrefix: "contribution",
  visibleThrough: "post",
  visibleFrom: "visibleFrom",
  description: "What one expert says in one post.",
  implements: [Node],
})
@Entity()
@Check("contribution_kind", "kind IN ('QUOTE', 'STATEMENT', 'PARAPHRASE')")
@Check("contribution_position", "position >= 1")
@Unique("contribution_post_position", ["post", "position"])
@Index("contribution_expert_newest", ["expert", "visibleFrom"])
@Index("contribution_clinic_newest", ["clinic", "visibleFrom"])
export class Contribution extends Node {
  @Order("POSITION", "Place among the post's contributions.")
  @Field(() => Int, { description: "Place among the post's contributions, from 1." })
  @Column({ type: "integer" })
  position: number;

  @AddressField(
    ["/posts/", { path: "post.slug" }, "#contribution-", { path: "position" }],
    "Address of the very place in the post's page; the post's `body` as HTML has the anchor.",
  )
  url: string;

  @EnumFilter("ContributionKind", () => ContributionKind, "By whose words it is made of.")
  @Field(() => ContributionKind, { description: "Quote, statement or paraphrase." })
  @Column({ type: "text" })
  kind: ContributionKind;

  @ProseField({ description: "What the expert says; a quote comes without its outer quotation marks." })
  @Column(() => Prose)
  body: Prose;

  @Field(() => Attribution, { description: "Who said it, as printed." })
  @Column(() => Attribution)
  attribution: Attribution;

  @Field(() => Boolean, {
    description:
      "Whether the attribution as printed differs from the expert's profile of today: in honorific, name, credentials, title or the name of the clinic.",
  })
  @planExtensions({
    rule: {
      kind: "differs",
      pairs: [
        ["attribution.honorific", "expert.honorific"],
        ["attribution.name", "expert.name"],
        ["attribution.credentials", "expert.credentials"],
        ["attribution.title", "expert.title"],
        ["attribution.clinicName", "expert.clinic.name"],
      ],
    },
  })
  differsFromProfile: boolean;

  @DerivedField({
    ...citation,
    type: () => String,
    args: () => CitationArguments,
    description:
      "How to cite it, by the names that were printed: the expert for a quote or statement, who signed the post for a paraphrase. Plain text: escape it in a page.",
  })
  citation: string;

  @Order("PUBLISHED_AT", "Since when readers see the post.")
  /** `toVisibleFrom(post)`: what an expert said, newest first, is one range of an index. */
  @Column({ type: "text", nullable: true })
  visibleFrom: string | null;

  @RelationFilter(() => Post, "By the post that it is part of.")
  @Field(() => Post, { description: "The post that the contribution is part of." })
  @ManyToOne(
    () => Post,
    (post) => post.contributions,
    { nullable: false, onDelete: "CASCADE" },
  )
  post: Relation<Post>;

  @RelationFilter(() => Expert, "By who says it.")
  @Field(() => Expert, { description: "The person, as described today." })
  @ManyToOne(
    () => Expert,
    (expert) => expert.contributions,
    { nullable: false, onDelete: "RESTRICT" },
  )
  expert: Relation<Expert>;

  @RelationFilter(() => Clinic, "By the clinic that the attribution names.")
  @Field(() => Clinic, {
    nullable: true,
    description: "The clinic that the attribution names, when it is in the graph.",
  })
  @ManyToOne(
    () => Clinic,
    (clinic) => clinic.contributions,
    { nullable: true, onDelete: "SET NULL" },
  )
  clinic: Relation<Clinic> | null;
}

export const ContributionConnection = connectionType("Contribution", () => Contribution);
