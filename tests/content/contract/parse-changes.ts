/** How much a change asks of clients, as headings of schema/CHANGES.md say it. */
export type Severity = "Breaking" | "Dangerous" | "Compatible";

/** A change that the page lists. */
export interface ListedChange {
  severity: Severity;
  /** Where: `Post.title`, `Query.posts.first`. */
  path: string;
  /** What, in the comparer's words: `field removed`. */
  kind: string;
  reason: string;
  /** Line of the page, from 1. */
  line: number;
}

/** The changes of one release; those since the last one come under `Unreleased`. */
export interface ChangesSection {
  version: string;
  changes: ListedChange[];
}

const patterns = {
  title: /^# .+$/,
  section: /^## (Unreleased|\d+\.\d+\.\d+)$/,
  severity: /^### (Breaking|Dangerous|Compatible)$/,
  change: /^- `([\w.@]+)` \(([a-z ]+)\): (\S.*)$/,
  continued: /^ {2}\S.*$/,
} as const;

/**
 * Reads schema/CHANGES.md: an introduction, and a section for each version with changes under how severe they are.
 *
 * A section may begin with prose. A change is `` - `PATH` (KIND): REASON `` and may go on in lines that are indented by two.
 * @throws {SyntaxError} naming the first line that is none of this.
 */
export function parseChanges(text: string): ChangesSection[] {
  const sections: ChangesSection[] = [];
  let severity: Severity | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const section = sections.at(-1);
    const started = patterns.section.exec(line)?.[1];
    const ranked = patterns.severity.exec(line)?.[1];
    if (started !== undefined) {
      sections.push({ version: started, changes: [] });
      severity = undefined;
    } else if (ranked !== undefined && section) severity = ranked as Severity;
    else if (severity && section) readChange(section, { severity, line, number: index + 1 });
    else if (line.startsWith("#") && !(index === 0 && patterns.title.test(line))) refuse(line, index + 1);
  }
  return sections;
}

function readChange(
  { changes }: ChangesSection,
  { severity, line, number }: { severity: Severity; line: string; number: number },
): void {
  const last = changes.at(-1);
  const [, path, kind, reason] = patterns.change.exec(line) ?? [];
  if (path !== undefined && kind !== undefined && reason !== undefined) {
    changes.push({ severity, path, kind, reason, line: number });
  } else if (last?.severity === severity && patterns.continued.test(line)) {
    last.reason += ` ${line.trim()}`;
  } else if (line !== "") refuse(line, number);
}

function refuse(line: string, number: number): never {
  throw new SyntaxError(
    `schema/CHANGES.md, line ${number}: "${line}" is not read. It takes "## Unreleased" or "## 1.2.3", under these "### Breaking", "### Dangerous" or "### Compatible", and under these "- \`Type.field\` (field removed): the reason".`,
  );
}
