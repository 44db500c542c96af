import type { GraphQLField, GraphQLObjectType } from "graphql";
import type { EntityMetadata } from "typeorm";
import { invariant } from "../errors.js";
import { type FieldRule, findFieldRule, findNounRule } from "../graph/plan-rules.js";
import { argumentsOf, type CollectedField, collectFields, getObjectType } from "./collect-fields.js";
import { toOrderSignature } from "./cursor.js";
import type {
  BoundValue,
  ConnectionPartPlan,
  ConnectionPlan,
  EdgePartPlan,
  NodePlan,
  PageInfoPartPlan,
  SourcePlan,
  TypeNamePlan,
} from "./plan.js";
import { planFacet } from "./plan-facet.js";
import { type Planning, planRow, planValue } from "./plan-fields.js";
import { planFilters } from "./plan-filters.js";
import type { PlannedArguments } from "./plan-inputs.js";
import { planNear } from "./plan-near.js";
import { planOrder } from "./plan-order.js";
import { planPage } from "./plan-page.js";
import { createSubjectReader, planSubject } from "./plan-subject.js";
import { planWay, planWhere } from "./plan-where.js";

type ConnectionRule = Extract<FieldRule, { kind: "connection" }>;

interface ConnectionField {
  definition: GraphQLField<unknown, unknown>;
  field: CollectedField;
  /** The row that the connection hangs on; undefined for a root field. */
  parent: { metadata: EntityMetadata; type: GraphQLObjectType } | undefined;
}

/** Plans a connection: its source, filters, order and page, and each part of it that is selected. */
export function planConnection(
  planning: Planning,
  { definition, field, parent }: ConnectionField,
): ConnectionPlan {
  const rule = findFieldRule(definition);
  invariant(rule?.kind === "connection", `${definition.name} is a connection`);
  const metadata = planning.catalog.getMetadata(rule.node());
  const nounRule = planning.catalog.getRule(metadata);
  const node = { metadata, rule: nounRule };
  const values = argumentsOf(planning.operation, definition, field);
  const near = planNear(rule.place, { field, values });
  const order = planOrder({ field, values, near }, node, rule.order);
  const orderSignature = toOrderSignature(metadata.name, order);
  const where = planWhere({ catalog: planning.catalog, field, values }, node);
  const edge = toEdgeType(definition, metadata);
  const readSubject = createSubjectReader(rule.match);
  const name = `${parent?.type.name ?? "Query"}.${definition.name}`;
  return {
    kind: "connection",
    source: { ...planSource(planning, rule, { node, values }), parent: parent?.metadata, near },
    node,
    conditions: [...planFilters(rule.filters, values), ...(where ? [where] : [])],
    match: planMatch(rule.match, values),
    order,
    isReordered: values.assume(({ orderBy }) => Array.isArray(orderBy) && orderBy.length > 0),
    orderSignature,
    subject: planSubject(readSubject, values),
    page: planPage(
      { name, field, orderSignature, order, readSubject, maximum: planning.maximumPageSize },
      values,
    ),
    fields: mapSelection(planning, { definition, field }, (part, selected) =>
      planPart(planning, { definition: part, field: selected }, edge),
    ),
  };
}

/** Whether the nodes are found by their own filter is a part of the plan. */
function planSource(
  { catalog }: Planning,
  { by, through, copies }: ConnectionRule,
  { node, values }: { node: ConnectionPlan["node"]; values: PlannedArguments },
): Pick<SourcePlan, "through" | "copies" | "by"> {
  const { argument } = by ?? {};
  const isBy = by && (argument === undefined || values.assume((given) => given[argument] === true));
  if (!isBy) return { through, copies: catalog.hasCopies ? copies : undefined, by: undefined };
  const filter = node.rule.filters?.get(by.filter);
  invariant(filter?.kind === "relation", `${node.metadata.name} has a filter ${by.filter} over a relation`);
  return { through: [], copies: undefined, by: planWay(catalog, filter) };
}

/** The type of a connection's edges, and the class of their rows where they have some of their own. */
interface EdgeType {
  type: GraphQLObjectType;
  metadata: EntityMetadata | undefined;
}

function toEdgeType(definition: GraphQLField<unknown, unknown>, metadata: EntityMetadata): EdgeType {
  const edges = getObjectType(definition).getFields().edges;
  invariant(edges, `${definition.name} has edges`);
  const type = getObjectType(edges);
  return { type, metadata: findNounRule(type) && metadata };
}

function planMatch(argument: string | undefined, values: PlannedArguments): BoundValue | undefined {
  return argument === undefined ? undefined : values.parameter((given) => String(given[argument]));
}

export interface SelectedField {
  definition: GraphQLField<unknown, unknown>;
  field: CollectedField;
}

function planPart(
  planning: Planning,
  { definition, field }: SelectedField,
  edge: EdgeType,
): ConnectionPartPlan {
  switch (definition.name) {
    case "nodes":
      return { kind: "nodes", value: planNode(planning, field, edge) };
    case "edges": {
      const fields = mapSelection(planning, { definition, field }, (part, selected) =>
        planEdgePart(planning, { definition: part, field: selected }, edge),
      );
      return { kind: "edges", fields };
    }
    case "pageInfo":
      return { kind: "pageInfo", fields: mapSelection(planning, { definition, field }, toPageInfoPart) };
    case "facets": {
      const fields = mapSelection(planning, { definition, field }, (part, selected) =>
        planFacet(planning, part, selected),
      );
      return { kind: "facets", fields };
    }
    case "totalCount":
    case "totalCountIsExact":
      return { kind: definition.name };
    default:
      throw new Error(`Invariant broken: a connection has no field ${definition.name}`);
  }
}

function planEdgePart(
  planning: Planning,
  { definition, field }: SelectedField,
  edge: EdgeType,
): EdgePartPlan {
  if (definition.name === "cursor") return { kind: "cursor" };
  if (definition.name === "node") return planNode(planning, field, edge);
  if (findFieldRule(definition)?.kind === "distance") return { kind: "distance" };
  invariant(edge.metadata, `edges with a field ${definition.name} have rows of their own`);
  return planValue(planning, { metadata: edge.metadata, type: edge.type, path: "" }, field);
}

function planNode(planning: Planning, field: CollectedField, { type, metadata }: EdgeType): NodePlan {
  const definition = type.getFields().node;
  invariant(definition, `${type.name} has a node`);
  if (!metadata) return { kind: "node", row: planRow(planning, definition, field) };
  const value = planValue(planning, { metadata, type, path: "" }, { ...field, name: "node" });
  invariant(value.kind === "toOne" || value.kind === "firstTarget", `${type.name} leads to its node`);
  return value;
}

function toPageInfoPart(part: GraphQLField<unknown, unknown>): PageInfoPartPlan {
  return { kind: part.name as "hasNextPage" | "hasPreviousPage" | "startCursor" | "endCursor" };
}

/** Plans each selected field of the object that `definition` gives, which has no row of its own. */
export function mapSelection<Part>(
  planning: Planning,
  { definition, field }: SelectedField,
  plan: (definition: GraphQLField<unknown, unknown>, field: CollectedField) => Part,
): { key: string; value: Part | TypeNamePlan }[] {
  const type = getObjectType(definition);
  return collectFields(planning.operation, type, field.nodes).map((selected) => {
    if (selected.name === "__typename") {
      return { key: selected.key, value: { kind: "typeName", name: type.name } };
    }
    const part = type.getFields()[selected.name];
    invariant(part, "validation refused unknown fields");
    return { key: selected.key, value: plan(part, selected) };
  });
}
