import type { DataSource } from "typeorm";
import { unfinishedCopyTable } from "../database/unfinished-copy.js";
import type { Queryable } from "./read-rows.js";

/** What a source held at one moment, as far as tells one moment from another. */
export async function readFingerprint(source: Queryable): Promise<string> {
  const [log]: { last: number | null; changes: string | number; first: string | null }[] = await source.query(
    `SELECT max("sequence") AS last, count(*) AS changes, min("node_id") AS first FROM "change_log"`,
  );
  const revisions: { table_name: string; number: number }[] = await source.query(
    `SELECT "table_name", "number" FROM "revision" ORDER BY "table_name"`,
  );
  const numbers = revisions.map(({ table_name, number }) => `${table_name}=${number}`);
  return [log?.last ?? 0, Number(log?.changes), log?.first ?? "", ...numbers].join(" ");
}

/** Marks a database as the unfinished copy of a source; it is not served until `unmark`. */
export async function mark(source: DataSource, fingerprint: string): Promise<void> {
  await source.query(`CREATE TABLE IF NOT EXISTS "${unfinishedCopyTable}" ("fingerprint" text NOT NULL)`);
  await source.transaction(async (manager) => {
    await manager.query(`DELETE FROM "${unfinishedCopyTable}"`);
    const place = source.driver.createParameter("", 0);
    await manager.query(`INSERT INTO "${unfinishedCopyTable}" ("fingerprint") VALUES (${place})`, [
      fingerprint,
    ]);
  });
}

/** Lets the next run begin anew: what is here is not what the source has. */
export async function spoil(source: DataSource): Promise<void> {
  await mark(source, "");
}

export async function unmark(source: DataSource): Promise<void> {
  await source.query(`DROP TABLE "${unfinishedCopyTable}"`);
}
