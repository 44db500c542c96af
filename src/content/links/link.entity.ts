import { Field, Int, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, ManyToOne, type Relation, Unique } from "typeorm";
import { connectionType } from "../../graph/connection.js";
import { Node } from "../../graph/node.js";
import { Noun } from "../../graph/noun.js";
import { Post } from "../posts/post.entity.js";

export enum LinkKind {
  RELATED = "RELATED",
  BODY = "BODY",
}

registerEnumType(LinkKind, {
  name: "LinkKind",
  description: "How a post points at another.",
  valuesConfig: {
    RELATED: { description: "A line of its own in the post that recommends another post." },
    BODY: { description: "A hyperlink in the post's prose." },
  },
});

@Noun({
  idPrefix: "link",
  visibleThrough: "source",
  visibleFrom: "visibleFrom",
  description: "One post pointing at another, which need not be in the graph yet.",
  implements: [Node],
})
@Entity()
@Check("link_kind", "kind IN ('RELATED', 'BODY')")
@Check("link_position", "position >= 1")
@Unique("link_source_position", ["source", "position"])
@Index("link_title_key", ["titleKey"])
@Index("link_target_slug", ["targetSlug"])
@Index("link_newest", ["post", "visibleFrom"])
export class Link extends Node {
  @Field(() => Int, { description: "Place among the post's links, from 1." })
  @Column({ type: "integer" })
  position: number;

  @Field(() => LinkKind, { description: "Related line or hyperlink." })
  @Column({ type: "text" })
  kind: LinkKind;

  @Field(() => String, {
    description: "The words that carry the link, as printed: for a related line the other post's title.",
  })
  @Column({ type: "text" })
  title: string;

  /** `toNameKey(title)`: a post of that title resolves the link when it names no slug. */
  @Column({ type: "text" })
  titleKey: string;

  /** Slug that the link names; null when only the title is known. */
  @Column({ type: "text", nullable: true })
  targetSlug: string | null;

  /** `toVisibleFrom(source)`: the links to a post, newest first, are one range of an index. */
  @Column({ type: "text", nullable: true })
  visibleFrom: string | null;

  @Field(() => Post, { description: "The post that has the link." })
  @ManyToOne(
    () => Post,
    (post) => post.links,
    { nullable: false, onDelete: "CASCADE" },
  )
  source: Relation<Post>;

  @Field(() => Post, {
    nullable: true,
    description: "The post pointed at; null while no published post answers to it.",
  })
  @ManyToOne(
    () => Post,
    (post) => post.linkedFrom,
    { nullable: true, onDelete: "SET NULL" },
  )
  post: Relation<Post> | null;
}

export const LinkConnection = connectionType("Link", () => Link);
