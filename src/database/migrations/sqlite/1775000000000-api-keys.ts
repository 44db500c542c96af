import type { MigrationInterface, QueryRunner } from "typeorm";
import { countChanges } from "./count-changes.js";

/** Keys of partners; servers read them again when they have changed. */
export class ApiKeys1775000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "api_key" (
      "id" text PRIMARY KEY NOT NULL,
      "name" text NOT NULL,
      "scopes" text NOT NULL,
      "origins" text NOT NULL,
      "points_per_minute" integer NOT NULL,
      "hash" text NOT NULL,
      "former_hash" text,
      "former_expires_at" text,
      "created_at" text NOT NULL,
      "expires_at" text,
      "revoked_at" text,
      CONSTRAINT "api_key_points" CHECK (points_per_minute > 0),
      CONSTRAINT "api_key_former" CHECK ((former_hash IS NULL) = (former_expires_at IS NULL)))`);
    await countChanges(runner, "api_key");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "api_key"`);
    await runner.query(`DELETE FROM "revision" WHERE "table_name" = 'api_key'`);
  }
}
