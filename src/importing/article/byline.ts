import type { ArticleByline } from "./article.js";
import { findPageEnd, type RoledLine } from "./line-roles.js";
import { findNameFault, hasTopicWord } from "./person-name.js";
import { toMarkdown } from "./plain-markdown.js";
import { isProse, opensWithQuote } from "./prose.js";

const allPosts = /^view all (?:posts|articles|stories) by (.{1,200})$/iu;
const topCredit = /^(?:(?:written|posted|published) )?by:? (.{1,100})$/iu;
const organization =
  /\b(?:staff|team|editors?|editorial|desk|newsroom|magazine|media|news|network|group|foundation|institute|society|association|inc|llc|ltd|press|contributors)\b/iu;
/** Lines between the author's name and the link to the author's posts: a second print of the name, a bio. */
const longestBox = 6;

/** Where the author's box begins and ends in the lines (the end is exclusive), and what it says. */
export interface AuthorBox {
  byline: ArticleByline;
  start: number;
  end: number;
}

/**
 * The author's box below the article: the name (mostly printed twice), `View all posts by …`, the bio.
 *
 * The link alone is enough; without it the name must stand there twice behind the last contribution. The bio is the
 * running text right behind the name or the link. An author is an ORGANIZATION when the name has a word such as
 * Staff, Team, Editorial, Magazine or Inc, else a PERSON.
 */
export function findAuthorBox(lines: readonly RoledLine[]): AuthorBox | undefined {
  return findLinkedBox(lines) ?? findRepeatedName(lines);
}

/** The author named by a line `By …` between the title and the first running text. */
export function findTopCredit(lines: readonly RoledLine[]): ArticleByline | undefined {
  for (const { role, text, line } of lines) {
    if (role === "contributor" || isProse(text)) return undefined;
    const name = topCredit.exec(text)?.[1];
    if (name !== undefined && isAuthorName(name)) return { name, kind: toKind(name), line };
  }
  return undefined;
}

function findLinkedBox(lines: readonly RoledLine[]): AuthorBox | undefined {
  const first = lines.findIndex(({ role }) => role === "contributor");
  const link = lines.findIndex(({ text }, at) => at > first && allPosts.test(text));
  const name = allPosts.exec(lines[link]?.text ?? "")?.[1];
  if (name === undefined) return undefined;
  const from = Math.max(first + 1, link - longestBox);
  const named = lines.slice(from, link).findIndex(({ text }) => text === name);
  return toBox(lines, { name, start: named < 0 ? link : from + named, bioStart: link + 1 });
}

/** A list of posts prints titles twice as well: names are looked for between the last contribution and such a list. */
function findRepeatedName(lines: readonly RoledLine[]): AuthorBox | undefined {
  const page = lines.slice(0, findPageEnd(lines));
  const last = page.findLastIndex((line) => line.role === "contributor" && line.heading.clinic !== undefined);
  const list = page.findIndex(
    (line, at) => at > last && line.role === "furniture" && line.furniture.reach === "section",
  );
  const below = list < 0 ? page : page.slice(0, list);
  const start = below.findIndex(
    ({ text }, at) => at > last && text === below[at + 1]?.text && isAuthorName(text),
  );
  const name = below[start]?.text;
  if (name === undefined) return undefined;
  const isContribution =
    opensWithQuote(lines[start + 2]?.text ?? "") ||
    page.slice(start + 2).some(({ role }) => role === "contributor");
  return isContribution ? undefined : toBox(lines, { name, start, bioStart: start + 2 });
}

function toBox(
  lines: readonly RoledLine[],
  place: { name: string; start: number; bioStart: number },
): AuthorBox {
  const { name, start, bioStart } = place;
  const isBio = (line: RoledLine) => line.role === "text" && isProse(line.text);
  const stop = lines.findIndex((line, at) => at >= bioStart && !isBio(line));
  const end = stop < 0 ? lines.length : stop;
  const above = lines.slice(start, bioStart).filter((line) => line.text !== name && isBio(line));
  const bio = toMarkdown([...above, ...lines.slice(bioStart, end)]);
  const line = lines[start]?.line ?? 0;
  return { byline: { name, kind: toKind(name), ...(bio && { bio }), line }, start, end };
}

function isAuthorName(text: string): boolean {
  const [name = ""] = text.split(",");
  if (text.length > 100 || hasTopicWord(name)) return false;
  return organization.test(name) || findNameFault(name.replace(/^Dr\.? /u, "")) === undefined;
}

function toKind(name: string): ArticleByline["kind"] {
  return organization.test(name) ? "ORGANIZATION" : "PERSON";
}
