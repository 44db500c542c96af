import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/** A key of a partner, as it is stored: hashes, never the key. Lists are texts with spaces between their parts. */
@Entity()
@Check("api_key_points", "points_per_minute > 0")
@Check("api_key_former", "(former_hash IS NULL) = (former_expires_at IS NULL)")
export class ApiKey {
  /** `key_` and 16 hexadecimal digits, which the key bears too; no secret. */
  @PrimaryColumn({ type: "text" })
  id: string;

  @Column({ type: "text" })
  name: string;

  @Column({ type: "text" })
  scopes: string;

  /** Web origins whose pages may use the key; empty for any. */
  @Column({ type: "text" })
  origins: string;

  /** Cost that the key may spend in a minute. */
  @Column({ type: "integer" })
  pointsPerMinute: number;

  /** SHA-256 of the secret in hexadecimal digits. */
  @Column({ type: "text" })
  hash: string;

  /** That of the secret before the last rotation, and until when it is good. */
  @Column({ type: "text", nullable: true })
  formerHash: string | null;

  @Column({ type: "text", nullable: true })
  formerExpiresAt: string | null;

  @Column({ type: "text" })
  createdAt: string;

  @Column({ type: "text", nullable: true })
  expiresAt: string | null;

  @Column({ type: "text", nullable: true })
  revokedAt: string | null;
}
