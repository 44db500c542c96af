import type { Problem } from "../problem.js";
import type { ParsedArticle } from "./article.js";
import { findContributionProblems, toTitleProblem } from "./article-problems.js";
import { toBlockDrafts } from "./blocks.js";
import { toRoledLines } from "./line-roles.js";
import { type Line, toParagraphs } from "./lines.js";
import { findMarkup } from "./markup.js";
import { toPageParts } from "./page-parts.js";
import { readText } from "./read-text.js";
import { markSections } from "./section-headings.js";
import { findTitle } from "./title.js";
import { toArticle } from "./to-article.js";

export type ArticleReading = { article: ParsedArticle } | { problems: Problem[] };

/**
 * Reads the text of a published article page as a browser's "select all, copy" gives it.
 *
 * Every problem that can be found in one run is reported; `source` names the file in them. Takes time in proportion
 * to the file's size.
 */
export function parseArticle(bytes: Uint8Array, source: string): ArticleReading {
  const read = readText(bytes, source);
  if ("problem" in read) return { problems: [read.problem] };
  const lines = toParagraphs(read.text);
  if (lines.length === 0)
    return { problems: [{ source, code: "NOT_AN_ARTICLE", message: "The file is empty." }] };
  const markup = findMarkup(lines, source);
  return markup ? { problems: [markup] } : parseLines(lines, source);
}

function parseLines(lines: readonly Line[], source: string): ArticleReading {
  const title = findTitle(lines);
  const parts = toPageParts(toRoledLines(title?.body ?? lines));
  const drafts = toBlockDrafts(markSections(parts.article));
  const problems = findContributionProblems(parts.article, drafts, source);
  if (title && problems.length === 0) return { article: toArticle(title, parts, drafts) };
  return { problems: title ? problems : [toTitleProblem(lines, source), ...problems] };
}
