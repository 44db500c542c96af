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

/**
 * Of the posts that bear a feature, so many published before a post, and so many after it, are looked at.
 *
 * A feature that more posts bear says little of any two of them; what they share besides is found by that.
 */
export const nearestBearers = 250;

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

  constructor(private readonly corpus: Corpus) {
    this.scores = new Float64Array(corpus.posts.length);
    this.touched = new Int32Array(corpus.posts.length);
    this.isOwn = new Uint8Array(corpus.features.length);
  }

  /**
   * The list of one post, best first: up to 50 posts that are seen, and up to 50 of those that will be.
   *
   * Those to come stand beside the others and take nobody's place, so that nothing tells of them before their time.
   * Of posts with the same score the one published nearer to the post comes first.
   */
  rank(ordinal: number): RankedPost[] {
    const { seen, unseen } = this.findCandidates(ordinal);
    return this.withOwn(ordinal, () => {
      const chosen = [...this.chooseBest(ordinal, seen), ...this.chooseBest(ordinal, unseen)];
      return chosen.map(({ other, score }) => this.describe({ list: ordinal, listed: other, score }, other));
    });
  }

  /** As what the post stands in the lists of all posts that it shares anything with, if it stands there at all. */
  listPlaces(ordinal: number): { list: number; ranked: RankedPost }[] {
    const others = this.addUp(ordinal);
    for (const other of others) this.scores[other] = 0;
    return this.withOwn(ordinal, () =>
      Array.from(others, (other) => {
        const pair = { list: other, listed: ordinal, score: this.score(other, ordinal, other) };
        return { list: this.keyOf(other), ranked: this.describe(pair, other) };
      }),
    );
  }

  private chooseBest(ordinal: number, candidates: readonly number[]) {
    return candidates
      .map((other) => ({ other, score: this.score(ordinal, other, other) }))
      .sort(
        (a, b) =>
          b.score - a.score ||
          this.corpus.distance(ordinal, a.other) - this.corpus.distance(ordinal, b.other) ||
          this.keyOf(b.other) - this.keyOf(a.other),
      )
      .slice(0, longestList);
  }

  /** `other` is the one of the two that is not being ranked. */
  private score(list: number, listed: number, other: number): number {
    let edited = 0;
    for (const { other: target, link } of this.corpus.linksFrom(list)) {
      if (target === listed) edited = Math.max(edited, linkWeights[link.kind]);
    }
    const isLinkedFrom = this.corpus.linksFrom(listed).some(({ other: target }) => target === list);
    const computed = this.weighShared(other) + (isLinkedFrom ? linkedFromWeight : 0);
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
    { list, listed, score }: { list: number; listed: number; score: number },
    other: number,
  ): RankedPost {
    const links = this.linksBetween(list, listed);
    const linkedFrom = this.linksBetween(listed, list);
    const reasons = tellReasons({ links, linkedFrom, shared: this.listShared(other) });
    const { key, visibleFrom } = this.postAt(listed);
    return { key, visibleFrom, score, reasons };
  }

  private linksBetween(source: number, target: number): readonly LinkedPost[] {
    const links = this.corpus.linksFrom(source);
    return links.length === 0 ? links : links.filter(({ other }) => other === target);
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
    const places = longestList * candidatesPerPlace;
    const [seen, unseen] = [new BestPosts(places), new BestPosts(places)];
    const { corpus, scores } = this;
    for (const other of this.addUp(ordinal)) {
      const best = corpus.isSeen(other) ? seen : unseen;
      best.offer(other, scores[other] ?? 0, corpus.distance(ordinal, other));
      scores[other] = 0;
    }
    return { seen: seen.list(), unseen: unseen.list() };
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
