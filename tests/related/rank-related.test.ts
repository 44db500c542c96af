import { describe, expect, test } from "@jest/globals";
import { Corpus, type CorpusFeature, type CorpusLink } from "../../src/related/corpus.js";
import { nearestBearers, RelatedRanking } from "../../src/related/rank-related.js";
import { linkWeights, mostComputed, weighFeature } from "../../src/related/weights.js";

const day = (number: number) => new Date(Date.UTC(2020, 0, number)).toISOString();

/** Post n is published on day n. */
function openRanking(
  count: number,
  {
    features = [],
    links = [],
    today = count,
  }: { features?: Omit<CorpusFeature, "bearers">[]; links?: Omit<CorpusLink, "key">[]; today?: number },
) {
  const posts = Array.from({ length: count }, (_, index) => ({
    key: index + 1,
    visibleFrom: day(index + 1),
  }));
  const corpus = new Corpus({
    posts,
    features: features.map((feature) => ({ ...feature, bearers: feature.posts.length })),
    links: links.map((link, index) => ({ key: index, ...link })),
    seenPosts: today,
    now: day(today),
  });
  const ranking = new RelatedRanking(corpus);
  return {
    rank: (post: number) => ranking.rank(corpus.findOrdinal(post) ?? -1),
    places: (post: number) => ranking.listPlaces(corpus.findOrdinal(post) ?? -1),
  };
}

const all = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("a feature", () => {
  test("weighs more the fewer posts bear it", () => {
    const weights = [2, 20, 200, 2_000].map((bearers) =>
      weighFeature("SHARED_TAG", { bearers, posts: 2_000 }),
    );
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    expect(new Set(weights).size).toBe(4);
  });

  test("that all posts bear weighs next to nothing", () => {
    expect(weighFeature("SHARED_EXPERT", { bearers: 1_000, posts: 1_000 })).toBe(1);
  });
});

describe("a list of related posts", () => {
  test("has those published nearer first where the rest is the same", () => {
    const { rank } = openRanking(9, { features: [{ kind: "SHARED_TAG", key: 1, posts: [1, 4, 5, 8] }] });
    expect(rank(5).map(({ key }) => key)).toEqual([4, 8, 1]);
  });

  test("never ranks what is computed above an editor's link", () => {
    const features = all(2_000).map((key) => ({ kind: "SHARED_EXPERT" as const, key, posts: [1, 2] }));
    const { rank } = openRanking(3, { features, links: [{ kind: "BODY", source: 1, target: 3 }] });
    const [first, second] = rank(1);
    expect(first).toMatchObject({ key: 3, score: linkWeights.BODY });
    expect(second).toMatchObject({ key: 2, score: mostComputed });
  });

  test("tells at most eight reasons, the heaviest first", () => {
    const features = all(12).map((key) => ({ kind: "SHARED_TAG" as const, key, posts: all(2 + key) }));
    const [first] = openRanking(20, { features }).rank(1);
    const weights = first?.reasons.map(({ weight }) => weight) ?? [];
    expect(weights).toHaveLength(8);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
  });

  test("finds by a common feature the posts around it, and counts what else they share", () => {
    const count = 4 * nearestBearers;
    const features = [
      { kind: "SHARED_TAG" as const, key: 1, posts: all(count) },
      { kind: "SHARED_TAG" as const, key: 2, posts: [1, count] },
    ];
    const { rank } = openRanking(count, { features });
    const [first, ...others] = rank(count);
    expect(first).toMatchObject({ key: 1 });
    expect(first?.reasons).toHaveLength(2);
    expect(others.every(({ key }) => key > count - 60)).toBe(true);
  });

  describe("posts to come", () => {
    const common = { kind: "SHARED_TAG" as const, key: 1 };

    test("stand beside those that are seen, up to 50 of them, nearest first", () => {
      const { rank } = openRanking(140, { features: [{ ...common, posts: all(140) }], today: 50 });
      const keys = rank(40).map(({ key }) => key);
      expect(keys.filter((key) => key <= 50)).toHaveLength(49);
      expect(keys.filter((key) => key > 50)).toEqual(all(50).map((place) => 50 + place));
    });

    test("stand beside a full list only where they score more than its last post", () => {
      const features = [
        { ...common, posts: all(140) },
        { kind: "SHARED_EXPERT" as const, key: 1, posts: [60, 100, 120] },
      ];
      const { rank } = openRanking(140, { features, today: 70 });
      const keys = rank(60).map(({ key }) => key);
      expect(keys.filter((key) => key <= 70)).toHaveLength(50);
      expect(keys.filter((key) => key > 70)).toEqual([100, 120]);
    });
  });
});

test("the places of a post in other lists are those that these lists give it", () => {
  const { rank, places } = openRanking(6, {
    features: [
      { kind: "SHARED_TAG", key: 1, posts: [1, 2, 3] },
      { kind: "TEXT", key: "sleep", posts: [1, 3, 4] },
    ],
    links: [
      { kind: "RELATED", source: 5, target: 1 },
      { kind: "BODY", source: 1, target: 3 },
    ],
  });
  const expected = [2, 3, 4, 5].map((list) => ({
    list,
    ranked: rank(list).find(({ key }) => key === 1),
  }));
  expect(places(1).sort((a, b) => a.list - b.list)).toEqual(expected);
});
