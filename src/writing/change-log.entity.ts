import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";

export type ChangeKind = "CREATED" | "UPDATED" | "DELETED";

/** One committed change of one node; sequences grow in the order of the changes. Never updated, never deleted. */
@Entity()
@Check("change_log_kind", "kind IN ('CREATED', 'UPDATED', 'DELETED')")
export class ChangeLog {
  @PrimaryGeneratedColumn("increment")
  sequence: number;

  /** Instant of the change, as the nouns' DateTime columns are written. */
  @Column({ type: "text" })
  at: string;

  /** Id prefix of the node's noun. */
  @Column({ type: "text" })
  noun: string;

  /** Also tells which ids were given once, so that none is given again. */
  @Index("change_log_node_id")
  @Column({ type: "text" })
  nodeId: string;

  @Column({ type: "text" })
  kind: ChangeKind;
}
