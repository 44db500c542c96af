import {
  type ConnectionPartPlan,
  type ConnectionPlan,
  type EdgePartPlan,
  listNodes,
  type RootPlan,
  type RowPlan,
  type ValuePlan,
} from "./plan.js";

type Test = (value: ValuePlan) => boolean;

/** Whether a test holds for any value that a root field's answer is made of, itself included. */
export function someValue(plan: RootPlan, test: Test): boolean {
  if (plan.kind === "connection") return someOf(plan, test);
  return listRows(plan).some((row) => someOfRow(row, test));
}

function listRows(plan: Exclude<RootPlan, ConnectionPlan>): readonly RowPlan[] {
  switch (plan.kind) {
    case "nothing":
      return [];
    case "lookup":
      return [plan.row];
    case "list":
      return plan.rows;
    case "resolvedUrl":
      return listNodes(plan).map(({ row }) => row);
  }
}

function someOf(value: EdgePartPlan, test: Test): boolean {
  if (value.kind === "cursor" || value.kind === "distance") return false;
  if (value.kind === "node") return someOfRow(value.row, test);
  return test(value) || someBelow(value, test);
}

function someBelow(value: ValuePlan, test: Test): boolean {
  if ("row" in value) return someOfRow(value.row, test);
  switch (value.kind) {
    case "firstTarget":
      return value.targets.some((target) => someOf(target, test));
    case "embedded":
    case "derived":
      return value.fields.some((field) => someOf(field.value, test));
    case "connection":
      return value.fields.some((part) => someOfPart(part.value, test));
    default:
      return false;
  }
}

function someOfRow({ branches }: RowPlan, test: Test): boolean {
  return branches.some(({ fields }) => fields.some(({ value }) => someOf(value, test)));
}

function someOfPart(part: ConnectionPartPlan, test: Test): boolean {
  switch (part.kind) {
    case "nodes":
      return someOf(part.value, test);
    case "edges":
      return part.fields.some(({ value }) => someOf(value, test));
    case "facets":
      return part.fields.some(({ value }) => value.kind === "facet" && someOfRow(value.row, test));
    default:
      return false;
  }
}
