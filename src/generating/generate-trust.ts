import type { CorrectionInput, NodeInputOf, SourceInput } from "../content/node-input.js";
import { expertName, expertSlug, type World } from "./generate-named-nodes.js";
import { writeSentences } from "./prose.js";
import { Random } from "./random.js";
import { objects, titleObjects, titleSubjects } from "./vocabulary.js";

const day = 24 * 60 * 60 * 1_000;
/** No clock is asked: nothing that was done lies behind it. */
const lastDay = "2025-01-01";

type Trust = Pick<NodeInputOf<"post">, "medicalReview" | "corrections" | "sources">;

/**
 * What a post of this number rests on: some sources for most, a review for every third, a correction now and then.
 *
 * Its stream of random numbers is its own, so that the rest of the post is what it was before there was any of this.
 */
export function generateTrust(world: World, index: number, publishedAt: string | undefined): Trust {
  const random = new Random(world.seed, "trust", index);
  const published = publishedAt?.slice(0, 10) ?? lastDay;
  const since = published < lastDay ? published : lastDay;
  const isCorrected = random.isTrue(0.05);
  return {
    ...(random.isTrue(0.3) && { medicalReview: writeReview(world, random, since) }),
    corrections: isCorrected ? [writeCorrection(random, since)] : [],
    sources: Array.from({ length: random.integer(0, 5) }, () => chooseSource(world, random)),
  };
}

/** Reviewed within half a year, and due again after one or two; some never again. */
function writeReview({ experts }: World, random: Random, since: string) {
  const expert = expertSlug(experts.choose(random));
  const reviewedOn = addDays(since, random.integer(0, 180), lastDay);
  const nextDue = addDays(reviewedOn, random.pick([365, 730]));
  return { expert, reviewedOn, ...(random.isTrue(0.8) && { nextDue }) };
}

function writeCorrection(random: Random, since: string): CorrectionInput {
  const correctedOn = addDays(since, random.integer(1, 400), lastDay);
  return {
    correctedOn,
    markdown: `An earlier version named **${random.pick(objects)}**. ${writeSentences(random, 80)}`,
  };
}

/** Posts share what they rely on: there is one publication for ten posts. */
function chooseSource(world: World, random: Random): SourceInput {
  return generatePublication(world, random.integer(1, Math.max(50, Math.floor(world.counts.posts / 10))));
}

/** The publication of this number. */
function generatePublication({ seed, experts }: World, number: number): SourceInput {
  const random = new Random(seed, "publication", number);
  return {
    title: `On ${random.pick(titleSubjects)} and ${random.pick(titleObjects)}`,
    authors: Array.from({ length: random.integer(0, 3) }, () => expertName(experts.choose(random))),
    ...(random.isTrue(0.8) && { publisher: "Journal of Invented Results" }),
    year: random.integer(1985, 2024),
    ...(random.isTrue(0.6) && { doi: `10.5555/invented.${number}` }),
    ...(random.isTrue(0.7) && { url: `https://library.example/papers/${number}` }),
  };
}

function addDays(from: string, days: number, latest = "9999"): string {
  const to = new Date(Date.parse(`${from}T00:00:00.000Z`) + days * day).toISOString().slice(0, 10);
  return to < latest ? to : latest;
}
