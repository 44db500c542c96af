import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { toldMeetings } from "../../graph/companions-field.js";
import { Noun } from "../../graph/noun.js";
import { planExtensions } from "../../graph/plan-rules.js";
import { Expert } from "../experts/expert.entity.js";
import { Post } from "../posts/post.entity.js";
import { Tag } from "../tags/tag.entity.js";

/** Rows of companions are counted when they are asked for; no table of the database holds them. */
@ObjectType({ simpleResolvers: true })
abstract class Companion {
  /** Place among the companions. */
  @PrimaryColumn({ type: "integer" })
  ordinal: number;

  @Field(() => Int, { description: "How many posts the two share." })
  @Column({ type: "integer" })
  count: number;

  @Field(() => [Post], { description: `The newest posts that the two share, at most ${toldMeetings}.` })
  @planExtensions({ rule: { kind: "jsonTargets", column: "meetingRows", maximum: toldMeetings } })
  posts: Post[];

  /** Arrays of one key. */
  @Column({ type: "simple-json" })
  meetingRows: number[][];
}

@Noun({ description: "A tag that posts bear together with another one." })
@Entity("related_tag", { synchronize: false })
export class RelatedTag extends Companion {
  @Field(() => Tag, { description: "The other tag." })
  @ManyToOne(() => Tag)
  node: Relation<Tag>;
}

@Noun({ description: "An expert who contributes to the same posts as another one." })
@Entity("co_contributor", { synchronize: false })
export class CoContributor extends Companion {
  @Field(() => Expert, { description: "The other expert." })
  @ManyToOne(() => Expert)
  node: Relation<Expert>;
}
