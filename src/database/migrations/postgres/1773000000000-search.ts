import type { MigrationInterface, QueryRunner } from "typeorm";
import { boundLockWait } from "./bound-lock-wait.js";
import { countChanges } from "./count-changes.js";

const statements = [
  `CREATE TABLE "search_document" (
    "row_id" SERIAL NOT NULL,
    "id" text COLLATE "C" NOT NULL,
    "noun" text COLLATE "C" NOT NULL,
    "name" text COLLATE "C" NOT NULL,
    "summary" text COLLATE "C" NOT NULL,
    "body" text COLLATE "C" NOT NULL,
    "keywords" text COLLATE "C" NOT NULL,
    "visible_from" text COLLATE "C",
    "post_row_id" integer,
    "contribution_row_id" integer,
    "expert_row_id" integer,
    "clinic_row_id" integer,
    "tag_row_id" integer,
    CONSTRAINT "search_document_id_unique" UNIQUE ("id"),
    CONSTRAINT "search_document_noun" CHECK (noun IN ('POST', 'CONTRIBUTION', 'EXPERT', 'CLINIC', 'TAG')),
    CONSTRAINT "search_document_pk" PRIMARY KEY ("row_id"))`,
  ...["post", "contribution", "expert", "clinic", "tag"].map(
    (table) => `CREATE INDEX "search_document_${table}_row_id" ON "search_document" ("${table}_row_id")`,
  ),
  `CREATE TABLE "search_index" (
    "row_id" integer PRIMARY KEY REFERENCES "search_document" ("row_id") ON DELETE CASCADE,
    "vector" tsvector NOT NULL)`,
  `CREATE INDEX "search_index_vector" ON "search_index" USING gin ("vector")`,
  // For highlights alone: what is found is decided by the lexemes of the vector.
  `CREATE EXTENSION IF NOT EXISTS unaccent`,
  `CREATE TEXT SEARCH DICTIONARY "colloquy_stem" (TEMPLATE = snowball, LANGUAGE = porter)`,
  `CREATE TEXT SEARCH CONFIGURATION "colloquy_search" (COPY = simple)`,
  `ALTER TEXT SEARCH CONFIGURATION "colloquy_search"
    ALTER MAPPING FOR asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart
    WITH unaccent, colloquy_stem`,
];

// Last: until the commit they keep others from writing.
const foreignKeys = ["post", "contribution", "expert", "clinic", "tag"].map(
  (table) =>
    `ALTER TABLE "search_document" ADD CONSTRAINT "search_document_${table}_row_id_fk" FOREIGN KEY ("${table}_row_id") REFERENCES "${table}" ("row_id") ON DELETE CASCADE ON UPDATE NO ACTION`,
);

/** The texts by which nodes are found, and their index; empty until nodes are written, or `colloquy reindex`. */
export class Search1773000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    await countChanges(runner, "search_document");
    await boundLockWait(runner);
    for (const statement of foreignKeys) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TEXT SEARCH CONFIGURATION "colloquy_search"`);
    await runner.query(`DROP TEXT SEARCH DICTIONARY "colloquy_stem"`);
    await runner.query(`DROP TABLE "search_index"`);
    await runner.query(`DROP TABLE "search_document"`);
    await runner.query(`DELETE FROM "revision" WHERE "table_name" = 'search_document'`);
  }
}
