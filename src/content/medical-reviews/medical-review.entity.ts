import { Field } from "type-graphql";
import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  OneToOne,
  PrimaryColumn,
  type Relation,
} from "typeorm";
import { Noun } from "../../graph/noun.js";
import { planExtensions } from "../../graph/plan-rules.js";
import { LocalDate } from "../../graph/scalars.js";
import { Attribution } from "../contributions/contribution.entity.js";
import { Expert } from "../experts/expert.entity.js";
import { Post } from "../posts/post.entity.js";

@Noun({
  visibleThrough: "post",
  description:
    "That somebody of the field has read a post and stands for what it says; the last time that this was done.",
})
@Entity()
@Check("medical_review_reviewed_on", "reviewed_on LIKE '____-__-__'")
@Check("medical_review_next_due", "next_due LIKE '____-__-__' AND next_due >= reviewed_on")
@Check("medical_review_overdue", "(overdue_from IS NULL) = (next_due IS NULL) AND overdue_from > next_due")
@Index("medical_review_overdue_from", ["overdueFrom"])
export class MedicalReview {
  @PrimaryColumn({ type: "integer" })
  postRowId: number;

  @OneToOne(
    () => Post,
    (post) => post.medicalReview,
    { onDelete: "CASCADE" },
  )
  @JoinColumn()
  post: Relation<Post>;

  @Field(() => Attribution, {
    description: "Who reviewed the post, as printed; it does not change when the expert's profile does.",
  })
  @Column(() => Attribution)
  reviewer: Attribution;

  @Field(() => Expert, {
    nullable: true,
    description: "The reviewer as described today, when the person is in the graph.",
  })
  @Index("medical_review_expert_row_id")
  @ManyToOne(() => Expert, { nullable: true, onDelete: "SET NULL" })
  expert: Relation<Expert> | null;

  @Field(() => LocalDate, { description: "Day of the review." })
  @Column({ type: "text" })
  reviewedOn: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: "Last day on which the review counts as recent; null when none was set.",
  })
  @Column({ type: "text", nullable: true })
  nextDue: string | null;

  /** `toOverdueFrom(nextDue)`: an instant, so that it is compared as all instants are, and caches know when it comes. */
  @Column({ type: "text", nullable: true })
  overdueFrom: string | null;

  @Field(() => Boolean, {
    description:
      "Whether the day nextDue is over, by UTC, at the instant of the request; false when none was set.",
  })
  @planExtensions({ rule: { kind: "past", path: "overdueFrom" } })
  isOverdue: boolean;
}
