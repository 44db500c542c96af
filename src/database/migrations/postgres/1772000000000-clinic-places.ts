import type { MigrationInterface, QueryRunner } from "typeorm";
import { boundLockWait } from "./bound-lock-wait.js";

/** An index of the places of clinics, by a type of PostgreSQL's own: an extension needs rights that a role may lack. */
export class ClinicPlaces1772000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await boundLockWait(runner);
    await runner.query(`CREATE INDEX "clinic_place" ON "clinic" USING gist (point("longitude", "latitude"))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "clinic_place"`);
  }
}
