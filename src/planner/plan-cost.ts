import { GraphError } from "../errors.js";
import type { BranchPlan, ConnectionPlan, PlannedField, RootPlan, RowPlan } from "./plan.js";

/** What one request may cost. 20 posts with 20 tags and 20 contributions with a clinic each cost 1,261. */
export const maximumCost = 10_000;

/**
 * Adds a plan's cost to what the request has spent.
 *
 * @throws {GraphError} QUERY_TOO_COSTLY when that is more than `maximumCost`.
 */
export function spendCost(request: { cost: number }, plan: RootPlan): void {
  request.cost += countCost(plan);
  if (request.cost <= maximumCost) return;
  throw new GraphError(
    "QUERY_TOO_COSTLY",
    `The operation can answer with ${request.cost} objects; the maximum is ${maximumCost}. Ask for smaller pages (first or last) in lists that stand in each other, or split the operation.`,
  );
}

/**
 * How many objects an answer has at the most: 1 for each object, and for a connection 1 and the page's size
 * times what one node costs. Known from the plan alone, before any work is done.
 */
export function countCost(plan: RootPlan): number {
  switch (plan.kind) {
    case "lookup":
      return countRow(plan.row);
    case "list":
      return plan.ids.length * Math.max(0, ...plan.rows.map(countRow));
    case "connection":
      return countConnection(plan);
  }
}

function countRow({ branches }: RowPlan): number {
  return Math.max(...branches.map(countBranch));
}

function countBranch({ fields }: BranchPlan): number {
  return 1 + countFields(fields);
}

function countFields(fields: readonly PlannedField[]): number {
  return sum(
    fields.map(({ value }) => {
      if (value.kind === "toOne") return countRow(value.row);
      return value.kind === "connection" ? countConnection(value) : 0;
    }),
  );
}

function countConnection({ fields, page }: ConnectionPlan): number {
  const perNode = fields.map(({ value }) => {
    if (value.kind === "nodes") return countRow(value.row);
    if (value.kind !== "edges") return 0;
    return sum(value.fields.map((edge) => (edge.value.kind === "node" ? countRow(edge.value.row) : 0)));
  });
  return 1 + page.size * sum(perNode);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
