import type { MigrationInterface, QueryRunner } from "typeorm";
import { countChanges } from "./count-changes.js";

const tables = [
  "author",
  "block",
  "clinic",
  "clinic_treatment",
  "contribution",
  "expert",
  "link",
  "post",
  "post_body",
  "post_tag",
  "region",
  "tag",
];

/** Every content table counts its changes. */
export class Revisions1765000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "revision" ("table_name" text PRIMARY KEY NOT NULL, "number" integer NOT NULL) WITHOUT ROWID`,
    );
    for (const table of tables) await countChanges(runner, table);
  }

  async down(): Promise<void> {
    throw new Error("The counting of changes is not undone: caches rely on it.");
  }
}
