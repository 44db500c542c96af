import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { Post } from "../posts/post.entity.js";

/** One of the few words that the text of a post is about; derived from it, and only there to relate posts. */
@Entity("post_word")
@Index("post_word_newest", ["word", "visibleFrom"])
export class PostWord {
  @PrimaryColumn({ type: "integer" })
  postRowId: number;

  @PrimaryColumn({ type: "text" })
  word: string;

  /** `toVisibleFrom(post)`: the posts of a word that were published around a time are one range of an index. */
  @Column({ type: "text", nullable: true })
  visibleFrom: string | null;

  @ManyToOne(() => Post, { onDelete: "CASCADE", onUpdate: "CASCADE" })
  @JoinColumn()
  post: Relation<Post>;
}
