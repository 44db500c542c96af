import {
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
  Unique,
} from "typeorm";
import { Post } from "../posts/post.entity.js";

/** One of the few words that the text of a post is about; derived from it, and only there to relate posts. */
@Entity("post_word")
@Unique("post_word_unique", ["postRowId", "word"])
@Index("post_word_newest", ["word", "visibleFrom"])
export class PostWord {
  @PrimaryGeneratedColumn()
  rowId: number;

  @Column({ type: "integer" })
  postRowId: number;

  @Column({ type: "text" })
  word: string;

  /** `toVisibleFrom(post)`: the posts of a word that were published around a time are one range of an index. */
  @Column({ type: "text", nullable: true })
  visibleFrom: string | null;

  @ManyToOne(() => Post, { onDelete: "CASCADE", onUpdate: "CASCADE" })
  @JoinColumn()
  post: Relation<Post>;
}
