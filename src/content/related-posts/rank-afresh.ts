import type { Database } from "../../database/database.js";
import { selectRows } from "../../writing/rows.js";
import { writeInTransaction } from "../../writing/write-in-transaction.js";
import { Post } from "../posts/post.entity.js";
import { type RankingProgress, rankAll } from "./rank-all.js";
import { saveWords } from "./save-words.js";

/**
 * Chooses the words of all posts and ranks all lists anew, in one transaction; gives the number of lists.
 *
 * @throws {StartupError} when the database cannot be written.
 */
export async function rankAfresh(
  database: Database,
  { now, onProgress }: { now: string; onProgress: RankingProgress },
): Promise<number> {
  const { dialect } = database;
  return await writeInTransaction({
    database,
    now,
    subject: "The ranking",
    write: async (transaction) => {
      const { manager } = transaction;
      const posts = await selectRows<{ rowId: number }>(manager, Post, {
        where: {},
        orderBy: "rowId",
        isWanted: (path) => path === "rowId",
      });
      await saveWords(
        transaction,
        posts.map(({ rowId }) => rowId),
      );
      return await rankAll({ manager, dialect }, { now, onProgress });
    },
  });
}
