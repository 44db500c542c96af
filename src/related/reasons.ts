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
  if (links.length > 0) {
    const best = links.reduce((a, b) => (linkWeights[b.link.kind] > linkWeights[a.link.kind] ? b : a));
    reasons.push({ kind: "LINKED_BY_EDITOR", weight: linkWeights[best.link.kind], subject: best.link.key });
  }
  const [from] = linkedFrom;
  if (from) reasons.push({ kind: "LINKED_FROM", weight: linkedFromWeight, subject: from.link.key });
  const words: WeighedFeature[] = [];
  for (const feature of shared) {
    if (feature.kind === "TEXT") words.push(feature);
    else reasons.push({ kind: feature.kind, weight: feature.weight, subject: feature.key });
  }
  if (words.length > 0) {
    words.sort((a, b) => b.weight - a.weight || compare(a.key, b.key));
    const weight = words.reduce((sum, word) => sum + word.weight, 0);
    reasons.push({ kind: "TEXT", weight, subject: words.map(({ key }) => key).join(", ") });
  }
  return reasons.sort(compareReasons).slice(0, mostReasons);
}

/** Those of one kind that weigh the same stand in the order of their keys: no engine says in which it reads them. */
function compareReasons(a: RelatedReason, b: RelatedReason): number {
  return b.weight - a.weight || (a.kind === b.kind ? compare(a.subject, b.subject) : 0);
}

function compare(one: number | string, other: number | string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
