import type { Examination } from "./examination.js";
import { mostListed } from "./findings.js";

interface FaultySelection<Row> {
  check: string;
  /** Selects the rows that should not be there, in an order that is always the same; SQL that every engine takes. */
  statement: string;
  describe: (row: Row) => { subject: string; message: string };
}

/** Adds a finding for each row that a statement selects; the database reads them all, this process the first ones. */
export async function addFaultyRows<Row>(
  { manager, found }: Examination,
  { check, statement, describe }: FaultySelection<Row>,
): Promise<void> {
  const rows: Row[] = await manager.query(`${statement} LIMIT ${mostListed}`);
  for (const row of rows) {
    const { subject, message } = describe(row);
    found.add(check, subject, message);
  }
  if (rows.length < mostListed) return;
  const [all] = await manager.query(`SELECT count(*) AS "count" FROM (${statement}) AS "faulty"`);
  found.addUnlisted(check, Number(all.count) - rows.length);
}
