/** Why one post is related to another. */
export type ReasonKind =
  | "LINKED_BY_EDITOR"
  | "LINKED_FROM"
  | "SHARED_EXPERT"
  | "SHARED_CLINIC"
  | "SHARED_TAG"
  | "TEXT";

/** What two posts can share. */
export type FeatureKind = Extract<ReasonKind, `SHARED_${string}` | "TEXT">;

/** The most posts that a list of related posts holds of those that readers see. */
export const longestList = 50;

/** The most reasons that are told of one related post; those that weigh most. */
export const mostReasons = 8;

/**
 * An editor who links one post to another has read both, which no computation has; so each such link outranks all that
 * is computed. A line of its own that recommends a post says more than a hyperlink on the way.
 */
export const linkWeights = { RELATED: 200_000, BODY: 100_000 } as const;

/** All that is computed counts for so much at the most: less than any link of an editor. */
export const mostComputed = 99_999;

/** The other post's editor thought of this one: as much as two rare experts and a few tags in common. */
export const linkedFromWeight = 2_000;

/**
 * What a shared feature weighs for each time that its bearers have to be doubled until all posts bear it.
 *
 * The same expert speaking ties two posts most: readers follow people. A tag is the editor's word for what a post is
 * about. A clinic comes with its experts, so that it counts little beside them; a word of the text may mean anything.
 */
const weightPerDoubling: Readonly<Record<FeatureKind, number>> = {
  SHARED_EXPERT: 60,
  SHARED_TAG: 50,
  SHARED_CLINIC: 30,
  TEXT: 10,
};

/**
 * The weight of something that two posts share, at least 1: rare things weigh more than common ones.
 *
 * The logarithm of how rare a feature is, is its information in bits; Karen Spärck Jones, "A statistical
 * interpretation of term specificity and its application in retrieval", Journal of Documentation 28 (1972).
 */
export function weighFeature(
  kind: FeatureKind,
  { bearers, posts }: { bearers: number; posts: number },
): number {
  const doublings = Math.log2((posts + 1) / Math.max(1, bearers));
  return Math.max(1, Math.round(weightPerDoubling[kind] * doublings));
}
