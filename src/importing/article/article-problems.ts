import type { Problem } from "../problem.js";
import type { BlockDraft } from "./blocks.js";
import type { RoledLine } from "./line-roles.js";
import type { Line } from "./lines.js";

/** A log or a list of references has thousands of lines that look like headings. */
const mostHeadingProblems = 20;

/** The problem with a page whose first lines are no title. */
export function toTitleProblem(lines: readonly Line[], source: string): Problem {
  const first = lines[0];
  const message =
    "No title was found. The article must begin with its title on a line of its own, as the page prints it, " +
    `but begins with “${(first?.text ?? "").slice(0, 60)}”.`;
  return { source, ...(first && { line: first.line }), code: "TITLE_MISSING", message };
}

/** The problems with contributors' headings; none at all is one, too. At most 20 headings are named. */
export function findContributionProblems(
  lines: readonly RoledLine[],
  drafts: readonly BlockDraft[],
  source: string,
): Problem[] {
  const faults = [...lines.flatMap(toUnreadable), ...drafts.flatMap(toWordless)].sort(
    (a, b) => a.line - b.line,
  );
  const problems = faults.slice(0, mostHeadingProblems).map(({ line, message }): Problem => {
    return { source, line, code: "HEADING_UNREADABLE", message };
  });
  const unnamed = faults.length - problems.length;
  if (unnamed > 0)
    problems.push({ source, code: "HEADING_UNREADABLE", message: `${unnamed} more headings like these.` });
  if (faults.length === 0 && !drafts.some(({ kind }) => kind === "contribution")) {
    problems.push({ source, code: "CONTRIBUTION_MISSING", message: contributionMissing });
  }
  return problems;
}

const form = "“Dr. Jane Roe, MD, Medical Director – Harbor Clinic”";
const contributionMissing = `No contribution was found: no line names a contributor, such as ${form}, above that person's words.`;

interface HeadingFault {
  line: number;
  message: string;
}

function toUnreadable(line: RoledLine): HeadingFault[] {
  if (line.role !== "unreadable") return [];
  const message = `The heading “${line.text.slice(0, 80)}” cannot be split: ${line.why}. It should look like ${form}.`;
  return [{ line: line.line, message }];
}

function toWordless(draft: BlockDraft): HeadingFault[] {
  if (draft.kind !== "contribution" || draft.paragraphs.length > 0) return [];
  const message = `The heading names ${draft.heading.name}, but no words of that person follow it.`;
  return [{ line: draft.line, message }];
}
