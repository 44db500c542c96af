import { BackgroundWork } from "../../database/background-work.js";
import type { Corpus } from "../../related/corpus.js";
import { RelatedRanking } from "../../related/rank-related.js";
import { loadRows } from "../../writing/load-rows.js";
import type { Row } from "../../writing/rows.js";
import type { SqlSession } from "../../writing/run-statement.js";
import { toListRow } from "./list-rows.js";
import { readCorpus } from "./read-corpus.js";
import { RelatedPost } from "./related-post.entity.js";

/** Told how many of how many lists are there. */
export type RankingProgress = (done: number, all: number) => void;

const rowsPerBatch = 5_000;

/** Makes the lists of all posts anew; gives their number. The old ones are there until the transaction is committed. */
export async function rankAll(
  session: SqlSession,
  { now, onProgress }: { now: string; onProgress: RankingProgress },
): Promise<number> {
  const corpus = await readCorpus(session, now);
  await session.dialect.replaceRows(session.manager, "related_post", () =>
    loadLists(session, corpus, onProgress),
  );
  return corpus.posts.length;
}

async function loadLists(session: SqlSession, corpus: Corpus, onProgress: RankingProgress): Promise<void> {
  const ranking = new RelatedRanking(corpus);
  const loading = new BackgroundWork();
  let rows: Row[] = [];
  for (const [ordinal, { key }] of corpus.posts.entries()) {
    for (const ranked of ranking.rank(ordinal)) rows.push(toListRow(key, ranked));
    if (rows.length < rowsPerBatch && ordinal + 1 < corpus.posts.length) continue;
    const ready = rows;
    await loading.begin(() => loadRows(session, RelatedPost, ready));
    rows = [];
    onProgress(ordinal + 1, corpus.posts.length);
  }
  await loading.end();
}
