import type { GraphQLField, GraphQLNamedType } from "graphql";
import { Extensions } from "type-graphql";

/** A class that TypeORM and type-graphql know; both take it by reference only. */
// biome-ignore lint/complexity/noBannedTypes: TypeORM's own type for an entity class is Function.
export type EntityClass = Function;

/** One part of an order: a property path from the sorted noun ("publishedAt", "post.publishedAt"). */
export interface OrderKey {
  path: string;
  direction: "ASC" | "DESC";
}

/** A condition on the noun's own columns that a reader's perspective demands; "PAST" compares with the request's time. */
export interface VisibilityCondition {
  property: string;
  is: { equal: string } | "PAST";
}

/** What the planner must know of an object type beyond its TypeORM metadata. */
export interface NounRule {
  target: EntityClass;
  /** First part of the ids of this noun; absent for types without a global id. */
  idPrefix?: string;
  /** All must hold for a row to be seen. */
  visibleWhen?: readonly VisibilityCondition[];
  /** To-one property whose target must be visible for a row to be seen. */
  visibleThrough?: string;
  /** Property that holds since when a row is seen through `visibleThrough`; a copy, so that no other table is read. */
  visibleFrom?: string;
}

/** What the planner must know of a field that is neither a column nor a to-one relation. */
export type FieldRule =
  | {
      kind: "connection";
      /** Class of the nodes. */
      node: () => EntityClass;
      /** To-many properties from the parent to the nodes, in order; empty for a root field. */
      through: readonly string[];
      order: readonly OrderKey[];
      /** Argument → property of the node that must be one of the argument's values. */
      filters: Readonly<Record<string, string>>;
    }
  | { kind: "column"; path: (values: Readonly<Record<string, unknown>>) => string }
  | { kind: "lookup" }
  | { kind: "node" }
  | { kind: "nodes" };

interface PlanExtensions {
  noun?: NounRule;
  rule?: FieldRule;
}

/** Puts a rule where the planner finds it: in the `extensions` of the type or field. */
export function planExtensions(
  extensions: PlanExtensions,
): MethodDecorator & PropertyDecorator & ClassDecorator {
  return Extensions({ plan: extensions });
}

export function findNounRule(type: GraphQLNamedType): NounRule | undefined {
  return (type.extensions.plan as PlanExtensions | undefined)?.noun;
}

export function findFieldRule(field: GraphQLField<unknown, unknown>): FieldRule | undefined {
  return (field.extensions.plan as PlanExtensions | undefined)?.rule;
}
