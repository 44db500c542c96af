import type { GraphQLField, GraphQLNamedType, SelectionSetNode } from "graphql";
import { Extensions } from "type-graphql";

/** A class that TypeORM and type-graphql know; both take it by reference only. */
// biome-ignore lint/complexity/noBannedTypes: TypeORM's own type for an entity class is Function.
export type EntityClass = Function;

/** One part of an order: a property path from the sorted noun ("publishedAt", "post.publishedAt"). */
export interface OrderKey {
  path: string;
  direction: "ASC" | "DESC";
}

/** In the place of a path: how well a row fits the match of its connection. No column can have the name. */
export const matchScore = "$score";

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
  /** All hold for a row that was seen once and is no more: readers may be told that it is gone. */
  goneWhen?: readonly VisibilityCondition[];
  /** To-one property whose target must be visible for a row to be seen. */
  visibleThrough?: string;
  /** Property that holds since when a row is seen through `visibleThrough`; a copy, so that no other table is read. */
  visibleFrom?: string;
  /** Whether the one post that a request may preview is seen as well. */
  isPreviewed?: boolean;
  /** Seconds for which an answer that read the noun may be served without asking again; a minute unless given. */
  maxAge?: number;
  /** Field of `where` → what it compares. */
  filters?: ReadonlyMap<string, FilterRule>;
  /** Value of the order's enum → property path. */
  orders?: ReadonlyMap<string, string>;
}

/** What a field of a noun's `where` compares. */
export type FilterRule =
  | {
      kind: "column";
      path: string;
      /** How its operands are read: names become name keys, instants text as it is stored. */
      operand: "text" | "name" | "id" | "instant" | "boolean";
    }
  | {
      kind: "relation";
      node: () => EntityClass;
      /** Properties from the noun to the related rows, in order. */
      through: readonly string[];
      /** Whether there can be many: then the operand says whether some or none must fit. */
      isList: boolean;
      /** To-one property of the related noun: rows below a fitting one in that tree fit too. */
      descendantsOver?: string;
    };

/** Property paths of two columns that are compared; hops over to-one relations are allowed in them. */
export type ColumnPair = readonly [string, string];

/** A piece of an address: a constant of the program, or a column by its property path. */
export type AddressPart = string | { path: string };

/** What the planner must know of a field that is neither a column nor a to-one relation. */
export type FieldRule =
  | {
      kind: "connection";
      /** Class of the rows: the nodes, or, where it is the type of the edges too, the edges. */
      node: () => EntityClass;
      /** To-many properties from the parent to the nodes, in order; empty for a root field. */
      through: readonly string[];
      order: readonly OrderKey[];
      /** Argument that holds the query which the rows must match; then they can be ordered by `matchScore`. */
      match?: string;
      /**
       * Node property → property of the rows of `through[0]` that holds the same while the node is seen, and NULL
       * while it is not; then the nodes are read from those rows, in the order of their index.
       */
      copies?: Readonly<Record<string, string>>;
      /**
       * Filter of the nodes that must lead to the parent; the nodes are found by it, and not along `through`.
       * With `argument` that is so only where this argument is true.
       */
      by?: { filter: string; argument?: string };
      /**
       * Property of the nodes that embeds `latitude` and `longitude`; set where the argument `near` asks for the
       * nearest. The columns bear these names, and their table has an index of places.
       */
      place?: string;
      /** Argument → property of the node that must be one of the argument's values. */
      filters: Readonly<Record<string, string>>;
    }
  | { kind: "column"; path: (values: Readonly<Record<string, unknown>>) => string }
  /** The first of these columns that is not NULL; hops over to-one relations are allowed. */
  | { kind: "firstColumn"; paths: readonly string[] }
  /** The target of the first of these to-one relations that leads to one. */
  | { kind: "firstTarget"; relations: readonly string[] }
  /** The rows that a JSON column holds, at most `maximum` arrays; `columns` are the noun's that their elements are for. */
  | { kind: "jsonRows"; column: string; columns: readonly string[]; maximum: number }
  /** The targets whose keys a JSON column holds, as arrays of one key each; at most `maximum`. */
  | { kind: "jsonTargets"; column: string; maximum: number }
  /** Nodes that meet the row in others, which `meeting` of the rows of `middle` leads to; see `CompanionsField`. */
  | { kind: "companions"; middle: string; node: string; meeting: string }
  /** The most frequent values that all rows of a connection lead to, as rows with `ordinal` and `count`. */
  | {
      kind: "facet";
      /**
       * Properties from a row to the node of a value, of which the first is a relation that the row itself holds; empty
       * where the value is the beginning of a column.
       */
      through: readonly string[];
      beginning?: { column: string; length: number; property: string };
      /** Argument → property of the node that must be one of the argument's values. */
      filters: Readonly<Record<string, string>>;
    }
  /** How well the row fits what its connection looks for. */
  | { kind: "score" }
  /** Where in the row it was found: at most `maximum` rows of the field's noun. */
  | { kind: "highlights"; maximum: number }
  /** Of an edge: kilometres from the point of `near`, null without one. */
  | { kind: "distance" }
  /** The rows above this one by a to-one relation to its own table, the uppermost first, at most `maximum`. */
  | { kind: "ancestors"; over: string; maximum: number }
  /** Boolean: whether the columns of any of these pairs differ, by their property paths; NULL is the same as NULL. */
  | { kind: "differs"; pairs: readonly ColumnPair[] }
  /** Boolean: whether the instant in a column of the noun's own has come at the request's; false for NULL. */
  | { kind: "past"; path: string }
  /** The address of the site, followed by these parts. None of the columns may be NULL. */
  | { kind: "address"; parts: readonly AddressPart[] }
  /** Made by JavaScript from a selection on the noun, which is read under the field's response key. */
  | {
      kind: "derived";
      needs: SelectionSetNode;
      /** What making it costs, in objects of an answer, beside the objects that it needs. */
      weight: number;
      derive(needs: unknown, values: Readonly<Record<string, unknown>>): unknown;
    }
  /** Tells of the request: its resolver answers, and no statement. */
  | { kind: "request" }
  /** Of Query: the page that the argument `url` is an address of, found by its slug or one of `formerSlugs`. */
  | { kind: "resolveUrl"; formerSlugs: () => EntityClass }
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
