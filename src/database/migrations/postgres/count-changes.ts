import type { QueryRunner } from "typeorm";

/** The channel on which each commit that changes content is told. */
export const revisionChannel = "colloquy_revision";

/** What each statement has changed, under the one name that the function knows. */
const changedRows = { INSERT: "NEW TABLE", UPDATE: "NEW TABLE", DELETE: "OLD TABLE" };

/**
 * Makes the functions that count the rows which the first statement of a transaction changes in a table, and tell of them.
 *
 * Of the notifications of one transaction, which are all alike, PostgreSQL sends one, when it commits.
 */
export async function createRevisionCounter(runner: QueryRunner): Promise<void> {
  const count = (name: string, rows: string) =>
    `CREATE FUNCTION "${name}"() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE changes integer := ${rows};
      BEGIN
        IF changes > 0 THEN
          -- Once in a transaction: each further update would walk over all those before it.
          UPDATE "revision" SET "number" = "number" + changes
            WHERE "table_name" = TG_TABLE_NAME AND xmin <> pg_current_xact_id()::xid;
          IF FOUND THEN
            PERFORM pg_notify('${revisionChannel}', '');
          END IF;
        END IF;
        RETURN NULL;
      END $$`;
  await runner.query(count("count_revision", `(SELECT count(*) FROM "changed")`));
  await runner.query(count("count_truncation", "1"));
}

/** Begins to count the changes of a table; the last step of a migration that makes a content table. */
export async function countChanges(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`INSERT INTO "revision" ("table_name", "number") VALUES ('${table}', 0)`);
  for (const [event, rows] of Object.entries(changedRows)) {
    await runner.query(
      `CREATE TRIGGER "${table}_revision_${event.toLowerCase()}" AFTER ${event} ON "${table}"
        REFERENCING ${rows} AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "count_revision"()`,
    );
  }
  await runner.query(
    `CREATE TRIGGER "${table}_revision_truncate" AFTER TRUNCATE ON "${table}"
      FOR EACH STATEMENT EXECUTE FUNCTION "count_truncation"()`,
  );
}
