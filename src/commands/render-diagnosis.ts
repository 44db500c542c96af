import type { Diagnosis } from "../doctor/diagnose.js";
import type { CheckFindings } from "../doctor/findings.js";

/** What the doctor found, as the command prints it. */
export function renderDiagnosis({ counts, faults }: Diagnosis): string {
  const nodes = [...counts].map(([noun, count]) => `${count} ${noun}${count === 1 ? "" : "s"}`);
  return [
    ...(nodes.length === 0 ? [] : [`checked: ${nodes.join(", ")}`]),
    ...faults.flatMap(renderFindings),
    renderOutcome(faults),
  ].join("\n");
}

function renderFindings({ check, count, findings }: CheckFindings): string[] {
  const lines = findings.map(({ subject, message }) => `  ${subject}: ${message}`);
  const rest = count - findings.length;
  return [`${check} (${count}):`, ...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])];
}

function renderOutcome(faults: readonly CheckFindings[]): string {
  const total = faults.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return "The graph is consistent.";
  return `The graph is not consistent: ${total} ${total === 1 ? "fault" : "faults"}.`;
}
