import { Column, Entity, PrimaryColumn } from "typeorm";

/**
 * How often a content table has changed: a number that differs whenever its rows differ.
 *
 * Triggers of the database raise it, whoever writes and in whatever process; it counts rows, not transactions.
 */
@Entity({ withoutRowid: true })
export class Revision {
  @PrimaryColumn({ type: "text" })
  tableName: string;

  @Column({ type: "integer" })
  number: number;
}
