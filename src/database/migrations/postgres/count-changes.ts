import type { QueryRunner } from "typeorm";

/** The channel on which each commit that changes content is told. */
export const revisionChannel = "colloquy_revision";

/**
 * Makes the function that counts a change of a table and tells of it.
 *
 * Of the notifications of one transaction, which are all alike, PostgreSQL sends one, when it commits.
 */
export async function createRevisionCounter(runner: QueryRunner): Promise<void> {
  await runner.query(
    `CREATE FUNCTION "count_revision"() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE "revision" SET "number" = "number" + 1 WHERE "table_name" = TG_TABLE_NAME;
        PERFORM pg_notify('${revisionChannel}', '');
        RETURN NULL;
      END $$`,
  );
}

/** Begins to count the changes of a table, once for each statement; the last step of a migration that makes a content table. */
export async function countChanges(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`INSERT INTO "revision" ("table_name", "number") VALUES ('${table}', 0)`);
  await runner.query(
    `CREATE TRIGGER "${table}_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "${table}"
      FOR EACH STATEMENT EXECUTE FUNCTION "count_revision"()`,
  );
}
