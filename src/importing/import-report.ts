import type { Change, WrittenNode, WrittenPart } from "../writing/write-result.js";
import type { ArticleNotes } from "./articles/article-notes.js";
import type { Problem } from "./problem.js";

export type ReportedNoun = WrittenNode["noun"] | WrittenPart["noun"];

/** A link that leads nowhere yet. */
export interface UnresolvedLink {
  /** Slug of the post that has the link. */
  post: string;
  title: string;
}

/** What an import did, or would do. Lists are cut where they get long; the counts are of everything. */
export interface ImportReport {
  counts: Map<ReportedNoun, Record<Change, number>>;
  /** Nodes that were created or updated. */
  changed: WrittenNode[];
  problems: Problem[];
  problemCount: number;
  unresolvedLinks: UnresolvedLink[];
  unresolvedCount: number;
  /** What only an article has to report. */
  article?: ArticleNotes;
  /** Whether the database is as it was before. */
  isRolledBack: boolean;
}

const longestList = 1_000;

export function emptyReport(): ImportReport {
  return {
    counts: new Map(),
    changed: [],
    problems: [],
    problemCount: 0,
    unresolvedLinks: [],
    unresolvedCount: 0,
    isRolledBack: false,
  };
}

export function addProblems(report: ImportReport, problems: readonly Problem[]): void {
  report.problemCount += problems.length;
  report.problems.push(...problems.slice(0, Math.max(longestList - report.problems.length, 0)));
}

export function addWritten(report: ImportReport, node: WrittenNode): void {
  count(report, node.noun, node.change);
  for (const { noun, change } of node.parts) count(report, noun, change);
  if (node.change === "unchanged" || report.changed.length >= longestList) return;
  report.changed.push({ ...node, parts: [] });
}

function count({ counts }: ImportReport, noun: ReportedNoun, change: Change): void {
  const tally = counts.get(noun) ?? { created: 0, updated: 0, unchanged: 0, deleted: 0 };
  tally[change] += 1;
  counts.set(noun, tally);
}
