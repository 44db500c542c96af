import type { GraphQLField, GraphQLObjectType } from "graphql";
import type { EntityMetadata } from "typeorm";
import { invariant } from "../errors.js";
import { findFieldRule } from "../graph/plan-rules.js";
import { argumentsOf, type CollectedField, collectFields, getObjectType } from "./collect-fields.js";
import { toOrderSignature } from "./cursor.js";
import { toListText } from "./list-text.js";
import type {
  ConditionPlan,
  ConnectionPartPlan,
  ConnectionPlan,
  EdgePartPlan,
  PageInfoPartPlan,
  TypeNamePlan,
} from "./plan.js";
import { type Planning, planRow } from "./plan-fields.js";
import type { PlannedArguments } from "./plan-inputs.js";
import { planOrder } from "./plan-order.js";
import { planPage } from "./plan-page.js";
import { planWhere } from "./plan-where.js";

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
  const order = planOrder({ field, values }, node, rule.order);
  const orderSignature = toOrderSignature(metadata.name, order);
  const where = planWhere({ catalog: planning.catalog, field, values }, node);
  const name = `${parent?.type.name ?? "Query"}.${definition.name}`;
  return {
    kind: "connection",
    source: { through: rule.through, parent: parent?.metadata, copies: rule.copies },
    node,
    conditions: [...planFilters(rule.filters, values), ...(where ? [where] : [])],
    order,
    isReordered: values.assume(({ orderBy }) => Array.isArray(orderBy) && orderBy.length > 0),
    orderSignature,
    page: planPage({ name, field, orderSignature, order }, values),
    fields: mapSelection(planning, { definition, field }, (part, selected) =>
      planPart(planning, part, selected),
    ),
  };
}

/** An argument that lists values of a property; the list is short where it stands in the document. */
function planFilters(filters: Readonly<Record<string, string>>, values: PlannedArguments): ConditionPlan[] {
  return Object.entries(filters).flatMap(([argument, path]): ConditionPlan[] => {
    const isGiven = values.assume((given) => Array.isArray(given[argument]));
    if (!isGiven) return [];
    const list = values.parameter((given) => toListText([...new Set(given[argument] as unknown[])]));
    return [{ kind: "oneOf", path, values: typeof list === "object" ? list : JSON.parse(String(list)) }];
  });
}

function planPart(
  planning: Planning,
  definition: GraphQLField<unknown, unknown>,
  field: CollectedField,
): ConnectionPartPlan {
  switch (definition.name) {
    case "nodes":
      return { kind: "nodes", row: planRow(planning, definition, field) };
    case "edges": {
      const fields = mapSelection(planning, { definition, field }, (part, selected) =>
        planEdgePart(planning, part, selected),
      );
      return { kind: "edges", fields };
    }
    case "pageInfo":
      return { kind: "pageInfo", fields: mapSelection(planning, { definition, field }, toPageInfoPart) };
    case "totalCount":
    case "totalCountIsExact":
      return { kind: definition.name };
    default:
      throw new Error(`Invariant broken: a connection has no field ${definition.name}`);
  }
}

function planEdgePart(
  planning: Planning,
  part: GraphQLField<unknown, unknown>,
  field: CollectedField,
): EdgePartPlan {
  return part.name === "cursor" ? { kind: "cursor" } : { kind: "node", row: planRow(planning, part, field) };
}

function toPageInfoPart(part: GraphQLField<unknown, unknown>): PageInfoPartPlan {
  return { kind: part.name as "hasNextPage" | "hasPreviousPage" | "startCursor" | "endCursor" };
}

/** Plans each selected field of the object that `definition` gives, which has no row of its own. */
function mapSelection<Part>(
  planning: Planning,
  { definition, field }: { definition: GraphQLField<unknown, unknown>; field: CollectedField },
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
