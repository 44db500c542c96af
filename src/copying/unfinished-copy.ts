import type { DataSource, EntityManager } from "typeorm";
import { type UnfinishedCopy, unfinishedCopyTable } from "../database/unfinished-copy.js";
import type { Queryable } from "./read-rows.js";

/** What a source held at one moment, as far as tells one moment, and one database, from another. */
export async function readFingerprint(source: Queryable): Promise<string> {
  const [log]: Record<string, string | number | null>[] = await source.query(
    `SELECT max("sequence") AS last, count(*) AS changes, min("node_id") AS first, min("at") AS oldest, max("at") AS newest
      FROM "change_log"`,
  );
  const revisions: { table_name: string; number: number }[] = await source.query(
    `SELECT "table_name", "number" FROM "revision" ORDER BY "table_name"`,
  );
  const numbers = revisions.map(({ table_name, number }) => `${table_name}=${number}`);
  return [log?.last, log?.changes, log?.first, log?.oldest, log?.newest, ...numbers].join(" ");
}

/** Marks a database as the unfinished copy of a source, within a transaction; it is not served until `unmark`. */
export async function mark(manager: EntityManager, { source, fingerprint }: UnfinishedCopy): Promise<void> {
  await manager.query(`DROP TABLE IF EXISTS "${unfinishedCopyTable}"`);
  await manager.query(
    `CREATE TABLE "${unfinishedCopyTable}" ("source" text NOT NULL, "fingerprint" text NOT NULL)`,
  );
  const places = [0, 1].map((index) => manager.connection.driver.createParameter("", index));
  await manager.query(`INSERT INTO "${unfinishedCopyTable}" VALUES (${places.join(", ")})`, [
    source,
    fingerprint,
  ]);
}

/** Lets the next run begin anew: what is here is not what the source has. */
export async function spoil(database: DataSource): Promise<void> {
  await database.query(`UPDATE "${unfinishedCopyTable}" SET "fingerprint" = ''`);
}

export async function unmark(database: DataSource): Promise<void> {
  await database.query(`DROP TABLE "${unfinishedCopyTable}"`);
}
