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
  /** 1 for the features of the post that is being ranked. */
  private readonly isOwn: Uint8Array;

  constructor(private readonly corpus: Corpus) {
    this.scores = new Float64Array(corpus.posts.length);
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
      others.map((other) => {
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

  private linksBetween(source: number, target: number): LinkedPost[] {
    return this.corpus.linksFrom(source).filter(({ other }) => other === target);
  }

  /** What the other post shares with the one that is being ranked. */
  private listShared(other: number): WeighedFeature[] {
    const { corpus, isOwn } = this;
    return corpus.featuresOf(other).flatMap((index) => (isOwn[index] ? (corpus.features[index] ?? []) : []));
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

  /** Adds to the score of each post what is found that it shares; gives the posts whose score is not 0 any more. */
  private addUp(ordinal: number): number[] {
    const touched: number[] = [];
    const add = (other: number, weight: number) => {
      if (other === ordinal) return;
      if (this.scores[other] === 0) touched.push(other);
      this.scores[other] = (this.scores[other] ?? 0) + weight;
    };
    for (const index of this.corpus.featuresOf(ordinal)) {
      const feature = this.corpus.features[index];
      if (feature) this.addNearest(feature, ordinal, add);
    }
    for (const { other, link } of this.corpus.linksFrom(ordinal)) add(other, linkWeights[link.kind]);
    for (const { other } of this.corpus.linksTo(ordinal)) add(other, linkedFromWeight);
    return touched;
  }

  private addNearest(
    { posts, weight }: WeighedFeature,
    ordinal: number,
    add: (other: number, weight: number) => void,
  ): void {
    const { firstUnseen } = this.corpus;
    const place = findPlace(posts, ordinal);
    const seen = findPlace(posts, firstUnseen);
    const middle = Math.min(place, seen);
    addRange(Math.max(0, middle - nearestBearers), Math.min(seen, middle + nearestBearers + 1));
    addRange(seen, Math.min(posts.length, seen + nearestBearers));

    function addRange(start: number, end: number): void {
      for (let index = start; index < end; index += 1) add(posts[index] ?? 0, weight);
    }
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
