import type { LinkedPost, WeighedFeature } from "./corpus.js";
import { linkedFromWeight, linkWeights, mostReasons, type ReasonKind } from "./weights.js";

/** Why a post is in the list of another. */
export interface RelatedReason {
  kind: ReasonKind;
  weight: number;
  /** Key of the link, expert, clinic or tag; the shared words, the rarest first, where it is the text. */
  subject: number | string;
}

interface SharedParts {
  /** Links from the post to the other. */
  links: readonly LinkedPost[];
  /** Links from the other to the post. */
  linkedFrom: readonly LinkedPost[];
  shared: readonly WeighedFeature[];
}

/** The reasons that weigh most, heaviest first. Of several links one is told, and shared words are one reason together. */
export function tellReasons({ links, linkedFrom, shared }: SharedParts): RelatedReason[] {
  const reasons: RelatedReason[] = [];
  const [best] = links.toSorted((a, b) => linkWeights[b.link.kind] - linkWeights[a.link.kind]);
  if (best) {
    reasons.push({ kind: "LINKED_BY_EDITOR", weight: linkWeights[best.link.kind], subject: best.link.key });
  }
  const [from] = linkedFrom;
  if (from) reasons.push({ kind: "LINKED_FROM", weight: linkedFromWeight, subject: from.link.key });
  for (const { kind, key, weight } of shared) {
    if (kind !== "TEXT") reasons.push({ kind, weight, subject: key });
  }
  const words = shared.filter(({ kind }) => kind === "TEXT").sort((a, b) => b.weight - a.weight);
  if (words.length > 0) {
    const weight = words.reduce((sum, word) => sum + word.weight, 0);
    reasons.push({ kind: "TEXT", weight, subject: words.map(({ key }) => key).join(", ") });
  }
  return reasons.sort((a, b) => b.weight - a.weight).slice(0, mostReasons);
}
