import type { ArticleNotes } from "../importing/articles/article-notes.js";
import type { Format } from "../importing/formats.js";
import type { ImportReport } from "../importing/import-report.js";
import { toProblemLine } from "../importing/problem.js";
import { partNouns } from "../writing/write-result.js";

const longestList = 25;
const changes = ["created", "updated", "deleted", "unchanged"] as const;

/** The report of an import as the command prints it; that of a dry run differs in the last line only. */
export function renderImportReport(
  report: ImportReport,
  { path, format, isDryRun }: { path: string; format: Format; isDryRun: boolean },
): string {
  return [
    `${path} (${format})`,
    ...indent([
      ...renderCounts(report),
      ...renderChanged(report),
      ...(report.article ? renderArticle(report.article) : []),
      ...renderUnresolved(report),
      ...renderProblems(report),
      renderOutcome(report, isDryRun),
    ]),
  ].join("\n");
}

function renderCounts({ counts }: ImportReport): string[] {
  return changes.flatMap((change) => {
    const parts = [...counts].flatMap(([noun, tally]) => {
      const count = tally[change];
      return count === 0 ? [] : [`${count} ${noun}${count === 1 ? "" : "s"}`];
    });
    return parts.length === 0 ? [] : [`${change}: ${parts.join(", ")}`];
  });
}

function renderChanged({ changed, counts }: ImportReport): string[] {
  const nodes = [...counts].filter(([noun]) => !partNouns.some((part) => part === noun));
  const total = nodes.reduce((sum, [, { created, updated }]) => sum + created + updated, 0);
  const lines = changed.map(({ noun, slug, change }) => `${change} ${noun} ${slug}`);
  return renderList({ title: "changes", lines, total });
}

function renderUnresolved({ unresolvedLinks, unresolvedCount }: ImportReport): string[] {
  const lines = unresolvedLinks.map(({ post, title }) => `${post} → “${title}”`);
  return renderList({ title: "links to posts that do not exist yet", lines, total: unresolvedCount });
}

function renderProblems({ problems, problemCount }: ImportReport): string[] {
  const longest = problems.length;
  return renderList({ title: "problems", lines: problems.map(toProblemLine), total: problemCount, longest });
}

function renderArticle(notes: ArticleNotes): string[] {
  const linked = notes.linked.map(({ noun, slug, line }) => `${noun} ${slug} (line ${line})`);
  const dropped = notes.dropped.map(({ line, text, reason }) => `line ${line}: “${text}” (${reason})`);
  return [
    ...renderList({ title: "linked, profiles left as they are", lines: linked, total: linked.length }),
    ...renderTags(notes),
    ...renderList({ title: "dropped lines", lines: dropped, total: notes.droppedCount }),
  ];
}

function renderTags({ tagMatches, removedTags, isVocabularyEmpty }: ArticleNotes): string[] {
  if (isVocabularyEmpty) return ["tags: none, because the database has no tags to match the text with"];
  const describe = ({ slug, inTitle, mentions, passages }: ArticleNotes["tagMatches"][number]) =>
    `${slug} (${inTitle ? "in the title, " : ""}mentions: ${mentions}, passages: ${passages})`;
  const tagged = tagMatches.filter((match) => match.tagged).map(describe);
  const passing = tagMatches.filter((match) => !match.tagged).map(describe);
  return [
    ...(tagMatches.length === 0 ? ["tags: none is mentioned"] : []),
    ...renderList({ title: "tagged", lines: tagged, total: tagged.length }),
    ...renderList({ title: "tags removed from the post", lines: removedTags, total: removedTags.length }),
    ...renderList({ title: "mentioned in passing, not tagged", lines: passing, total: passing.length }),
  ];
}

function renderOutcome({ isRolledBack, problemCount, counts }: ImportReport, isDryRun: boolean): string {
  if (isDryRun) return "Dry run: nothing was written.";
  if (isRolledBack) return "Refused: nothing was written.";
  if (problemCount === 0) return counts.size === 0 ? "There was nothing to import." : "Written.";
  return counts.size === 0 ? "Nothing was written." : "Everything without a problem was written.";
}

interface ReportList {
  title: string;
  lines: readonly string[];
  total: number;
  /** How many lines are shown at the most. */
  longest?: number;
}

function renderList({ title, lines, total, longest = longestList }: ReportList): string[] {
  if (total === 0) return [];
  const shown = lines.slice(0, longest);
  const rest = total - shown.length;
  return [`${title} (${total}):`, ...indent(shown), ...(rest > 0 ? indent([`and ${rest} more`]) : [])];
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
