/** A step of a query plan, and the steps that are part of it. */
export interface PlanStep {
  text: string;
  steps: PlanStep[];
}

/** Lines that two spaces each indent by one level, as a tree. */
export function toPlanTree(lines: readonly string[]): PlanStep[] {
  const root: PlanStep[] = [];
  const open = [root];
  for (const line of lines) {
    const text = line.trimStart();
    const step = { text, steps: [] };
    open.length = Math.min(open.length, (line.length - text.length) / 2 + 1);
    open.at(-1)?.push(step);
    open.push(step.steps);
  }
  return root;
}
