import { Field, Int } from "type-graphql";
import { Check, Column, Entity, ManyToOne, type Relation, Unique } from "typeorm";
import { connectionType } from "../../graph/connection.js";
import { Order, RelationFilter } from "../../graph/filter.js";
import { Node } from "../../graph/node.js";
import { Noun } from "../../graph/noun.js";
import { Prose } from "../../graph/prose.js";
import { ProseField } from "../../graph/prose-field.js";
import { LocalDate } from "../../graph/scalars.js";
import { Post } from "../posts/post.entity.js";

@Noun({
  idPrefix: "correction",
  visibleThrough: "post",
  description: "What the editors have put right in a post after it was published.",
  implements: [Node],
})
@Entity()
@Check("correction_position", "position >= 1")
@Check("correction_corrected_on", "corrected_on LIKE '____-__-__'")
@Unique("correction_post_position", ["post", "position"])
export class Correction extends Node {
  @Order("POSITION", "Place among the post's corrections.")
  @Field(() => Int, { description: "Place among the post's corrections, from 1." })
  @Column({ type: "integer" })
  position: number;

  @Order("CORRECTED_ON", "Day of the correction.")
  @Field(() => LocalDate, { description: "Day of the correction." })
  @Column({ type: "text" })
  correctedOn: string;

  @ProseField({ description: "What was wrong, and what is right." })
  @Column(() => Prose)
  body: Prose;

  @RelationFilter(() => Post, "By the post that was corrected.")
  @Field(() => Post, { description: "The post that was corrected." })
  @ManyToOne(
    () => Post,
    (post) => post.corrections,
    { nullable: false, onDelete: "CASCADE" },
  )
  post: Relation<Post>;
}

export const CorrectionConnection = connectionType("Correction", () => Correction);
