import type { MigrationInterface, QueryRunner } from "typeorm";
import { countChanges } from "./count-changes.js";

/** Keys of partners; servers read them again when they have changed. */
export class ApiKeys1775000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "api_key" (
      "id" text COLLATE "C" NOT NULL,
      "name" text COLLATE "C" NOT NULL,
      "scopes" text COLLATE "C" NOT NULL,
      "origins" text COLLATE "C" NOT NULL,
      "points_per_minute" integer NOT NULL,
      "hash" text COLLATE "C" NOT NULL,
      "former_hash" text COLLATE "C",
      "former_expires_at" text COLLATE "C",
      "created_at" text COLLATE "C" NOT NULL,
      "expires_at" text COLLATE "C",
      "revoked_at" text COLLATE "C",
      CONSTRAINT "api_key_points" CHECK (points_per_minute > 0),
      CONSTRAINT "api_key_former" CHECK ((former_hash IS NULL) = (former_expires_at IS NULL)),
      CONSTRAINT "api_key_pk" PRIMARY KEY ("id"))`);
    await countChanges(runner, "api_key");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "api_key"`);
    await runner.query(`DELETE FROM "revision" WHERE "table_name" = 'api_key'`);
  }
}
