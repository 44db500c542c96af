import sql, { raw } from "sql-template-tag";
import type { Database } from "../database/database.js";
import { runStatement, type SqlSession } from "../writing/run-statement.js";
import { writeInTransaction } from "../writing/write-in-transaction.js";
import type { ChangedRows } from "../writing/write-transaction.js";
import { type RankingProgress, rankAll } from "./related-posts/rank-all.js";
import { saveWords } from "./related-posts/save-words.js";
import { refreshSearch } from "./search/refresh-search.js";

/**
 * Makes all that is derived from nodes anew, in one transaction: the index of the search, the words of posts and the
 * lists of related posts. Gives the number of posts that have one.
 *
 * @throws {StartupError} when the database cannot be written.
 */
export async function rebuildDerived(
  database: Database,
  { now, onRanking }: { now: string; onRanking: RankingProgress },
): Promise<number> {
  const { dialect } = database;
  return await writeInTransaction({
    database,
    now,
    subject: "The rebuilding",
    write: async (transaction) => {
      const { manager, changed } = transaction;
      const session = { manager, dialect };
      for (const noun of Object.keys(changed) as (keyof ChangedRows)[]) {
        for (const key of await listKeys(session, noun)) changed[noun].add(key);
      }
      await refreshSearch(session, changed);
      await saveWords(transaction, [...changed.post]);
      return await rankAll(session, { now, onProgress: onRanking });
    },
  });
}

async function listKeys(session: SqlSession, table: keyof ChangedRows): Promise<number[]> {
  const rows = await runStatement<{ key: number }>(
    session,
    sql`SELECT row_id AS "key" FROM ${raw(table)} ORDER BY row_id`,
  );
  return rows.map(({ key }) => key);
}
