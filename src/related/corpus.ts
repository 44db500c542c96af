import { type FeatureKind, weighFeature } from "./weights.js";

/** A post that readers see, now or from a time on that is fixed. */
export interface CorpusPost {
  key: number;
  /** Since when, as DateTime columns are written. */
  visibleFrom: string;
}

/** Something that posts can share: a tag, an expert, a clinic, a word. */
export interface Feature {
  kind: FeatureKind;
  key: number | string;
}

export interface CorpusFeature extends Feature {
  /** How many posts that readers see bear it. */
  bearers: number;
  /** Keys of posts that bear it, each once; those that are in the corpus count. */
  posts: readonly number[];
}

export interface CorpusLink {
  /** Key of the link itself. */
  key: number;
  kind: "RELATED" | "BODY";
  source: number;
  target: number;
}

/** A feature as posts are compared by it. */
export interface WeighedFeature extends Feature {
  weight: number;
  /** Ordinals of its posts, ascending. */
  posts: Int32Array;
}

/** A link that leads from one post to another, or comes from there. */
export interface LinkedPost {
  other: number;
  link: CorpusLink;
}

interface CorpusContent {
  posts: readonly CorpusPost[];
  features: readonly CorpusFeature[];
  links: readonly CorpusLink[];
  /** How many posts readers see in the whole graph. */
  seenPosts: number;
  /** The instant of the ranking, as DateTime columns are written. */
  now: string;
}

/**
 * Posts with all that they can share, in memory; posts are named by their ordinals in the order of publication.
 *
 * Whole or in part: for one post to be ranked there must be what it shares with others, and with whom.
 */
export class Corpus {
  readonly posts: readonly CorpusPost[];
  readonly features: readonly WeighedFeature[];
  /** Posts before this ordinal are seen now, the others later. */
  readonly firstUnseen: number;
  private readonly ordinals: ReadonlyMap<number, number>;
  /** Milliseconds since 1970, by ordinal. */
  private readonly times: Float64Array;
  private readonly featuresByPost: readonly number[][];
  private readonly outgoing = new Map<number, LinkedPost[]>();
  private readonly incoming = new Map<number, LinkedPost[]>();

  constructor({ posts, features, links, seenPosts, now }: CorpusContent) {
    this.posts = posts.toSorted((a, b) => (isEarlier(a, b) ? -1 : 1));
    this.times = Float64Array.from(this.posts, ({ visibleFrom }) => Date.parse(visibleFrom));
    this.ordinals = new Map(this.posts.map(({ key }, ordinal) => [key, ordinal]));
    this.firstUnseen = countUntil(this.posts, now);
    this.featuresByPost = this.posts.map(() => []);
    this.features = features.map((feature, index) => this.weigh(feature, index, seenPosts));
    for (const link of links) this.addLink(link);
  }

  /** Undefined for a post that readers never see, or that is not in this part of the corpus. */
  findOrdinal(key: number): number | undefined {
    return this.ordinals.get(key);
  }

  isSeen(ordinal: number): boolean {
    return ordinal < this.firstUnseen;
  }

  /** Milliseconds between the publication of two posts. */
  distance(one: number, other: number): number {
    return Math.abs((this.times[one] ?? 0) - (this.times[other] ?? 0));
  }

  /** Indexes of the post's features, ascending. */
  featuresOf(ordinal: number): readonly number[] {
    return this.featuresByPost[ordinal] ?? [];
  }

  /** Posts that this one points at. */
  linksFrom(ordinal: number): readonly LinkedPost[] {
    return this.outgoing.get(ordinal) ?? none;
  }

  /** Posts that point at this one. */
  linksTo(ordinal: number): readonly LinkedPost[] {
    return this.incoming.get(ordinal) ?? none;
  }

  private weigh(
    { kind, key, bearers, posts }: CorpusFeature,
    index: number,
    seenPosts: number,
  ): WeighedFeature {
    const known = posts.filter((post) => this.ordinals.has(post));
    const ordinals = Int32Array.from(known, (post) => this.ordinals.get(post) ?? 0).sort();
    for (const ordinal of ordinals) this.featuresByPost[ordinal]?.push(index);
    return { kind, key, weight: weighFeature(kind, { bearers, posts: seenPosts }), posts: ordinals };
  }

  private addLink(link: CorpusLink): void {
    const source = this.ordinals.get(link.source);
    const target = this.ordinals.get(link.target);
    if (source === undefined || target === undefined || source === target) return;
    addTo(this.outgoing, source, { other: target, link });
    addTo(this.incoming, target, { other: source, link });
  }
}

const none: readonly LinkedPost[] = [];

function isEarlier(one: CorpusPost, other: CorpusPost): boolean {
  return one.visibleFrom === other.visibleFrom ? one.key < other.key : one.visibleFrom < other.visibleFrom;
}

function countUntil(posts: readonly CorpusPost[], now: string): number {
  const unseen = posts.findIndex(({ visibleFrom }) => visibleFrom > now);
  return unseen === -1 ? posts.length : unseen;
}

function addTo(map: Map<number, LinkedPost[]>, ordinal: number, linked: LinkedPost): void {
  const known = map.get(ordinal);
  if (known) known.push(linked);
  else map.set(ordinal, [linked]);
}
