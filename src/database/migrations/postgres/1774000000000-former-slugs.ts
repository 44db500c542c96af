import type { MigrationInterface, QueryRunner } from "typeorm";
import { countChanges } from "./count-changes.js";

const statements = [
  `CREATE TABLE "former_slug" (
    "row_id" SERIAL NOT NULL,
    "noun" text COLLATE "C" NOT NULL,
    "slug" text COLLATE "C" NOT NULL,
    "node_id" text COLLATE "C" NOT NULL,
    CONSTRAINT "former_slug_noun_slug" UNIQUE ("noun", "slug"),
    CONSTRAINT "former_slug_node" CHECK (substr(node_id, 1, length(noun) + 1) = noun || '_'),
    CONSTRAINT "former_slug_pk" PRIMARY KEY ("row_id"))`,
  `CREATE INDEX "former_slug_node_id" ON "former_slug" ("node_id")`,
];

/** Slugs that nodes had once; empty until a node is renamed. */
export class FormerSlugs1774000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    await countChanges(runner, "former_slug");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "former_slug"`);
    await runner.query(`DELETE FROM "revision" WHERE "table_name" = 'former_slug'`);
  }
}
