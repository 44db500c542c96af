import { toListText } from "./list-text.js";
import type { ConditionPlan } from "./plan.js";
import type { PlannedArguments } from "./plan-inputs.js";

/** An argument that lists values of a property; the list is short where it stands in the document. */
export function planFilters(
  filters: Readonly<Record<string, string>>,
  values: PlannedArguments,
): ConditionPlan[] {
  return Object.entries(filters).flatMap(([argument, path]): ConditionPlan[] => {
    const isGiven = values.assume((given) => Array.isArray(given[argument]));
    if (!isGiven) return [];
    const list = values.parameter((given) => toListText([...new Set(given[argument] as unknown[])]));
    return [{ kind: "oneOf", path, values: typeof list === "object" ? list : JSON.parse(String(list)) }];
  });
}
