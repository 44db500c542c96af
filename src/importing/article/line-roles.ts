import type { ArticleHeading } from "./article.js";
import { type Furniture, findFurniture } from "./furniture.js";
import { type HeadingReading, readHeading } from "./heading.js";
import type { Line } from "./lines.js";
import { isProse } from "./prose.js";

const relatedLine = /^related\s?:\s?(.{1,300})$/iu;

/** A line of the page and what it is there for; `section` lines are headings of the editors' text. */
export type RoledLine = Line &
  (
    | { role: "text" | "section" }
    | { role: "related"; title: string }
    | { role: "contributor"; heading: ArticleHeading }
    | { role: "unreadable"; why: string }
    | { role: "furniture"; furniture: Furniture }
  );

/** Tells related lines, contributors' headings and furniture from text, line by line. */
export function toRoledLines(lines: readonly Line[]): RoledLine[] {
  const roled: RoledLine[] = [];
  let next: Draft | undefined;
  let body: Draft | undefined;
  for (const draft of lines.map(toDraft).reverse()) {
    // Both prints of a heading that stands there twice are judged by what follows the second.
    if (draft.text !== next?.text) body = next;
    roled.push(settle(draft, body));
    if (draft.role !== "related" && draft.role !== "furniture") next = draft;
  }
  return roled.reverse();
}

/** True for headings of contributions, also those that cannot be split. */
export function namesContributor({ role }: RoledLine): boolean {
  return role === "contributor" || role === "unreadable";
}

/** Where the article ends at the latest: at furniture below its contributors that takes the rest of the page. */
export function findPageEnd(lines: readonly RoledLine[]): number {
  const first = lines.findIndex(namesContributor);
  const end = lines.findIndex((line, at) => {
    return at > first && line.role === "furniture" && line.furniture.reach === "rest";
  });
  return end < 0 ? lines.length : end;
}

type Draft = RoledLine | (Line & { role: "heading"; reading: HeadingReading & { kind: "heading" } });

function toDraft(line: Line): Draft {
  const related = relatedLine.exec(line.text)?.[1];
  if (related !== undefined) return { ...line, role: "related", title: related };
  const furniture = findFurniture(line.text);
  if (furniture) return { ...line, role: "furniture", furniture };
  const reading = readHeading(line.text);
  if (reading.kind === "heading") return { ...line, role: "heading", reading };
  if (reading.kind === "unreadable") return { ...line, role: "unreadable", why: reading.why };
  return { ...line, role: "text" };
}

function settle(draft: Draft, body: Draft | undefined): RoledLine {
  if (draft.role !== "heading") return draft;
  const { reading, ...line } = draft;
  const hasWords = body?.role === "text" && isProse(body.text);
  return reading.isCertain || hasWords
    ? { ...line, role: "contributor", heading: reading.heading }
    : { ...line, role: "text" };
}
