import sql, { raw } from "sql-template-tag";
import { invariant } from "../../errors.js";
import { type ListPlace, RelatedRanking } from "../../related/rank-related.js";
import { longestList } from "../../related/weights.js";
import { groupBy } from "../../writing/group-by.js";
import { deleteRows, insertRows, type Row, selectRows } from "../../writing/rows.js";
import { runStatement, type SqlSession } from "../../writing/run-statement.js";
import { Post } from "../posts/post.entity.js";
import { toVisibleFrom } from "../posts/visible-from.js";
import { toListRow } from "./list-rows.js";
import { readNeighbourhood } from "./read-neighbourhood.js";
import { RelatedPost } from "./related-post.entity.js";

interface StoredRow extends Record<string, unknown> {
  rowId: number;
  score: number;
  "post.rowId": number;
  "node.rowId": number;
  visibleFrom: string;
}

/**
 * So many lists that lost a post are made anew; of more, which only a post that very many link to leaves behind, the
 * rest stay one post short until they are ranked again.
 */
const mostRepaired = 100;

/**
 * Makes the list of one post anew, and gives the post its place in the lists of others.
 *
 * Of posts that score the same in a full list, those that are there stay.
 */
export async function rankPost(session: SqlSession, post: number, now: string): Promise<void> {
  const ranked = await rankOwnList(session, post, now);
  const places = ranked ? ranked.ranking.listPlaces(ranked.ordinal) : [];
  const lost = await new Placing(session, { post, now }).place(places);
  for (const list of lost.slice(0, mostRepaired)) await rankOwnList(session, list, now);
}

/** Undefined for a post that readers never see, which has no list. */
async function rankOwnList(
  session: SqlSession,
  post: number,
  now: string,
): Promise<{ ranking: RelatedRanking; ordinal: number } | undefined> {
  const { manager } = session;
  await deleteRows(manager, RelatedPost, { "post.rowId": post });
  const [stored] = await selectRows(manager, Post, { where: { rowId: post } });
  const visibleFrom = stored && toVisibleFrom(stored);
  if (!visibleFrom) return undefined;
  const corpus = await readNeighbourhood(session, { post, visibleFrom, now });
  const ordinal = corpus.findOrdinal(post);
  invariant(ordinal !== undefined, "a post is in its own neighbourhood");
  const ranking = new RelatedRanking(corpus);
  const list = ranking.rank(ordinal).map((ranked) => toListRow(post, ranked));
  await insertRows(manager, RelatedPost, list);
  return { ranking, ordinal };
}

/** Brings the places of one post in the lists of others up to date. */
class Placing {
  constructor(
    private readonly session: SqlSession,
    private readonly ranking: { post: number; now: string },
  ) {}

  /** Gives the lists that the post fell out of, or back in, so that another post may have come before it. */
  async place(places: readonly ListPlace[]): Promise<number[]> {
    const { manager } = this.session;
    const { post } = this.ranking;
    const stored = await selectRows<StoredRow>(manager, RelatedPost, { where: { "node.rowId": post } });
    const scores = new Map(stored.map((row) => [row["post.rowId"], row.score]));
    const ends = await this.readEnds(places.map(({ list }) => list));
    const entering = places.filter((place) => this.enters(place, scores, ends.get(place.list)));
    await deleteRows(manager, RelatedPost, { "node.rowId": post });
    await insertRows(
      manager,
      RelatedPost,
      entering.map(({ list, ranked }): Row => toListRow(list, ranked)),
    );
    await this.cut(entering.map(({ list }) => list));
    const entered = new Map(entering.map(({ list, ranked }) => [list, ranked.score]));
    const isLower = ({ "post.rowId": list, score }: StoredRow) => (entered.get(list) ?? -1) < score;
    return stored.filter(isLower).map((row) => row["post.rowId"]);
  }

  private enters(
    { list, ranked }: ListPlace,
    scores: ReadonlyMap<number, number>,
    end: number | undefined,
  ): boolean {
    return scores.has(list) || end === undefined || ranked.score > end;
  }

  /** The score of the last post that each full list has room for; found list by list, as one range of the index. */
  private async readEnds(lists: readonly number[]): Promise<Map<number, number>> {
    const { session, ranking } = this;
    const key = sql`CAST(lists.value AS integer)`;
    const rows = await runStatement<{ list: number; end: number | null }>(
      session,
      sql`SELECT ${key} AS "list", (
          SELECT score FROM related_post WHERE post_row_id = ${key} AND visible_from <= ${ranking.now}
          ORDER BY score DESC LIMIT 1 OFFSET ${raw(String(longestList - 1))}) AS "end"
        FROM (${session.dialect.emitList(JSON.stringify(lists))}) AS lists`,
    );
    return new Map(rows.flatMap(({ list, end }) => (end === null ? [] : [[list, end]])));
  }

  /** Takes from each list what it has more than it may have: of those that are seen, and of those to come. */
  private async cut(lists: readonly number[]): Promise<void> {
    const { manager } = this.session;
    const rows = await selectRows<StoredRow>(manager, RelatedPost, { where: { "post.rowId": lists } });
    const isSeen = (row: StoredRow) => row.visibleFrom <= this.ranking.now;
    const groups = groupBy(rows, (row) => `${row["post.rowId"]} ${isSeen(row)}`);
    const surplus = [...groups.values()].flatMap((group) =>
      group.sort((a, b) => b.score - a.score || a.rowId - b.rowId).slice(longestList),
    );
    await deleteRows(manager, RelatedPost, { rowId: surplus.map(({ rowId }) => rowId) });
  }
}
