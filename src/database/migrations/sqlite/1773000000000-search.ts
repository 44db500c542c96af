import type { MigrationInterface, QueryRunner } from "typeorm";
import { countChanges } from "./count-changes.js";

const foreignKeys = ["post", "contribution", "expert", "clinic", "tag"].map(
  (table) =>
    `CONSTRAINT "search_document_${table}_row_id_fk" FOREIGN KEY ("${table}_row_id") REFERENCES "${table}" ("row_id") ON DELETE CASCADE ON UPDATE NO ACTION`,
);

const statements = [
  `CREATE TABLE "search_document" (
    "row_id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "id" text NOT NULL,
    "noun" text NOT NULL,
    "name" text NOT NULL,
    "summary" text NOT NULL,
    "body" text NOT NULL,
    "keywords" text NOT NULL,
    "visible_from" text,
    "post_row_id" integer,
    "contribution_row_id" integer,
    "expert_row_id" integer,
    "clinic_row_id" integer,
    "tag_row_id" integer,
    CONSTRAINT "search_document_id_unique" UNIQUE ("id"),
    CONSTRAINT "search_document_noun" CHECK (noun IN ('POST', 'CONTRIBUTION', 'EXPERT', 'CLINIC', 'TAG')),
    ${foreignKeys.join(",\n    ")})`,
  ...["post", "contribution", "expert", "clinic", "tag"].map(
    (table) => `CREATE INDEX "search_document_${table}_row_id" ON "search_document" ("${table}_row_id")`,
  ),
  `CREATE VIRTUAL TABLE "search_index" USING fts5(name, summary, body, keywords,
    content='search_document', content_rowid='row_id', tokenize='porter unicode61 remove_diacritics 2', prefix='2 3')`,
  `CREATE TRIGGER "search_document_index_insert" AFTER INSERT ON "search_document" BEGIN
    INSERT INTO "search_index" (rowid, name, summary, body, keywords)
      VALUES (NEW.row_id, NEW.name, NEW.summary, NEW.body, NEW.keywords); END`,
  `CREATE TRIGGER "search_document_index_delete" AFTER DELETE ON "search_document" BEGIN
    INSERT INTO "search_index" ("search_index", rowid, name, summary, body, keywords)
      VALUES ('delete', OLD.row_id, OLD.name, OLD.summary, OLD.body, OLD.keywords); END`,
  `CREATE TRIGGER "search_document_index_update" AFTER UPDATE OF name, summary, body, keywords ON "search_document" BEGIN
    INSERT INTO "search_index" ("search_index", rowid, name, summary, body, keywords)
      VALUES ('delete', OLD.row_id, OLD.name, OLD.summary, OLD.body, OLD.keywords);
    INSERT INTO "search_index" (rowid, name, summary, body, keywords)
      VALUES (NEW.row_id, NEW.name, NEW.summary, NEW.body, NEW.keywords); END`,
];

/** The texts by which nodes are found, and their index; empty until nodes are written, or `colloquy reindex`. */
export class Search1773000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    await countChanges(runner, "search_document");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "search_index"`);
    await runner.query(`DROP TABLE "search_document"`);
    await runner.query(`DELETE FROM "revision" WHERE "table_name" = 'search_document'`);
  }
}
