import type { MigrationInterface, QueryRunner } from "typeorm";
import { countChanges } from "./count-changes.js";

const tables = [
  `CREATE TABLE "source" (
    "row_id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "id" text NOT NULL,
    "position" integer NOT NULL,
    "title" text NOT NULL,
    "authors" text NOT NULL,
    "publisher" text,
    "year" integer,
    "doi" text,
    "url" text,
    "post_row_id" integer NOT NULL,
    CONSTRAINT "source_id_unique" UNIQUE ("id"),
    CONSTRAINT "source_post_position" UNIQUE ("post_row_id", "position"),
    CONSTRAINT "source_position" CHECK (position >= 1),
    CONSTRAINT "source_year" CHECK (year BETWEEN 1000 AND 9999),
    CONSTRAINT "source_post_row_id_fk" FOREIGN KEY ("post_row_id") REFERENCES "post" ("row_id") ON DELETE CASCADE ON UPDATE NO ACTION)`,
  `CREATE TABLE "correction" (
    "row_id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "id" text NOT NULL,
    "position" integer NOT NULL,
    "corrected_on" text NOT NULL,
    "post_row_id" integer NOT NULL,
    "body_markdown" text NOT NULL,
    "body_html" text NOT NULL,
    "body_text" text NOT NULL,
    CONSTRAINT "correction_id_unique" UNIQUE ("id"),
    CONSTRAINT "correction_post_position" UNIQUE ("post_row_id", "position"),
    CONSTRAINT "correction_position" CHECK (position >= 1),
    CONSTRAINT "correction_corrected_on" CHECK (corrected_on LIKE '____-__-__'),
    CONSTRAINT "correction_post_row_id_fk" FOREIGN KEY ("post_row_id") REFERENCES "post" ("row_id") ON DELETE CASCADE ON UPDATE NO ACTION)`,
  `CREATE TABLE "medical_review" (
    "post_row_id" integer PRIMARY KEY NOT NULL,
    "reviewed_on" text NOT NULL,
    "next_due" text,
    "overdue_from" text,
    "expert_row_id" integer,
    "reviewer_honorific" text,
    "reviewer_name" text NOT NULL,
    "reviewer_credentials" text NOT NULL,
    "reviewer_title" text,
    "reviewer_clinic_name" text,
    CONSTRAINT "medical_review_reviewed_on" CHECK (reviewed_on LIKE '____-__-__'),
    CONSTRAINT "medical_review_next_due" CHECK (next_due LIKE '____-__-__' AND next_due >= reviewed_on),
    CONSTRAINT "medical_review_overdue" CHECK ((overdue_from IS NULL) = (next_due IS NULL) AND overdue_from > next_due),
    CONSTRAINT "medical_review_post_row_id_fk" FOREIGN KEY ("post_row_id") REFERENCES "post" ("row_id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "medical_review_expert_row_id_fk" FOREIGN KEY ("expert_row_id") REFERENCES "expert" ("row_id") ON DELETE SET NULL ON UPDATE NO ACTION)`,
];

const indexes = [
  `CREATE INDEX "medical_review_expert_row_id" ON "medical_review" ("expert_row_id")`,
  `CREATE INDEX "medical_review_overdue_from" ON "medical_review" ("overdue_from")`,
  `CREATE INDEX "source_doi" ON "source" ("doi")`,
];

/** Sources, corrections and medical reviews of posts. */
export class Trust1769000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...indexes]) await runner.query(statement);
    for (const table of ["source", "correction", "medical_review"]) await countChanges(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["source", "correction", "medical_review"]) {
      await runner.query(`DROP TABLE "${table}"`);
      await runner.query(`DELETE FROM "revision" WHERE "table_name" = '${table}'`);
    }
  }
}
