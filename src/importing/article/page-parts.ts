import type { ArticleByline } from "./article.js";
import { type AuthorBox, findAuthorBox, findTopCredit } from "./byline.js";
import type { Furniture } from "./furniture.js";
import { findPageEnd, namesContributor, type RoledLine } from "./line-roles.js";
import type { Line } from "./lines.js";
import { isProse } from "./prose.js";

export interface PageParts {
  /** The article's own lines, in order. */
  article: RoledLine[];
  byline?: ArticleByline;
  /** Lines that are no part of the article, in order, with the reason. */
  furniture: { line: Line; reason: string }[];
}

/** Separates the article's lines from the author's box and from the furniture of the page around them. */
export function toPageParts(lines: readonly RoledLine[]): PageParts {
  const box = findAuthorBox(lines);
  const byline = box?.byline ?? findTopCredit(lines);
  const reasons = toReasons(lines, box);
  const parts: PageParts = { article: [], furniture: [], ...(byline && { byline }) };
  for (const [at, line] of lines.entries()) {
    const reason = reasons[at];
    if (reason !== undefined) parts.furniture.push({ line, reason });
    else if (!isInside(box, at)) parts.article.push(line);
  }
  return parts;
}

/**
 * Why each line is no part of the article; undefined for the article's own lines and for name and bio in the box.
 *
 * What follows the author's box belongs to the page.
 */
function toReasons(lines: readonly RoledLine[], box: AuthorBox | undefined): (string | undefined)[] {
  const reasons = toFurnitureReasons(lines, box);
  return lines.map((line, at) => {
    const isAgain = line.text === lines[at - 1]?.text;
    if (reasons[at] !== undefined) return reasons[at];
    if (box && isInside(box, at)) return toBoxReason(box, line, at);
    if (box && at >= box.end) return "below the author's box";
    return isAgain && line.role === "contributor" ? "heading, printed again" : undefined;
  });
}

/** The box's first line and the bio say who the author is; the rest of it repeats or adorns that. */
function toBoxReason(box: AuthorBox, line: RoledLine, at: number): string | undefined {
  if (at === box.start) return undefined;
  if (line.text === box.byline.name) return "author's name, printed again";
  return line.role === "text" && isProse(line.text) ? undefined : "in the author's box";
}

/**
 * Why each line is furniture, by itself or by standing under furniture.
 *
 * Above the last contribution a list such as "Related Posts" takes only lines that are no running text, and above the
 * first one nothing ends the page: the article goes on behind it.
 */
function toFurnitureReasons(lines: readonly RoledLine[], box: AuthorBox | undefined): (string | undefined)[] {
  const first = lines.findIndex(namesContributor);
  const last = lines.slice(0, findPageEnd(lines)).findLastIndex(namesContributor);
  let open: Furniture | undefined;
  return lines.map((line, at) => {
    if (line.role === "furniture") {
      open = toOpen(open, line.furniture, at < first);
      return line.furniture.reason;
    }
    if (isInside(box, at) || (open && !takes(open, line, at > last))) open = undefined;
    return open && `under: ${open.reason}`;
  });
}

function isInside(box: AuthorBox | undefined, at: number): boolean {
  return box !== undefined && at >= box.start && at < box.end;
}

/** What lies open below a piece of furniture. */
function toOpen(open: Furniture | undefined, furniture: Furniture, isAboveContributions: boolean) {
  if (furniture.reach === "line" || open?.reach === "rest") return open;
  return furniture.reach === "rest" && isAboveContributions ? open : furniture;
}

function takes(open: Furniture, line: RoledLine, isBelowContributions: boolean): boolean {
  if (open.reach === "rest") return true;
  return line.role === "text" && (isBelowContributions || !isProse(line.text));
}
