import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from "typeorm";
import { Prose } from "../../graph/prose.js";
import { Post } from "./post.entity.js";

/** The whole post in one piece, composed from its blocks when it is written; apart, so that post rows stay narrow. */
@Entity()
export class PostBody {
  @PrimaryColumn({ type: "integer" })
  postRowId: number;

  @OneToOne(
    () => Post,
    (post) => post.whole,
    { onDelete: "CASCADE" },
  )
  @JoinColumn()
  post: Relation<Post>;

  @Column(() => Prose, { prefix: false })
  prose: Prose;
}
