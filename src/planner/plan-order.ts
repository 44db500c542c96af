import type { EntityMetadata } from "typeorm";
import { GraphError, invariant } from "../errors.js";
import { maximumOrderKeys } from "../graph/page.js";
import { matchScore, type NounRule, type OrderKey } from "../graph/plan-rules.js";
import type { CollectedField } from "./collect-fields.js";
import { distanceKey, type NearPlan, type PlannedOrderKey } from "./plan.js";
import { findColumn, toScalarKind } from "./plan-fields.js";
import type { PlannedArguments } from "./plan-inputs.js";

interface Ordering {
  field: CollectedField;
  values: PlannedArguments;
  near: NearPlan | undefined;
}

/**
 * The keys of a connection's order: the distance of what is near, those of the argument `orderBy`, else the field's own.
 *
 * Every order ends in the id, so that no two rows tie; rows without one are ordered by a unique column already.
 * @throws {GraphError} ORDER_INVALID
 */
export function planOrder(
  ordering: Ordering,
  { metadata, rule }: { metadata: EntityMetadata; rule: NounRule },
  standard: readonly OrderKey[],
): PlannedOrderKey[] {
  const wanted = readOrder(ordering, rule);
  const order = wanted.length > 0 || ordering.near ? wanted : standard;
  const hasId = metadata.findColumnWithPropertyPath("id") !== undefined;
  const direction = order.at(-1)?.direction ?? "ASC";
  const keys: OrderKey[] = hasId ? [...order, { path: "id", direction }] : [...order];
  const planned = keys.map((key): PlannedOrderKey => {
    if (key.path === matchScore) return { ...key, isNullable: false, scalar: "integer" };
    const isNullable = findColumn(metadata, key.path).isNullable && !isSetWhenVisible(rule, key.path);
    return { ...key, isNullable, scalar: toScalarKind(metadata, key.path) };
  });
  return ordering.near ? [distanceKey, ...planned] : planned;
}

interface OrderInput {
  field: string;
  direction: OrderKey["direction"];
}

function readOrder({ field, values }: Ordering, rule: NounRule): OrderKey[] {
  const inputs = values.assume(
    ({ orderBy }) => (orderBy ?? []) as readonly OrderInput[],
    (given) => JSON.stringify(given),
  );
  if (inputs.length > maximumOrderKeys) {
    const message = `The argument orderBy of ${field.name} got ${inputs.length} keys; the maximum is ${maximumOrderKeys}.`;
    throw new GraphError("ORDER_INVALID", message, { nodes: field.nodes });
  }
  return inputs.map((input) => {
    const path = rule.orders?.get(input.field);
    invariant(path, `${input.field} is an order`);
    return { path, direction: input.direction };
  });
}

/** A date that must have come for a row to be seen is never null in what is seen, but in a draft that is previewed. */
function isSetWhenVisible(rule: NounRule, path: string): boolean {
  if (rule.isPreviewed) return false;
  if (path === rule.visibleFrom) return true;
  return rule.visibleWhen?.some((condition) => condition.property === path) ?? false;
}
