import type { GraphQLField } from "graphql";
import { invariant } from "../errors.js";
import { defaultFacetSize } from "../graph/facet-field.js";
import { findFieldRule } from "../graph/plan-rules.js";
import { argumentsOf, type CollectedField } from "./collect-fields.js";
import type { FacetPlan } from "./plan.js";
import { type Planning, planRow } from "./plan-fields.js";
import { planFilters } from "./plan-filters.js";
import { planSize } from "./plan-page.js";

/** Plans one facet of a connection: which values are counted, and what is told of each. */
export function planFacet(
  planning: Planning,
  definition: GraphQLField<unknown, unknown>,
  field: CollectedField,
): FacetPlan {
  const rule = findFieldRule(definition);
  invariant(rule?.kind === "facet", `${definition.name} is a facet`);
  const values = argumentsOf(planning.operation, definition, field);
  const name = `facets.${definition.name}`;
  return {
    kind: "facet",
    through: rule.through,
    beginning: rule.beginning,
    conditions: planFilters(rule.filters, values),
    row: planRow(planning, definition, field),
    size: planSize({ name, field, maximum: planning.maximumPageSize }, "first", values) ?? defaultFacetSize,
  };
}
