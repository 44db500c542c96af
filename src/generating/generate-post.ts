import type { BlockInput, NodeInputOf } from "../content/node-input.js";
import {
  authorSlug,
  chooseCredentials,
  clinicName,
  expertName,
  expertSlug,
  tagSlug,
  type World,
} from "./generate-named-nodes.js";
import { generateTrust } from "./generate-trust.js";
import { toSlug } from "./names.js";
import { writeParagraphs, writeSentences } from "./prose.js";
import { Random } from "./random.js";
import {
  endings,
  jobTitles,
  objects,
  subjects,
  titleObjects,
  titleOpenings,
  titleSubjects,
  titleVerbs,
} from "./vocabulary.js";

const hour = 3_600_000;
const firstPublication = Date.UTC(2015, 0, 5, 8);
const lastPublication = Date.UTC(2025, 0, 5, 8);
/** No clock is asked: far enough for every run. */
const scheduled = "2099-01-01T00:00:00.000Z";

/** The post of this number; its links name other posts of the run, before and after it. */
export function generatePost(world: World, index: number): NodeInputOf<"post"> {
  const random = new Random(world.seed, "post", index);
  const title = postTitle(world, index);
  const slug = postSlug(world, index);
  const excerpt = random.isTrue(0.85) ? { excerpt: writeSentences(random, 120) } : {};
  const publication = choosePublication(world, random, index);
  return {
    type: "post",
    slug,
    title,
    ...excerpt,
    ...publication,
    ...(random.isTrue(0.95) && { author: authorSlug(random.integer(0, world.counts.authors - 1)) }),
    tags: world.tags.chooseSome(random, random.integer(1, 6)).map(tagSlug),
    ...generateTrust(world, index, publication.publishedAt),
    blocks: arrangeBlocks(world, random),
  };
}

function postTitle({ seed }: World, index: number): string {
  const random = new Random(seed, "title", index);
  const clause = `${random.pick(titleSubjects)} ${random.pick(titleVerbs)} ${random.pick(titleObjects)}`;
  return `${random.pick(titleOpenings)} ${clause}, Part ${index + 1}`;
}

function postSlug(world: World, index: number): string {
  return toSlug(postTitle(world, index));
}

/** Later posts are newer by and large; editors publish on the hour, so that many share their time with others. */
function choosePublication({ counts }: World, random: Random, index: number) {
  const age = (lastPublication - firstPublication) * (index / counts.posts);
  const jitter = random.integer(-60 * 24, 60 * 24) * hour;
  const exact = random.isTrue(0.4) ? random.integer(0, hour - 1) : 0;
  const rounded = Math.floor((firstPublication + age + jitter) / hour) * hour;
  const publishedAt = new Date(rounded + exact).toISOString();
  const chance = random.fraction();
  if (chance < 0.03) return { status: "DRAFT" } as const;
  if (chance < 0.06) return { status: "ARCHIVED", publishedAt } as const;
  if (chance < 0.07) return { status: "PUBLISHED", publishedAt: scheduled } as const;
  const isRevised = random.isTrue(0.2);
  const updatedAt = new Date(rounded + exact + random.integer(1, 500) * hour).toISOString();
  return { status: "PUBLISHED", publishedAt, ...(isRevised && { updatedAt }) } as const;
}

/** Text, about three thousand characters in all, with contributions and related lines between its blocks. */
function arrangeBlocks(world: World, random: Random): BlockInput[] {
  const textCount = random.integer(4, 6);
  const texts = Array.from({ length: textCount }, (_, place) =>
    writeText(world, random, { place, length: Math.floor(random.integer(2_500, 3_400) / textCount) }),
  );
  const others = [
    ...Array.from({ length: random.integer(0, 8) }, () => writeContribution(world, random)),
    ...Array.from({ length: random.integer(0, 3) }, () => writeRelated(world, random)),
  ];
  const blocks: BlockInput[] = texts.slice(0, 1);
  const rest = texts.slice(1);
  for (const block of others) {
    if (rest.length > 0 && random.isTrue(0.6)) blocks.push(...rest.splice(0, 1));
    blocks.push(block);
  }
  return [...blocks, ...rest];
}

function writeText(
  world: World,
  random: Random,
  { place, length }: { place: number; length: number },
): BlockInput {
  const heading = place > 0 && random.isTrue(0.6) ? `## ${toHeading(random)}\n\n` : "";
  const marked = random.isTrue(0.3) ? `${writeMarkedParagraph(world, random)}\n\n` : "";
  return { kind: "text", markdown: heading + marked + writeParagraphs(random, length - marked.length) };
}

function toHeading(random: Random): string {
  const text = `${random.pick(subjects)} ${random.pick(endings)}`;
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/[“”]/g, "");
}

/** What a parser of Markdown is needed for: emphasis, links to posts and to other sites, lists, escapes. */
function writeMarkedParagraph(world: World, random: Random): string {
  const emphasis = `It is **${random.pick(objects)}**, and *${random.pick(endings)}*.`;
  const words = random.pick(objects);
  switch (random.integer(0, 3)) {
    case 0:
      return `${emphasis} More on [${words}](/posts/${postSlug(world, chooseOtherPost(world, random))}).`;
    case 1:
      return `${emphasis} See [${words}](https://library.example/${random.integer(1, 999)}?a=1&b=2).`;
    case 2:
      return `${emphasis}\n\n- ${random.pick(subjects)}\n- ${random.pick(subjects)}\n- \`${random.pick(objects)}\``;
    default:
      return `${emphasis} Rated 4\\* by [one of us](/posts/not-written-yet-${random.integer(1, 999)}).`;
  }
}

/** The old posts are pointed at most, and some by many. */
function chooseOtherPost({ counts }: World, random: Random): number {
  const nearness = random.fraction() * random.fraction();
  return Math.floor(nearness * counts.posts);
}

const kinds = ["QUOTE", "QUOTE", "STATEMENT", "PARAPHRASE"] as const;

function writeContribution(world: World, random: Random): BlockInput {
  const expert = world.experts.choose(random);
  const text = writeParagraphs(random, random.integer(400, 780));
  const markdown = random.isTrue(0.1) ? text.replace(/(\w+ \w+)\.$/, "**$1**.") : text;
  return {
    kind: "contribution",
    expert: expertSlug(expert),
    contribution: random.pick(kinds),
    markdown,
    ...(random.isTrue(0.3) && { attribution: writeAttribution(world, random, expert) }),
  };
}

/** As it was printed in those days: another title, another clinic. */
function writeAttribution({ clinics }: World, random: Random, expert: number) {
  return {
    name: expertName(expert),
    credentials: chooseCredentials(random),
    ...(random.isTrue(0.7) && { title: random.pick(jobTitles) }),
    ...(random.isTrue(0.8) && { clinic: clinicName(clinics.choose(random)) }),
  };
}

function writeRelated(world: World, random: Random): BlockInput {
  const target = chooseOtherPost(world, random);
  const chance = random.fraction();
  const title = postTitle(world, target);
  if (chance < 0.15) return { kind: "related", title: `${title}, Continued Elsewhere` };
  if (chance < 0.3) return { kind: "related", title };
  const post = postSlug(world, target);
  return chance < 0.35 ? { kind: "related", post } : { kind: "related", post, title };
}
