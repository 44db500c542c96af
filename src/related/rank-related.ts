import { invariant } from "../errors.js";
import { BestPosts } from "./best-posts.js";
import type { Corpus, CorpusPost, LinkedPost, WeighedFeature } from "./corpus.js";
import { type RelatedReason, tellReasons } from "./reasons.js";
import { linkedFromWeight, linkWeights, longestList, mostComputed } from "./weights.js";

/** One post in the list of another. */
export interface RankedPost {
  key: number;
  /** Since when readers see it, as DateTime columns are written. */
  visibleFrom: string;
  /** The sum of what all reasons weigh, also of those that are not told; the computed ones capped. */
  score: number;
  /** Those that weigh most come first. */
  reasons: RelatedReason[];
}

/** As what a post may stand in the list of another. */
export interface ListPlace {
  /** Key of the post that has the list. */
  list: number;
  ranked: RankedPost;
}

/** The links that lead from a list's post to those that it lists, and back; of the two, `other` is not being ranked. */
interface LinksOfLists {
  links: readonly LinkedPost[];
  linkedFrom: readonly LinkedPost[];
}

/**
 * Of the posts that bear a feature, so many published before a post, and so many after it, are looked at.
 *
 * A feature that more posts bear says little of any two of them; what they share besides is found by that.
 */
export const nearestBearers = 100;

/** So many posts are looked at closely for each place in the list, since what they share is known in part at first. */
const candidatesPerPlace = 2;

/** Ranks lists of related posts; made for one corpus, since it keeps room for all posts and features of it. */
export class RelatedRanking {
  private readonly scores: Float64Array;
  /** The posts whose score is not 0, of which the first `touchedCount` count. */
  private readonly touched: Int32Array;
  private touchedCount = 0;
  /** 1 for the features of the post that is being ranked. */
  private readonly isOwn: Uint8Array;
  private readonly best = new BestPosts(longestList * candidatesPerPlace);

  constructor(private readonly corpus: Corpus) {
    this.scores = new Float64Array(corpus.posts.length);
    this.touched = new Int32Array(corpus.posts.length);
    this.isOwn = new Uint8Array(corpus.features.length);
  }

  /**
   * The list of one post, best first: up to 50 posts that are seen, then up to 50 of those that will be.
   *
   * Those to come stand beside the others and take nobody's place, so that nothing tells of them before their time; of
   * a full list only those that score more than its last post.
   * Of posts with the same score the one published nearer to the post comes first.
   */
  rank(ordinal: number): RankedPost[] {
    const { seen, unseen } = this.findCandidates(ordinal);
    const links = { links: this.corpus.linksFrom(ordinal), linkedFrom: this.corpus.linksTo(ordinal) };
    return this.withOwn(ordinal, () => {
      const shown = this.chooseBest(ordinal, { candidates: seen, links });
      const last = shown.length === longestList ? (shown.at(-1)?.score ?? 0) : 0;
      const toCome = this.chooseBest(ordinal, { candidates: unseen, links }).filter(
        ({ score }) => score > last,
      );
      return [...shown, ...toCome].map(({ other, score }) => this.describe(other, { other, links, score }));
    });
  }

  /** As what the post stands in the lists of all posts that it shares anything with, if it stands there at all. */
  listPlaces(ordinal: number): ListPlace[] {
    const others = this.addUp(ordinal);
    for (const other of others) this.scores[other] = 0;
    const links = { links: this.corpus.linksTo(ordinal), linkedFrom: this.corpus.linksFrom(ordinal) };
    return this.withOwn(ordinal, () =>
      Array.from(others, (other) => {
        const score = this.score(other, links);
        return { list: this.keyOf(other), ranked: this.describe(ordinal, { other, links, score }) };
      }),
    );
  }

  private chooseBest(
    ordinal: number,
    { candidates, links }: { candidates: readonly number[]; links: LinksOfLists },
  ): { other: number; score: number }[] {
    return candidates
      .map((other) => ({ other, score: this.score(other, links) }))
      .sort(
        (a, b) =>
          b.score - a.score ||
          this.corpus.distance(ordinal, a.other) - this.corpus.distance(ordinal, b.other) ||
          this.keyOf(b.other) - this.keyOf(a.other),
      )
      .slice(0, longestList);
  }

  /** `other` is the one of the two that is not being ranked. */
  private score(other: number, { links, linkedFrom }: LinksOfLists): number {
    let edited = 0;
    for (const { other: target, link } of links) {
      if (target === other) edited = Math.max(edited, linkWeights[link.kind]);
    }
    let computed = this.weighShared(other);
    if (linkedFrom.some((linked) => linked.other === other)) computed += linkedFromWeight;
    return edited + Math.min(mostComputed, computed);
  }

