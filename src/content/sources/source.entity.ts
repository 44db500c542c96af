import { Field, Int } from "type-graphql";
import { Check, Column, Entity, Index, ManyToOne, type Relation, Unique } from "typeorm";
import { connectionType } from "../../graph/connection.js";
import { Filter, Order, RelationFilter } from "../../graph/filter.js";
import { Node } from "../../graph/node.js";
import { Noun } from "../../graph/noun.js";
import { Post } from "../posts/post.entity.js";

@Noun({
  idPrefix: "source",
  visibleThrough: "post",
  description: "A publication that a post relies on: a study, a guideline, a notice of an authority.",
  implements: [Node],
})
@Entity()
@Check("source_position", "position >= 1")
@Check("source_year", "year BETWEEN 1000 AND 9999")
@Unique("source_post_position", ["post", "position"])
@Index("source_doi", ["doi"])
export class Source extends Node {
  @Order("POSITION", "Number among the post's sources.")
  @Field(() => Int, {
    description: "Number among the post's sources, from 1: what a `[1]` in the text means.",
  })
  @Column({ type: "integer" })
  position: number;

  @Field(() => String, { description: "Title of the publication." })
  @Column({ type: "text" })
  title: string;

  @Field(() => [String], {
    description: "Who wrote it, in the order of the publication; empty when no person is named.",
  })
  @Column({ type: "simple-json" })
  authors: string[];

  @Field(() => String, {
    nullable: true,
    description: "Who published it: a journal, a publishing house or an institution.",
  })
  @Column({ type: "text", nullable: true })
  publisher: string | null;

  @Field(() => Int, { nullable: true, description: "Year of publication." })
  @Column({ type: "integer", nullable: true })
  year: number | null;

  @Filter("text", { description: "By DOI, in lower case." })
  @Field(() => String, {
    nullable: true,
    description: "Digital Object Identifier in lower case, without an address before it: `10.1000/182`.",
  })
  @Column({ type: "text", nullable: true })
  doi: string | null;

  @Field(() => String, { nullable: true, description: "Address where it can be read; http or https." })
  @Column({ type: "text", nullable: true })
  url: string | null;

  @RelationFilter(() => Post, "By the post that relies on it.")
  @Field(() => Post, { description: "The post that relies on it." })
  @ManyToOne(
    () => Post,
    (post) => post.sources,
    { nullable: false, onDelete: "CASCADE" },
  )
  post: Relation<Post>;
}

export const SourceConnection = connectionType("Source", () => Source);
