import {
  type ConnectionPartPlan,
  type ConnectionPlan,
  type EdgePartPlan,
  listNodes,
  type PlannedField,
  type RootPlan,
  type RowPlan,
} from "./plan.js";

type FacetsPlan = Extract<ConnectionPartPlan, { kind: "facets" }>;

type Json = Readonly<Record<string, unknown>>;

/** How many rows became objects of a root field's answer; one that stands in two places counts twice. */
export function countRows(plan: RootPlan, value: unknown): number {
  switch (plan.kind) {
    case "lookup":
      return countRow(plan.row, value);
    case "list":
      return sum(
        (value as unknown[]).map((row) => Math.max(0, ...plan.rows.map((branch) => countRow(branch, row)))),
      );
    case "resolvedUrl":
      return value === null
        ? 0
        : sum(listNodes(plan).map(({ key, row }) => countRow(row, (value as Json)[key])));
    case "nothing":
      return 0;
    case "connection":
      return countConnection(plan, value as Json);
  }
}

function countRow({ branches }: RowPlan, value: unknown): number {
  if (value === null || value === undefined) return 0;
  // Members of a union select different fields; those that a row lacks count nothing.
  return 1 + Math.max(...branches.map(({ fields }) => countFields(fields, value as Json)));
}

function countFields(fields: readonly PlannedField[], value: Json): number {
  return sum(
    fields.map(({ key, value: plan }) => {
      const found = value[key];
      if (found === null || found === undefined) return 0;
      return countValue(plan, found);
    }),
  );
}

function countValue(plan: EdgePartPlan, found: unknown): number {
  switch (plan.kind) {
    case "node":
    case "toOne":
      return countRow(plan.row, found);
    case "firstTarget":
      return Math.max(0, ...plan.targets.map(({ row }) => countRow(row, found)));
    case "ancestors":
    case "jsonRows":
    case "jsonTargets":
    case "companions":
    case "highlights":
      return sum((found as unknown[]).map((row) => countRow(plan.row, row)));
    case "derived":
      return countFields(plan.fields, found as Json);
    case "connection":
      return countConnection(plan, found as Json);
    default:
      return 0;
  }
}

function countConnection({ fields }: ConnectionPlan, value: Json): number {
  return sum(
    fields.map(({ key, value: part }) => {
      const found = value[key] as Json[];
      if (part.kind === "nodes") return sum(found.map((node) => countValue(part.value, node)));
      if (part.kind === "facets") return countFacets(part.fields, value[key] as Json);
      if (part.kind !== "edges") return 0;
      return sum(
        part.fields.flatMap(({ key: edgeKey, value: edge }) =>
          found.map((entry) => countValue(edge, entry[edgeKey])),
        ),
      );
    }),
  );
}

function countFacets(fields: FacetsPlan["fields"], value: Json): number {
  return sum(
    fields.flatMap(({ key, value: plan }) =>
      plan.kind === "facet" ? (value[key] as unknown[]).map((row) => countRow(plan.row, row)) : [],
    ),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