  private weighShared(other: number): number {
    const { corpus, isOwn } = this;
    let weight = 0;
    for (const index of corpus.featuresOf(other)) {
      if (isOwn[index] === 1) weight += corpus.features[index]?.weight ?? 0;
    }
    return weight;
  }

  private describe(
    listed: number,
    { other, links, score }: { other: number; links: LinksOfLists; score: number },
  ): RankedPost {
    const ofOther = (all: readonly LinkedPost[]) =>
      all.length === 0 ? all : all.filter((linked) => linked.other === other);
    const reasons = tellReasons({
      links: ofOther(links.links),
      linkedFrom: ofOther(links.linkedFrom),
      shared: this.listShared(other),
    });
    const { key, visibleFrom } = this.postAt(listed);
    return { key, visibleFrom, score, reasons };
  }

  /** What the other post shares with the one that is being ranked. */
  private listShared(other: number): WeighedFeature[] {
    const { corpus, isOwn } = this;
    const shared: WeighedFeature[] = [];
    for (const index of corpus.featuresOf(other)) {
      const feature = isOwn[index] === 1 ? corpus.features[index] : undefined;
      if (feature) shared.push(feature);
    }
    return shared;
  }

  private withOwn<Result>(ordinal: number, rank: () => Result): Result {
    const own = this.corpus.featuresOf(ordinal);
    for (const index of own) this.isOwn[index] = 1;
    const result = rank();
    for (const index of own) this.isOwn[index] = 0;
    return result;
  }

  private findCandidates(ordinal: number): { seen: number[]; unseen: number[] } {
    const { corpus, scores, best } = this;
    const [seen, unseen]: [number[], number[]] = [[], []];
    const touched = this.addUp(ordinal);
    for (const other of touched) (corpus.isSeen(other) ? seen : unseen).push(other);
    const distanceOf = (other: number) => corpus.distance(ordinal, other);
    const candidates = {
      seen: best.choose(seen, { scores, distanceOf }),
      unseen: best.choose(unseen, { scores, distanceOf }),
    };
    for (const other of touched) scores[other] = 0;
    return candidates;
  }

  /** Adds to the score of each other post what is found that it shares; gives the posts whose score is not 0 any more. */
  private addUp(ordinal: number): Int32Array {
    const { corpus, scores } = this;
    this.touchedCount = 0;
    // A post is among the bearers of its own features; what it has already is not touched again.
    scores[ordinal] = 1;
    for (const index of corpus.featuresOf(ordinal)) {
      const feature = corpus.features[index];
      if (feature) this.addNearest(feature, ordinal);
    }
    for (const { other, link } of corpus.linksFrom(ordinal)) this.add(other, linkWeights[link.kind]);
    for (const { other } of corpus.linksTo(ordinal)) this.add(other, linkedFromWeight);
    scores[ordinal] = 0;
    return this.touched.subarray(0, this.touchedCount);
  }

  private addNearest({ posts, weight }: WeighedFeature, ordinal: number): void {
    const { firstUnseen } = this.corpus;
    const place = findPlace(posts, ordinal);
    const seen = findPlace(posts, firstUnseen);
    const middle = Math.min(place, seen);
    const addRange = (start: number, end: number) => {
      for (let index = start; index < end; index += 1) this.add(posts[index] ?? 0, weight);
    };
    addRange(Math.max(0, middle - nearestBearers), Math.min(seen, middle + nearestBearers + 1));
    addRange(seen, Math.min(posts.length, seen + nearestBearers));
  }

  private add(other: number, weight: number): void {
    const score = this.scores[other] ?? 0;
    if (score === 0) {
      this.touched[this.touchedCount] = other;
      this.touchedCount += 1;
    }
    this.scores[other] = score + weight;
  }

  private keyOf(ordinal: number): number {
    return this.postAt(ordinal).key;
  }

  private postAt(ordinal: number): CorpusPost {
    const post = this.corpus.posts[ordinal];
    invariant(post, "ordinals name posts of the corpus");
    return post;
  }
}

/** How many of the ascending ordinals are less than this one. */
function findPlace(ordinals: Int32Array, ordinal: number): number {
  let [start, end] = [0, ordinals.length];
  while (start < end) {
    const middle = (start + end) >> 1;
    if ((ordinals[middle] ?? 0) < ordinal) start = middle + 1;
    else end = middle;
  }
  return start;
}
