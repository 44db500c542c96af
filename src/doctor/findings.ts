/** One thing that is off. */
export interface Finding {
  /** Which kind of invariant it breaks: `positions`. */
  check: string;
  /** What it is about, by slug or id: `post calm-nights`, `link_…`. */
  subject: string;
  /** What is wrong with the subject, and what would be right. */
  message: string;
}

/** What one kind of check found: how much, and the first of it. */
export interface CheckFindings {
  check: string;
  count: number;
  findings: Finding[];
}

/** How many findings of one kind are listed; the others are counted. */
export const mostListed = 25;

/** Collects findings by kind; a graph that is wrong throughout takes no more memory than one that is nearly right. */
export class Findings {
  private readonly byCheck = new Map<string, CheckFindings>();

  add(check: string, subject: string, message: string): void {
    const kind = this.kindOf(check);
    kind.count += 1;
    if (kind.findings.length < mostListed) kind.findings.push({ check, subject, message });
  }

  /** Counts findings that nobody has read. */
  addUnlisted(check: string, count: number): void {
    this.kindOf(check).count += count;
  }

  /** The kinds of which there is any, in the order in which they were found. */
  list(): CheckFindings[] {
    return [...this.byCheck.values()];
  }

  private kindOf(check: string): CheckFindings {
    const known = this.byCheck.get(check) ?? { check, count: 0, findings: [] };
    this.byCheck.set(check, known);
    return known;
  }
}
