import { GraphError } from "../errors.js";
import { countComparisons } from "./count-comparisons.js";
import {
  type ConnectionPartPlan,
  type ConnectionPlan,
  type DerivedPlan,
  type EdgePartPlan,
  isCount,
  listNodes,
  type PlannedField,
  type RootPlan,
  type RowPlan,
} from "./plan.js";
import { someValue } from "./some-value.js";

/** What one selection of an operation adds to its cost. */
export interface SelectionCost {
  /** Response keys from the root field on, joined by dots. */
  path: string;
  cost: number;
}

/** A root field and what it asks for. */
interface PlannedRoot {
  key: string;
  plan: RootPlan;
  cost: number;
}

const shownSelections = 3;

/** @throws {GraphError} QUERY_TOO_COSTLY when the root fields together cost more than `maximum`; it names the heaviest selections. */
export function refuseCost(roots: readonly PlannedRoot[], maximum: number): void {
  const cost = sum(roots.map((root) => root.cost));
  if (cost <= maximum) return;
  const heaviest = roots
    .flatMap(listSelectionCosts)
    .sort((a, b) => b.cost - a.cost)
    .slice(0, shownSelections);
  const named = heaviest.map((selection) => `${selection.path} (${selection.cost})`).join(", ");
  throw new GraphError(
    "QUERY_TOO_COSTLY",
    `The operation costs ${cost}; the maximum is ${maximum}. Heaviest are ${named}. Ask for smaller pages (first or last) in lists that stand in each other, or split the operation.`,
    { extensions: { cost: { total: cost, maximum, heaviest }, http: { status: 400 } } },
  );
}

/**
 * How many objects an answer has at the most, and how many conditions are compared for it. Known before any work.
 *
 * 1 for each object; for a connection 1, its conditions, and the page's size times what one node costs. 20 posts
 * with 20 tags and 20 contributions with a clinic each cost 1,261.
 */
export function countCost(plan: RootPlan): number {
  return sum(listSelectionCosts({ key: "", plan, cost: 0 }).map(({ cost }) => cost));
}

/** The selections of a root field that have objects of their own, each without those inside it. */
export function listSelectionCosts({ key, plan }: PlannedRoot): SelectionCost[] {
  const costs: SelectionCost[] = [];
  const add: Add = (path, cost) => costs.push({ path, cost });
  switch (plan.kind) {
    case "lookup":
      addRow(add, plan.row, { path: key, times: 1 });
      break;
    case "list":
      addDearestRow(add, plan.rows, { path: key, times: plan.size });
      break;
    case "nothing":
      add(key, 1);
      break;
    case "resolvedUrl":
      add(key, 1);
      for (const node of listNodes(plan)) addRow(add, node.row, { path: `${key}.${node.key}`, times: 1 });
      break;
    case "connection":
      addConnection(add, plan, { path: key, times: 1 });
  }
  return costs;
}

/** Whether a statement can look at many more rows than it answers with: counts, filters and orders do. */
export function isUnbounded(plan: RootPlan): boolean {
  return someValue(
    plan,
    (value) => value.kind === "companions" || (value.kind === "connection" && isUnboundedConnection(value)),
  );
}

type EdgesPlan = Extract<ConnectionPartPlan, { kind: "edges" }>;

type FacetsPlan = Extract<ConnectionPartPlan, { kind: "facets" }>;

type Add = (path: string, cost: number) => void;

/** A selection, and how many objects bear it at the most. */
interface Place {
  path: string;
  times: number;
}

function addRow(add: Add, row: RowPlan, place: Place): void {
  add(place.path, place.times);
  addDearest(
    add,
    row.branches.map(
      ({ fields }) =>
        (record: Add) =>
          addFields(record, fields, place),
    ),
  );
}

/** Ids name rows of several nouns; how many of each is not known, so that all count as the dearest. */
function addDearestRow(add: Add, rows: readonly RowPlan[], place: Place): void {
  addDearest(
    add,
    rows.map((row) => (record: Add) => addRow(record, row, place)),
  );
}

/** Of alternatives of which one comes true, the one that costs most. */
function addDearest(add: Add, alternatives: readonly ((record: Add) => void)[]): void {
  const lists = alternatives.map((alternative) => {
    const costs: SelectionCost[] = [];
    alternative((path, cost) => costs.push({ path, cost }));
    return { costs, total: sum(costs.map(({ cost }) => cost)) };
  });
  const [dearest] = lists.sort((a, b) => b.total - a.total);
  for (const { path, cost } of dearest?.costs ?? []) add(path, cost);
}

function addFields(add: Add, fields: readonly PlannedField[], { path, times }: Place): void {
  for (const { key, value } of fields) {
    addValue(add, value, { path: `${path}.${key}`, times });
  }
}

function addValue(add: Add, value: EdgePartPlan, place: Place): void {
  switch (value.kind) {
    case "node":
    case "toOne":
      addRow(add, value.row, place);
      break;
    case "firstTarget":
      addDearestRow(
        add,
        value.targets.map(({ row }) => row),
        place,
      );
      break;
    case "companions":
      addRow(add, value.row, { ...place, times: place.times * value.size });
      break;
    case "ancestors":
    case "jsonRows":
    case "jsonTargets":
    case "highlights":
      addRow(add, value.row, { ...place, times: place.times * value.maximum });
      break;
    case "connection":
      addConnection(add, value, place);
      break;
    case "embedded":
      addFields(add, value.fields, place);
      break;
    case "derived":
      addDerived(add, value, place);
  }
}

function addDerived(add: Add, { weight, fields }: DerivedPlan, place: Place): void {
  if (weight > 0) add(place.path, place.times * weight);
  addFields(add, fields, place);
}

/** A page of none counts as one of one: what is selected below it is planned and prepared all the same. */
function addConnection(add: Add, plan: ConnectionPlan, { path, times }: Place): void {
  add(path, times * (1 + countComparisons(plan)));
  for (const { key, value } of plan.fields) {
    const place = { path: `${path}.${key}`, times: times * Math.max(1, plan.page.size) };
    if (value.kind === "nodes") addValue(add, value.value, place);
    if (value.kind === "edges") addEdges(add, value.fields, place);
    if (value.kind === "facets") addFacets(add, value.fields, { path: place.path, times });
  }
}

/** An edge counts as its node; one of which the node is not asked for is an object all the same. */
function addEdges(add: Add, fields: EdgesPlan["fields"], place: Place): void {
  for (const { key, value } of fields) addValue(add, value, { ...place, path: `${place.path}.${key}` });
  if (!fields.some(({ value }) => isNode(value))) add(place.path, place.times);
}

function addFacets(add: Add, fields: FacetsPlan["fields"], { path, times }: Place): void {
  for (const { key, value } of fields) {
    if (value.kind === "facet") addRow(add, value.row, { path: `${path}.${key}`, times: times * value.size });
  }
}

function isNode({ kind }: EdgePartPlan): boolean {
  return kind === "node" || kind === "toOne" || kind === "firstTarget";
}

function isUnboundedConnection(plan: ConnectionPlan): boolean {
  const { fields, conditions, isReordered, match, source, page } = plan;
  if (isReordered || match !== undefined || source.by || (source.near && page.isBackward)) return true;
  if (conditions.some(({ kind }) => kind !== "oneOf")) return true;
  return fields.some(({ value }) => isCount(value));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
