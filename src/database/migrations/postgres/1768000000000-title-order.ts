import type { MigrationInterface, QueryRunner } from "typeorm";
import { liftLimit } from "../../dialects/lift-limit.js";
import { requireMigration } from "../schema-compatibility.js";
import { boundLockWait } from "./bound-lock-wait.js";

/** Posts lie in the order of their titles. The schema begins to say which programs may work with it. */
export class TitleOrder1768000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await liftLimit(runner);
    await runner.query(`CREATE INDEX "post_title_order" ON "post" ("title_key", "id")`);
    await requireMigration(runner, "Initial1767000000000");
    // Last, and at once: until the commit it keeps others from reading the table.
    await boundLockWait(runner);
    await runner.query(`DROP INDEX "post_title_key"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX "post_title_key" ON "post" ("title_key")`);
    await runner.query(`DROP INDEX "post_title_order"`);
    await runner.query(`DROP TABLE "schema_compatibility"`);
  }
}
