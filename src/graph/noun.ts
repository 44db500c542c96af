import { ObjectType } from "type-graphql";
import { declareRelationFilter } from "./filter.js";
import { defineNounInputs } from "./noun-inputs.js";
import { type EntityClass, type FilterRule, type NounRule, planExtensions } from "./plan-rules.js";

interface WayFilter extends Omit<Extract<FilterRule, { kind: "relation" }>, "kind" | "isList"> {
  description: string;
}

interface NounOptions extends Omit<NounRule, "target" | "filters" | "orders"> {
  /** Whether connections are filtered by it although it has no ids. */
  hasFilters?: boolean;
  /** Name of the GraphQL type; that of the class unless given. */
  name?: string;
  description: string;
  /** Ways over relations that are filters of the noun's `where` without being fields. */
  ways?: Readonly<Record<string, WayFilter>>;
  /** Interfaces of the schema that the noun has. */
  implements?: EntityClass[];
}

/** Makes an entity class a GraphQL object type whose fields the planner reads; nouns with ids get filters and orders. */
export function Noun({
  name,
  hasFilters = false,
  description,
  implements: interfaces = [],
  ways = {},
  ...rule
}: NounOptions): ClassDecorator {
  return (target) => {
    const options = { description, implements: interfaces, simpleResolvers: true };
    ObjectType(name ?? target.name, options)(target);
    for (const [name, { description, ...way }] of Object.entries(ways)) {
      declareRelationFilter(target, name, { rule: { kind: "relation", isList: true, ...way }, description });
    }
    const inputs = rule.idPrefix !== undefined || hasFilters ? defineNounInputs(target) : undefined;
    planExtensions({
      noun: { target, ...rule, ...(inputs && { filters: inputs.filters, orders: inputs.orders }) },
    })(target);
  };
}
