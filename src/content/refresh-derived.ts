import type { Dialect } from "../database/dialects/dialect.js";
import type { WriteTransaction } from "../writing/write-transaction.js";
import type { RankingProgress } from "./related-posts/rank-all.js";
import { refreshRelated } from "./related-posts/refresh-related.js";
import { refreshSearch } from "./search/refresh-search.js";

/** Brings all that is derived up to date with what the transaction has written; its last step. */
export async function refreshDerived(
  transaction: WriteTransaction,
  { dialect, onRanking }: { dialect: Dialect; onRanking?: RankingProgress },
): Promise<void> {
  const { manager, changed } = transaction;
  await refreshSearch({ manager, dialect }, changed);
  await refreshRelated(transaction, { dialect, ...(onRanking && { onProgress: onRanking }) });
  for (const keys of Object.values(changed)) keys.clear();
}
