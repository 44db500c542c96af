import type { GraphQLField, GraphQLObjectType } from "graphql";
import type { EntityMetadata } from "typeorm";
import { invariant } from "../errors.js";
import { findFieldRule, type NounRule, type OrderKey } from "../graph/plan-rules.js";
import { type CollectedField, collectFields, getObjectType, readArguments } from "./collect-fields.js";
import { toOrderSignature } from "./cursor.js";
import type {
  ConnectionPartPlan,
  ConnectionPlan,
  EdgePartPlan,
  FilterPlan,
  PageInfoPartPlan,
  PlannedOrderKey,
  TypeNamePlan,
} from "./plan.js";
import { findColumn, type Planning, planRow, toScalarKind } from "./plan-fields.js";
import { planPage } from "./plan-page.js";

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
  const order = planOrder(metadata, nounRule, rule.order);
  const orderSignature = toOrderSignature(metadata.name, order);
  const values = readArguments(planning.operation, definition, field);
  const name = `${parent?.type.name ?? "Query"}.${definition.name}`;
  return {
    kind: "connection",
    source: { through: rule.through, parent: parent?.metadata },
    node: { metadata, rule: nounRule },
    filters: planFilters(rule.filters, values),
    order,
    orderSignature,
    page: planPage({ name, field, orderSignature, order }, values),
    fields: mapSelection(planning, { definition, field }, (part, selected) =>
      planPart(planning, part, selected),
    ),
  };
}

/** Every order ends in the id, so that no two rows tie; rows without one are ordered by a unique column already. */
function planOrder(metadata: EntityMetadata, rule: NounRule, order: readonly OrderKey[]): PlannedOrderKey[] {
  const hasId = metadata.findColumnWithPropertyPath("id") !== undefined;
  const direction = order.at(-1)?.direction ?? "ASC";
  const keys: OrderKey[] = hasId ? [...order, { path: "id", direction }] : [...order];
  return keys.map((key) => ({
    ...key,
    isNullable: findColumn(metadata, key.path).isNullable && !isSetWhenVisible(rule, key.path),
    scalar: toScalarKind(metadata, key.path),
  }));
}

/** A date that must have come for a row to be seen is never null in what is seen. */
function isSetWhenVisible(rule: NounRule, path: string): boolean {
  if (rule.visibleThrough && path.startsWith(`${rule.visibleThrough}.`)) return true;
  return rule.visibleWhen?.some((condition) => condition.property === path) ?? false;
}

function planFilters(
  filters: Readonly<Record<string, string>>,
  values: Readonly<Record<string, unknown>>,
): FilterPlan[] {
  return Object.entries(filters).flatMap(([argument, path]) => {
    const oneOf = values[argument];
    return Array.isArray(oneOf) ? [{ path, oneOf: [...new Set(oneOf)] }] : [];
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
    default:
      invariant(definition.name === "totalCount", `a connection has no field ${definition.name}`);
      return { kind: "totalCount" };
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
