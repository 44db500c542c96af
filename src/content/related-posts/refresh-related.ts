import sql from "sql-template-tag";
import type { Dialect } from "../../database/dialects/dialect.js";
import { runStatement } from "../../writing/run-statement.js";
import type { WriteTransaction } from "../../writing/write-transaction.js";
import { type RankingProgress, rankAll } from "./rank-all.js";
import { rankPost } from "./rank-post.js";
import { saveWords } from "./save-words.js";

interface Refresh {
  dialect: Dialect;
  onProgress?: RankingProgress;
}

/** Fewer changed posts than this part of all are placed one by one; for more it is sooner to rank all. */
const postsPerChange = 1_000;

/** However few posts there are, so many changed ones are placed one by one. */
const fewChanges = 3;

/** Of so few posts all are ranked sooner than one is placed among them. */
const fewPosts = 50;

/**
 * Brings the lists of related posts up to date with all posts that the transaction has written.
 *
 * A graph that few posts are added to keeps what rare things weighed when the other lists were made; what many posts
 * change weighs all anew.
 */
export async function refreshRelated(
  transaction: WriteTransaction,
  { dialect, onProgress = () => undefined }: Refresh,
): Promise<void> {
  const { manager, now } = transaction;
  const changed = [...transaction.changed.post].sort((a, b) => a - b);
  if (changed.length === 0) return;
  const session = { manager, dialect };
  await saveWords(session, changed);
  const [row] = await runStatement<{ count: number }>(session, sql`SELECT count(*) AS "count" FROM post`);
  const posts = Number(row?.count ?? 0);
  if (posts <= fewPosts || changed.length > Math.max(fewChanges, posts / postsPerChange)) {
    await rankAll(session, { now, onProgress });
  } else {
    for (const [index, post] of changed.entries()) {
      await rankPost(session, post, now);
      onProgress(index + 1, changed.length);
    }
  }
}
