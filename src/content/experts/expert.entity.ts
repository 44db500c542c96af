import { Field } from "type-graphql";
import { Column, Entity, Index, ManyToOne, OneToMany, type Relation } from "typeorm";
import { PageAddressField } from "../../graph/address-field.js";
import { CompanionsField } from "../../graph/companions-field.js";
import { connectionType } from "../../graph/connection.js";
import { ConnectionField } from "../../graph/connection-field.js";
import { DerivedField } from "../../graph/derived-field.js";
import { RelationFilter } from "../../graph/filter.js";
import { NamedNode, Node } from "../../graph/node.js";
import { Noun } from "../../graph/noun.js";
import { OptionalProse } from "../../graph/prose.js";
import { ProseField } from "../../graph/prose-field.js";
import { Clinic } from "../clinics/clinic.entity.js";
import { Contribution, ContributionConnection } from "../contributions/contribution.entity.js";
import { ContributionPageArguments } from "../contributions/contribution.inputs.js";
import { Post, PostConnection } from "../posts/post.entity.js";
import { Region } from "../regions/region.entity.js";
import { CoContributor } from "../related-posts/companion.entity.js";
import { expertJsonLd } from "./expert-json-ld.js";

@Noun({
  idPrefix: "expert",
  maxAge: 300,
  description: "A person who contributes to posts, as the person is described today.",
  implements: [NamedNode, Node],
  ways: {
    regions: {
      node: () => Region,
      through: ["clinic", "region"],
      descendantsOver: "parent",
      description: "By the region of the clinic where the person practises, the regions around it included.",
    },
  },
})
@Entity()
@Index("expert_name_key", ["nameKey", "id"])
export class Expert extends NamedNode {
  @PageAddressField("experts")
  override url: string;

  @DerivedField({
    ...expertJsonLd,
    type: () => String,
    description:
      'JSON-LD in the terms of schema.org, as text: the person (`Physician` too, where the credentials are those of one), and the way to the page (`BreadcrumbList`). Put it between `<script type="application/ld+json">` and `</script>` as it is; nothing in it can end the element.',
  })
  jsonLd: string;

  @Field(() => String, { nullable: true, description: "What stands before the name: `Dr.`" })
  @Column({ type: "text", nullable: true })
  honorific: string | null;

  @Field(() => [String], {
    description: 'Degrees and licences in the order they are written: `["MD", "MPH"]`.',
  })
  @Column({ type: "simple-json" })
  credentials: string[];

  @Field(() => String, { nullable: true, description: "Position held today: `Chief Medical Officer`." })
  @Column({ type: "text", nullable: true })
  title: string | null;

  @ProseField({ nullable: true, description: "Who the person is." })
  @Column(() => OptionalProse)
  bio: OptionalProse;

  @RelationFilter(() => Clinic, "By the clinic where the person practises.")
  @Field(() => Clinic, { nullable: true, description: "Where the person practises today." })
  @Index("expert_clinic_row_id")
  @ManyToOne(
    () => Clinic,
    (clinic) => clinic.experts,
    { nullable: true, onDelete: "SET NULL" },
  )
  clinic: Relation<Clinic> | null;

  @ConnectionField({
    type: () => ContributionConnection,
    node: () => Contribution,
    order: [
      { path: "visibleFrom", direction: "DESC" },
      { path: "post.id", direction: "DESC" },
      { path: "position", direction: "ASC" },
    ],
    args: () => ContributionPageArguments,
    filters: { kinds: "kind" },
    description: "What the person said, newest post first and in the order of the post.",
  })
  @OneToMany(
    () => Contribution,
    (contribution) => contribution.expert,
  )
  contributions: Relation<Contribution>[];

  @ConnectionField({
    type: () => PostConnection,
    node: () => Post,
    through: ["contributions", "post"],
    copies: { publishedAt: "visibleFrom" },
    order: [{ path: "publishedAt", direction: "DESC" }],
    description: "Posts that the person contributed to, newest first, each once.",
  })
  posts: Relation<Post>[];

  @CompanionsField({
    type: () => CoContributor,
    middle: "contributions",
    node: "expert",
    description: "Who contributes to the same posts, the most frequent first.",
  })
  coContributors: CoContributor[];
}

export const ExpertConnection = connectionType("Expert", () => Expert);
