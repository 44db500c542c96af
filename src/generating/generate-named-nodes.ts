import type { NodeInputOf } from "../content/node-input.js";
import type { Counts } from "./counts.js";
import { numbered, pairWords, toSlug } from "./names.js";
import { writeParagraphs } from "./prose.js";
import { Random } from "./random.js";
import type { RankedChoice } from "./ranked-choice.js";
import {
  clinicKinds,
  countryNames,
  credentials,
  familyNames,
  givenNames,
  honorifics,
  jobTitles,
  middleInitials,
  placeBeginnings,
  placeEndings,
  tagAngles,
  taglines,
  tagThemes,
} from "./vocabulary.js";

/** What the slugs and names of a run follow from, and who and what comes up how often. */
export interface World {
  seed: number;
  counts: Counts;
  tags: RankedChoice;
  experts: RankedChoice;
  clinics: RankedChoice;
  cities: RankedChoice;
}

const countrySlug = (index: number) => `country-${index + 1}`;
const stateSlug = (index: number) => `state-${index + 1}`;
const citySlug = (index: number) => `${toSlug(cityName(index))}-${index + 1}`;

/** Countries, then their states, then the cities of those. */
export function* generateRegions({ counts }: World): Generator<NodeInputOf<"region">> {
  for (let index = 0; index < counts.countries; index += 1) {
    const round = Math.floor(index / countryNames.length);
    const name = numbered(countryNames[index % countryNames.length] ?? "", round);
    yield { type: "region", slug: countrySlug(index), name };
  }
  for (let index = 0; index < counts.states; index += 1) {
    const parent = countrySlug(index % counts.countries);
    yield { type: "region", slug: stateSlug(index), name: `${cityName(index * 3)} State`, parent };
  }
  for (let index = 0; index < counts.cities; index += 1) {
    const parent = stateSlug(index % counts.states);
    yield { type: "region", slug: citySlug(index), name: cityName(index), parent };
  }
}

function cityName(index: number): string {
  const { first, second, round } = pairWords(index, placeBeginnings, placeEndings);
  return numbered(first + second, round);
}

function tagName(index: number): string {
  // The first and heaviest tags are the themes themselves.
  const theme = tagThemes[index];
  if (theme !== undefined) return theme;
  const { first, second, round } = pairWords(index - tagThemes.length, tagThemes, tagAngles);
  return numbered(`${first} ${second}`, round);
}

export function tagSlug(index: number): string {
  return toSlug(tagName(index));
}

const tagKinds = ["CONDITION", "TREATMENT", "TOPIC"] as const;
/** Where a theme stands in the vocabulary tells its kind: conditions, then treatments, then topics. */
const firstOfKind = [0, tagThemes.indexOf("Breathwork"), tagThemes.indexOf("Safety")] as const;

/** Themes, and narrower tags below them. */
export function* generateTags({ seed, counts }: World): Generator<NodeInputOf<"tag">> {
  for (let index = 0; index < counts.tags; index += 1) {
    const random = new Random(seed, "tag", index);
    const theme = index % tagThemes.length;
    const kind = tagKinds[firstOfKind.filter((first) => theme >= first).length - 1] ?? "TOPIC";
    const name = tagName(index);
    const synonyms = random.isTrue(0.3) ? [`${name} “Explained”`, `About ${name}`] : [];
    const parent = index < tagThemes.length ? undefined : tagSlug(theme);
    yield { type: "tag", slug: tagSlug(index), name, kind, synonyms, ...(parent && { parent }) };
  }
}

export function clinicName(index: number): string {
  const { first, second, round } = pairWords(index, placeBeginnings, clinicKinds);
  return numbered(`${first} ${second}`, round);
}

/** Clinics in cities with a location, and some that treat at a distance only. */
export function* generateClinics(world: World): Generator<NodeInputOf<"clinic">> {
  for (let index = 0; index < world.counts.clinics; index += 1) {
    const random = new Random(world.seed, "clinic", index);
    const telehealth = random.isTrue(0.35);
    yield {
      type: "clinic",
      slug: toSlug(clinicName(index)),
      name: clinicName(index),
      ...(random.isTrue(0.7) && { tagline: random.pick(taglines) }),
      ...(random.isTrue(0.8) && { website: `https://clinic-${index + 1}.example/` }),
      ...(random.isTrue(telehealth ? 0.5 : 0.95) && placeClinic(world, random)),
      telehealth,
      treatments: world.tags.chooseSome(random, random.integer(0, 4)).map(tagSlug),
    };
  }
}

function placeClinic({ cities }: World, random: Random) {
  const city = cities.choose(random);
  const toDegrees = (range: number) => random.integer(-range * 10_000, range * 10_000) / 10_000;
  return {
    city: cityName(city),
    region: citySlug(city),
    ...(random.isTrue(0.9) && { latitude: toDegrees(60), longitude: toDegrees(180) }),
  };
}

export function expertName(index: number): string {
  const { first, second, round } = pairWords(index, givenNames, familyNames);
  const initial = middleInitials[(round - 1) % middleInitials.length];
  return numbered(
    round === 0 ? `${first} ${second}` : `${first} ${initial} ${second}`,
    Math.max(round - 20, 0),
  );
}

export function expertSlug(index: number): string {
  return `${toSlug(expertName(index))}-${index + 1}`;
}

export function* generateExperts(world: World): Generator<NodeInputOf<"expert">> {
  for (let index = 0; index < world.counts.experts; index += 1) {
    const random = new Random(world.seed, "expert", index);
    const clinic = toSlug(clinicName(world.clinics.choose(random)));
    yield {
      type: "expert",
      slug: expertSlug(index),
      name: expertName(index),
      ...(random.isTrue(0.6) && { honorific: random.pick(honorifics) }),
      credentials: chooseCredentials(random),
      ...(random.isTrue(0.8) && { title: random.pick(jobTitles) }),
      ...(random.isTrue(0.7) && { bio: writeParagraphs(random, random.integer(200, 600)) }),
      ...(random.isTrue(0.9) && { clinic }),
    };
  }
}

export function chooseCredentials(random: Random): string[] {
  return [...new Set(Array.from({ length: random.integer(0, 3) }, () => random.pick(credentials)))];
}

export function authorSlug(index: number): string {
  return `author-${index + 1}`;
}

export function* generateAuthors({ seed, counts }: World): Generator<NodeInputOf<"author">> {
  for (let index = 0; index < counts.authors; index += 1) {
    const random = new Random(seed, "author", index);
    const isStaff = index % 4 === 0;
    const { first, second, round } = pairWords(index, familyNames, givenNames);
    yield {
      type: "author",
      slug: authorSlug(index),
      name: isStaff ? `The ${clinicName(index)} Desk` : numbered(`${second} ${first}`, round),
      kind: isStaff ? "ORGANIZATION" : "PERSON",
      ...(random.isTrue(0.6) && { bio: writeParagraphs(random, 250) }),
    };
  }
}
