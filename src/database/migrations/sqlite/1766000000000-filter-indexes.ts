import type { MigrationInterface, QueryRunner } from "typeorm";

const indexes = [
  `CREATE INDEX "author_kind_name_key" ON "author" ("kind", "name_key", "id")`,
  `CREATE INDEX "clinic_telehealth_name_key" ON "clinic" ("telehealth", "name_key", "id")`,
  `CREATE INDEX "region_kind_name_key" ON "region" ("kind", "name_key", "id")`,
  `CREATE INDEX "tag_kind_name_key" ON "tag" ("kind", "name_key", "id")`,
];

/** What lists of all nodes are filtered by lies in an index, in the order in which those lists are read. */
export class FilterIndexes1766000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of indexes) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of indexes) await runner.query(`DROP INDEX ${/"\w+"/.exec(statement)?.[0]}`);
  }
}
