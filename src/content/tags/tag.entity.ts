import { Field, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, ManyToOne, OneToMany, type Relation } from "typeorm";
import { PageAddressField } from "../../graph/address-field.js";
import { CompanionsField } from "../../graph/companions-field.js";
import { connectionType } from "../../graph/connection.js";
import { ConnectionField } from "../../graph/connection-field.js";
import { EnumFilter, RelationFilter } from "../../graph/filter.js";
import { NamedNode, Node } from "../../graph/node.js";
import { Noun } from "../../graph/noun.js";
import { Post, PostConnection } from "../posts/post.entity.js";
import { RelatedTag } from "../related-posts/companion.entity.js";
import { Tagging } from "./tagging.entity.js";

export enum TagKind {
  CONDITION = "CONDITION",
  TREATMENT = "TREATMENT",
  TOPIC = "TOPIC",
}

registerEnumType(TagKind, {
  name: "TagKind",
  description: "What a tag speaks of.",
  valuesConfig: {
    CONDITION: { description: "What is treated: anxiety." },
    TREATMENT: { description: "What it is treated with: ketamine therapy." },
    TOPIC: { description: "Anything else that posts have in common." },
  },
});

@Noun({
  idPrefix: "tag",
  maxAge: 600,
  description: "A condition, a treatment or a topic that runs through posts.",
  implements: [NamedNode, Node],
})
@Entity()
@Check("tag_kind", "kind IN ('CONDITION', 'TREATMENT', 'TOPIC')")
@Index("tag_name_key", ["nameKey", "id"])
@Index("tag_kind_name_key", ["kind", "nameKey", "id"])
export class Tag extends NamedNode {
  @PageAddressField("tags")
  override url: string;

  @EnumFilter("TagKind", () => TagKind, "By what it speaks of.")
  @Field(() => TagKind, { description: "Condition, treatment or topic." })
  @Column({ type: "text" })
  kind: TagKind;

  @Field(() => [String], {
    description: "Other words for the same thing; an imported article is tagged by these too.",
  })
  @Column({ type: "simple-json" })
  synonyms: string[];

  @RelationFilter(() => Tag, "By the wider tag that it belongs under.")
  @Field(() => Tag, { nullable: true, description: "The wider tag that this one belongs under." })
  @Index("tag_parent_row_id")
  @ManyToOne(() => Tag, { nullable: true, onDelete: "SET NULL" })
  parent: Relation<Tag> | null;

  @ConnectionField({
    type: () => PostConnection,
    node: () => Post,
    through: ["taggings", "post"],
    copies: { publishedAt: "visibleFrom" },
    order: [{ path: "publishedAt", direction: "DESC" }],
    description: "Posts that bear the tag, newest first.",
  })
  posts: Relation<Post>[];

  @CompanionsField({
    type: () => RelatedTag,
    middle: "taggings",
    node: "tag",
    description: "Tags that posts bear together with this one, the most frequent first.",
  })
  relatedTags: RelatedTag[];

  @OneToMany(
    () => Tagging,
    (tagging) => tagging.tag,
  )
  taggings: Relation<Tagging>[];
}

export const TagConnection = connectionType("Tag", () => Tag);
