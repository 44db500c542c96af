import type { MigrationInterface, QueryRunner } from "typeorm";

/** Tables whose rows are read in the order of their posts, and the column that names the post. */
const followers = { contribution: "post_row_id", link: "source_row_id", post_tag: "post_row_id" };

/** What the new indexes begin with, or what the primary key begins with. */
const redundantIndexes = [
  "contribution_clinic_row_id",
  "contribution_expert_row_id",
  "link_post_row_id",
  "post_author_row_id",
  "post_tag_post_row_id_index",
  "post_tag_tag_row_id_index",
];

const indexes = [
  `CREATE INDEX "clinic_city" ON "clinic" ("city")`,
  `CREATE INDEX "contribution_clinic_newest" ON "contribution" ("clinic_row_id", "visible_from")`,
  `CREATE INDEX "contribution_expert_newest" ON "contribution" ("expert_row_id", "visible_from")`,
  `CREATE INDEX "link_newest" ON "link" ("post_row_id", "visible_from")`,
  `CREATE INDEX "post_author_newest" ON "post" ("author_row_id", "status", "published_at", "id")`,
  `CREATE INDEX "post_tag_newest" ON "post_tag" ("tag_row_id", "visible_from")`,
  `CREATE INDEX "post_updated_at" ON "post" ("updated_at", "id")`,
];

/** What is read in the order of posts lies in that order: each such row knows since when its post is seen. */
export class ReadingOrder1765000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, post] of Object.entries(followers)) {
      await runner.query(`ALTER TABLE "${table}" ADD COLUMN "visible_from" text`);
      await runner.query(
        `UPDATE "${table}" SET "visible_from" =
          (SELECT "published_at" FROM "post" WHERE "post"."row_id" = "${table}"."${post}" AND "status" = 'PUBLISHED')`,
      );
    }
    for (const index of redundantIndexes) await runner.query(`DROP INDEX "${index}"`);
    for (const statement of indexes) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("The order of reading is not undone: a version without it would not keep it up to date.");
  }
}
