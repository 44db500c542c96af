import { Field, Int, registerEnumType } from "type-graphql";
import {
  Column,
  Entity,
  Index,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
} from "typeorm";
import { connectionType } from "../../graph/connection.js";
import { Node } from "../../graph/node.js";
import { Noun } from "../../graph/noun.js";
import { planExtensions } from "../../graph/plan-rules.js";
import { mostReasons } from "../../related/weights.js";
import { Clinic } from "../clinics/clinic.entity.js";
import { Expert } from "../experts/expert.entity.js";
import { Link } from "../links/link.entity.js";
import { Post } from "../posts/post.entity.js";
import { Tag } from "../tags/tag.entity.js";

export enum RelatedReasonKind {
  LINKED_BY_EDITOR = "LINKED_BY_EDITOR",
  LINKED_FROM = "LINKED_FROM",
  SHARED_EXPERT = "SHARED_EXPERT",
  SHARED_CLINIC = "SHARED_CLINIC",
  SHARED_TAG = "SHARED_TAG",
  TEXT = "TEXT",
}

registerEnumType(RelatedReasonKind, {
  name: "RelatedReasonKind",
  description: "What relates two posts.",
  valuesConfig: {
    LINKED_BY_EDITOR: {
      description: "The post points at the other: a related line, or a hyperlink in its prose.",
    },
    LINKED_FROM: { description: "The other post points at this one." },
    SHARED_EXPERT: { description: "The same expert contributes to both." },
    SHARED_CLINIC: { description: "Somebody speaks for the same clinic in both." },
    SHARED_TAG: { description: "Both bear the same tag." },
    TEXT: { description: "Both texts are about the same words." },
  },
});

/** The places of a reason's columns in the JSON that a related post keeps of it. */
export const reasonColumns = [
  "kind",
  "weight",
  "words",
  "tag.rowId",
  "expert.rowId",
  "clinic.rowId",
  "link.rowId",
] as const;

/** Read from the JSON of a related post; no table of the database holds these rows. */
@Noun({ description: "One reason why a post is related to another." })
@Entity("related_reason", { synchronize: false })
export class RelatedReason {
  /** Place among the reasons. */
  @PrimaryColumn({ type: "integer" })
  ordinal: number;

  @Field(() => RelatedReasonKind, { description: "What relates the two." })
  @Column({ type: "text" })
  kind: RelatedReasonKind;

  @Field(() => Int, {
    description: "How much it adds to the score: the more, the fewer posts there are that share the same.",
  })
  @Column({ type: "integer" })
  weight: number;

  @Column({ type: "text", nullable: true })
  words: string | null;

  @Field(() => String, {
    description:
      "The reason in words for readers: the name of what is shared, the words of the link, or the shared words.",
  })
  @planExtensions({
    rule: { kind: "firstColumn", paths: ["words", "tag.name", "expert.name", "clinic.name", "link.title"] },
  })
  label: string;

  @Field(() => Node, {
    nullable: true,
    description: "The tag, expert or clinic that both share, or the link; null for words.",
  })
  @planExtensions({ rule: { kind: "firstTarget", relations: ["tag", "expert", "clinic", "link"] } })
  node: Relation<Node> | null;

  @ManyToOne(() => Tag, { nullable: true })
  tag: Relation<Tag> | null;

  @ManyToOne(() => Expert, { nullable: true })
  expert: Relation<Expert> | null;

  @ManyToOne(() => Clinic, { nullable: true })
  clinic: Relation<Clinic> | null;

  @ManyToOne(() => Link, { nullable: true })
  link: Relation<Link> | null;
}

/**
 * One post in the list of another, with what relates them; derived whenever posts are written.
 *
 * There are 50 rows for each post, and foreign keys would take half the time of ranking all: keys are those of posts
 * that were read in the same transaction, and a trigger deletes rows together with their posts.
 */
@Noun({
  name: "RelatedPostEdge",
  visibleThrough: "node",
  visibleFrom: "visibleFrom",
  description: "A post to read next, with what relates it to the post that was asked about.",
})
@Entity()
@Index("related_post_best", ["post", "score", "visibleFrom"])
@Index("related_post_node", ["node"])
export class RelatedPost {
  @PrimaryGeneratedColumn()
  rowId: number;

  @Field(() => String, { description: "Opaque place of this post in this connection's order." })
  cursor: string;

  @Field(() => Post, { description: "The post to read next." })
  @ManyToOne(() => Post, { nullable: false, createForeignKeyConstraints: false })
  node: Relation<Post>;

  @Field(() => Int, {
    description:
      "How closely the two are related: the sum of what all reasons weigh, where what is computed counts up to 99,999 and a link by the editor 100,000 or more.",
  })
  @Column({ type: "integer" })
  score: number;

  @Field(() => [RelatedReason], {
    description: `Why the two are related, the heaviest reason first; at most ${mostReasons}.`,
  })
  @planExtensions({
    rule: { kind: "jsonRows", column: "reasonRows", columns: reasonColumns, maximum: mostReasons },
  })
  reasons: RelatedReason[];

  /** Arrays of `reasonColumns`, ends of NULLs left out. */
  @Column({ type: "simple-json" })
  reasonRows: unknown[][];

  /** `toVisibleFrom(node)`: what may be seen of the list is told without its posts. */
  @Column({ type: "text", nullable: true })
  visibleFrom: string | null;

  @ManyToOne(
    () => Post,
    (post) => post.related,
    { nullable: false, createForeignKeyConstraints: false },
  )
  post: Relation<Post>;
}

export const RelatedPostConnection = connectionType("RelatedPost", () => Post, { edge: () => RelatedPost });
