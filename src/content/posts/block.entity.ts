import { createUnionType, Field, Int, ObjectType } from "type-graphql";
import {
  Check,
  ChildEntity,
  Column,
  Entity,
  Index,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
  TableInheritance,
  Unique,
} from "typeorm";
import { connectionType } from "../../graph/connection.js";
import { Noun } from "../../graph/noun.js";
import { OptionalProse } from "../../graph/prose.js";
import { ProseField } from "../../graph/prose-field.js";
import { Contribution } from "../contributions/contribution.entity.js";
import { Link } from "../links/link.entity.js";
import { Post } from "./post.entity.js";

/** One piece of a post's body. The kinds share a table, told apart by `kind`. */
@ObjectType({ simpleResolvers: true })
@Entity("block")
@TableInheritance({ column: { type: "text", name: "kind" } })
@Unique("block_post_position", ["post", "position"])
@Check("block_position", "position >= 1")
@Check(
  "block_kind",
  `CASE kind
    WHEN 'TEXT' THEN body_markdown IS NOT NULL AND contribution_row_id IS NULL AND link_row_id IS NULL
    WHEN 'CONTRIBUTION' THEN body_markdown IS NULL AND contribution_row_id IS NOT NULL AND link_row_id IS NULL
    WHEN 'RELATED_LINK' THEN body_markdown IS NULL AND contribution_row_id IS NULL AND link_row_id IS NOT NULL
    ELSE FALSE
  END`,
)
export abstract class BlockRow {
  @PrimaryGeneratedColumn()
  rowId: number;

  @Field(() => Int, { description: "Place in the post, from 1." })
  @Column({ type: "integer" })
  position: number;

  @ManyToOne(
    () => Post,
    (post) => post.blocks,
    { nullable: false, onDelete: "CASCADE" },
  )
  post: Relation<Post>;
}

@Noun({ visibleThrough: "post", description: "Paragraphs and headings by the post's author." })
@ChildEntity("TEXT")
export class TextBlock extends BlockRow {
  @ProseField({ description: "The paragraphs." })
  @Column(() => OptionalProse)
  body: OptionalProse;
}

@Noun({ visibleThrough: "post", description: "The place of a contribution in the post." })
@ChildEntity("CONTRIBUTION")
export class ContributionBlock extends BlockRow {
  @Field(() => Contribution, { description: "The contribution." })
  @Index("block_contribution_row_id")
  @ManyToOne(() => Contribution, { nullable: true, onDelete: "CASCADE" })
  contribution: Relation<Contribution>;
}

@Noun({ visibleThrough: "post", description: "The place of a line that recommends another post." })
@ChildEntity("RELATED_LINK")
export class RelatedLinkBlock extends BlockRow {
  @Field(() => Link, { description: "The link." })
  @Index("block_link_row_id")
  @ManyToOne(() => Link, { nullable: true, onDelete: "CASCADE" })
  link: Relation<Link>;
}

export const Block = createUnionType({
  name: "Block",
  description: "One piece of a post's body, in order: text, a contribution, or an inline related link.",
  types: () => [TextBlock, ContributionBlock, RelatedLinkBlock] as const,
  resolveType: (value) => (value as unknown as { $type: string }).$type,
});

export const BlockConnection = connectionType("Block", () => Block);
