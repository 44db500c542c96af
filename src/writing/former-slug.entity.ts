import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from "typeorm";

/**
 * A slug that a node had once, so that its old address leads to the new one. Kept for good.
 *
 * Another node may have the slug today, and is found by it then; of several that had it, the last one has the row.
 */
@Entity()
@Unique("former_slug_noun_slug", ["noun", "slug"])
@Check("former_slug_node", "substr(node_id, 1, length(noun) + 1) = noun || '_'")
export class FormerSlug {
  @PrimaryGeneratedColumn()
  rowId: number;

  /** Id prefix of the node's noun. */
  @Column({ type: "text" })
  noun: string;

  @Column({ type: "text" })
  slug: string;

  /** By id, not by key: it stays when the node goes, and tells that there was one. */
  @Index("former_slug_node_id")
  @Column({ type: "text" })
  nodeId: string;
}
