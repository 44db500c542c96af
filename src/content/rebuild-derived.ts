import type { Database } from "../database/database.js";
import { listKeys } from "../writing/list-keys.js";
import { writeInTransaction } from "../writing/write-in-transaction.js";
import { type RankingProgress, rankAll } from "./related-posts/rank-all.js";
import { saveWords } from "./related-posts/save-words.js";
import { rebuildSearch } from "./search/rebuild-search.js";

/**
 * Makes all that is derived from nodes anew, in one transaction: the documents of the search and their index, the
 * index of the places of clinics, the words of posts and the lists of related posts. Gives the number of posts that
 * have one.
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
      const { manager } = transaction;
      const session = { manager, dialect };
      await rebuildSearch(session);
      await dialect.reindexPlaces(manager, "clinic");
      await saveWords(session, await listKeys(session, "post"));
      return await rankAll(session, { now, onProgress: onRanking });
    },
  });
}
