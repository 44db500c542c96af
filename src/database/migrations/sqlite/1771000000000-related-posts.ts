import type { MigrationInterface, QueryRunner } from "typeorm";
import { countChanges } from "./count-changes.js";

const statements = [
  `CREATE TABLE "post_word" (
    "row_id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "post_row_id" integer NOT NULL,
    "word" text NOT NULL,
    "visible_from" text,
    CONSTRAINT "post_word_unique" UNIQUE ("post_row_id", "word"),
    CONSTRAINT "post_word_post_row_id_fk" FOREIGN KEY ("post_row_id") REFERENCES "post" ("row_id") ON DELETE CASCADE ON UPDATE CASCADE)`,
  `CREATE INDEX "post_word_newest" ON "post_word" ("word", "visible_from")`,
  `CREATE TABLE "related_post" (
    "row_id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "score" integer NOT NULL,
    "reason_rows" text NOT NULL,
    "visible_from" text,
    "node_row_id" integer NOT NULL,
    "post_row_id" integer NOT NULL)`,
  `CREATE INDEX "related_post_best" ON "related_post" ("post_row_id", "score", "visible_from")`,
  `CREATE INDEX "related_post_node" ON "related_post" ("node_row_id")`,
  `CREATE TRIGGER "post_related_delete" AFTER DELETE ON "post"
    BEGIN DELETE FROM "related_post" WHERE "post_row_id" = OLD."row_id" OR "node_row_id" = OLD."row_id"; END`,
];

/** Lists of related posts, and the words that they are made from; empty until the next import, or `colloquy reindex`. */
export class RelatedPosts1771000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    await countChanges(runner, "related_post");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER "post_related_delete"`);
    await runner.query(`DROP TABLE "related_post"`);
    await runner.query(`DROP TABLE "post_word"`);
    await runner.query(`DELETE FROM "revision" WHERE "table_name" = 'related_post'`);
  }
}
