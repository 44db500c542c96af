import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { Post } from "../posts/post.entity.js";
import { Tag } from "./tag.entity.js";

/** That a post bears a tag. */
@Entity("post_tag")
@Index("post_tag_newest", ["tag", "visibleFrom"])
export class Tagging {
  @PrimaryColumn({ type: "integer" })
  postRowId: number;

  @PrimaryColumn({ type: "integer" })
  tagRowId: number;

  /** `toVisibleFrom(post)`: the posts of a tag, newest first, are one range of an index. */
  @Column({ type: "text", nullable: true })
  visibleFrom: string | null;

  @ManyToOne(
    () => Post,
    (post) => post.taggings,
    { onDelete: "CASCADE", onUpdate: "CASCADE" },
  )
  @JoinColumn()
  post: Relation<Post>;

  @ManyToOne(
    () => Tag,
    (tag) => tag.taggings,
    { onDelete: "CASCADE", onUpdate: "CASCADE" },
  )
  @JoinColumn()
  tag: Relation<Tag>;
}
