import type { NodeInput } from "../content/node-input.js";
import { toCounts } from "./counts.js";
import {
  generateAuthors,
  generateClinics,
  generateExperts,
  generateRegions,
  generateTags,
  type World,
} from "./generate-named-nodes.js";
import { generatePost } from "./generate-post.js";
import { RankedChoice } from "./ranked-choice.js";

/** Raised by any change of what is generated; kept databases are named after it. */
export const generatorVersion = 2;

export interface GenerateOptions {
  /** 0 to `maximumPosts`. */
  posts: number;
  /** 0 to `maximumSeed`; the same seed and number of posts give the same nodes, always and everywhere. */
  seed: number;
}

/**
 * Nodes of an invented publisher with so many posts, one at a time; each names only what came before it, but for
 * links, which may lead to later posts or nowhere.
 */
export function* generateContent({ posts, seed }: GenerateOptions): Generator<NodeInput> {
  const world = createWorld(posts, seed);
  yield* generateRegions(world);
  yield* generateTags(world);
  yield* generateClinics(world);
  yield* generateExperts(world);
  yield* generateAuthors(world);
  for (let index = 0; index < posts; index += 1) yield generatePost(world, index);
}

function createWorld(posts: number, seed: number): World {
  const counts = toCounts(posts);
  return {
    seed,
    counts,
    tags: new RankedChoice(counts.tags),
    experts: new RankedChoice(counts.experts),
    clinics: new RankedChoice(counts.clinics),
    cities: new RankedChoice(counts.cities),
  };
}
