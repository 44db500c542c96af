import type { Sql } from "sql-template-tag";
import type { EntityMetadata } from "typeorm";
import type { ScalarKind } from "../database/dialects/dialect.js";
import type { AddressPart, ColumnPair, NounRule, OrderKey } from "../graph/plan-rules.js";
import type { Bindable, Parameter } from "./plan-inputs.js";

/** A value that a statement is bound with: the same in every request, or read from each. */
export type BoundValue = Bindable | Parameter;

/** A field of the answer: its response key and how its value is made. */
export interface PlannedField {
  key: string;
  value: ValuePlan;
}

/** How one value is made from the row at hand. */
export type ValuePlan =
  | TypeNamePlan
  | ColumnPlan
  | FirstColumnPlan
  | BooleanPlan
  | AddressPlan
  | DerivedPlan
  | EmbeddedPlan
  | ToOnePlan
  | FirstTargetPlan
  | JsonRowsPlan
  | AncestorsPlan
  | JsonTargetsPlan
  | CompanionsPlan
  | ScorePlan
  | HighlightsPlan
  | ConnectionPlan;

export interface TypeNamePlan {
  kind: "typeName";
  name: string;
}

/** A column, by its property path; hops over to-one relations are allowed in it. */
export interface ColumnPlan {
  kind: "column";
  path: string;
  scalar: ScalarKind;
}

/** The first of several columns that is not NULL. */
export interface FirstColumnPlan {
  kind: "firstColumn";
  paths: readonly string[];
  scalar: ScalarKind;
}

/** A Boolean made from columns; what it says is the field rule's of the same kind. */
export type BooleanPlan = { kind: "differs"; pairs: readonly ColumnPair[] } | { kind: "past"; path: string };

/** Text: the address of the site, followed by these parts. */
export interface AddressPlan {
  kind: "address";
  parts: readonly AddressPart[];
}

/** An object that JavaScript makes the field's value from; the answer never has it. */
export interface DerivedPlan {
  kind: "derived";
  weight: number;
  fields: readonly PlannedField[];
}

/** Columns of the same row that form an object. */
export interface EmbeddedPlan {
  kind: "embedded";
  /** Property paths that are all null when the object is; empty for an object that is always there. */
  absentWhenNull: readonly string[];
  fields: readonly PlannedField[];
}

export interface ToOnePlan {
  kind: "toOne";
  relation: string;
  row: RowPlan;
}

/** The target of the first of several to-one relations that leads to one. */
export interface FirstTargetPlan {
  kind: "firstTarget";
  targets: readonly ToOnePlan[];
}

/** Rows that a JSON column of the row at hand holds. */
export interface JsonRowsPlan {
  kind: "jsonRows";
  column: string;
  /** Property paths of the columns that the elements of each array are for. */
  columns: readonly string[];
  row: RowPlan;
  maximum: number;
}

/** The rows above the row at hand, the uppermost first. */
export interface AncestorsPlan {
  kind: "ancestors";
  over: string;
  row: RowPlan;
  maximum: number;
}

/** Rows of a table whose keys a JSON column of the row at hand holds. */
export interface JsonTargetsPlan {
  kind: "jsonTargets";
  column: string;
  row: RowPlan;
  maximum: number;
}

/** Nodes that meet the row at hand. */
export interface CompanionsPlan {
  kind: "companions";
  middle: string;
  node: string;
  meeting: string;
  row: RowPlan;
  size: number;
}

/** How well a row fits the match of its connection. */
export interface ScorePlan {
  kind: "score";
}

/** Where in a row the match of its connection was found. */
export interface HighlightsPlan {
  kind: "highlights";
  row: RowPlan;
  maximum: number;
}

/** The JSON of one row: one branch for a plain type, one per member for a union. */
export interface RowPlan {
  /** The class that the row's table belongs to. */
  metadata: EntityMetadata;
  rule: NounRule;
  branches: readonly BranchPlan[];
  /** Whether `$type` goes along, so that graphql-js can tell which member of an abstract type a row is. */
  isTagged: boolean;
}

export interface BranchPlan {
  typeName: string;
  metadata: EntityMetadata;
  fields: readonly PlannedField[];
}

/** Where the nodes of a connection come from, before filters and pages. */
export interface SourcePlan {
  /** To-many properties from the parent row to the nodes; empty for all rows of the noun. */
  through: readonly string[];
  parent: EntityMetadata | undefined;
  /**
   * Set when the nodes are read from the rows of the first property, which lead to one node each: node property →
   * property of those rows that holds the same while the node is seen, and NULL while it is not.
   */
  copies: Readonly<Record<string, string>> | undefined;
  /** Set when the nodes are those that are related to the parent row in this way. */
  by: Omit<RelatedPlan, "where"> | undefined;
  /** Set when only what is near a point is meant; the first key of the order is the distance then. */
  near: NearPlan | undefined;
}

/** A point on earth in degrees, and the metres around it. */
export interface NearPlan {
  /** Property of the rows that embeds their latitude and longitude. */
  place: string;
  latitude: BoundValue;
  longitude: BoundValue;
  radius: BoundValue;
}

/** What must hold for a row to be part of a connection. */
export type ConditionPlan =
  | { kind: "every" | "some"; of: readonly ConditionPlan[] }
  | { kind: "not"; of: ConditionPlan }
  | { kind: "compare"; path: string; operator: "=" | "<" | "<=" | ">" | ">="; value: BoundValue }
  /** A list of constants, or one parameter that holds the JSON text of a list. */
  | { kind: "oneOf"; path: string; values: readonly Bindable[] | Parameter }
  | { kind: "startsWith"; path: string; prefix: BoundValue; end: BoundValue }
  | RelatedPlan
  | ThisRowPlan;

/** That it is the row of this key, which is known when the statement is written. */
export interface ThisRowPlan {
  kind: "thisRow";
  key: Sql;
}

/** That a related row, which must be seen, fulfils a condition. */
export interface RelatedPlan {
  kind: "related";
  through: readonly string[];
  node: { metadata: EntityMetadata; rule: NounRule };
  /** Whether there can be many related rows. */
  isList: boolean;
  /** To-one property of the related rows; set when the rows that lead to a fulfilling one over it count too. */
  descendantsOver: string | undefined;
  where: ConditionPlan;
}

export interface PagePlan {
  /** How many nodes at most. */
  size: number;
  /** Whether the page is cut from the end of the connection. */
  isBackward: boolean;
  after: CursorValues | undefined;
  before: CursorValues | undefined;
}

/** Values of the order's keys at a cursor, in the order of the keys; what is null is null in every request. */
export type CursorValues = readonly BoundValue[];

export interface ConnectionPlan {
  kind: "connection";
  source: SourcePlan;
  /** What a page is cut from: the nodes, or edges that lead to one node each. */
  node: { metadata: EntityMetadata; rule: NounRule };
  /** All must hold. */
  conditions: readonly ConditionPlan[];
  /** The query that the rows match. */
  match: BoundValue | undefined;
  /** What the order is by distance or likeness to, as cursors name it. */
  subject: BoundValue | undefined;
  order: readonly PlannedOrderKey[];
  /** Whether the request chose the order, for which there need be no index. */
  isReordered: boolean;
  /** Names the order inside cursors. */
  orderSignature: string;
  page: PagePlan;
  fields: readonly { key: string; value: ConnectionPartPlan }[];
}

export interface PlannedOrderKey extends OrderKey {
  isNullable: boolean;
  scalar: ScalarKind;
}

/** Whole metres from the point of `near`; no column, so that its path names it in the order's signature only. */
export const distanceKey: PlannedOrderKey = {
  path: "distance",
  direction: "ASC",
  isNullable: false,
  scalar: "integer",
};

export type ConnectionPartPlan =
  | TypeNamePlan
  | { kind: "totalCount" | "totalCountIsExact" }
  | { kind: "nodes"; value: NodePlan }
  | { kind: "edges"; fields: readonly { key: string; value: EdgePartPlan }[] }
  | { kind: "facets"; fields: readonly { key: string; value: TypeNamePlan | FacetPlan }[] }
  | { kind: "pageInfo"; fields: readonly { key: string; value: PageInfoPartPlan }[] };

/** The most frequent values that all rows of a connection lead to. */
export interface FacetPlan {
  kind: "facet";
  through: readonly string[];
  beginning: { column: string; length: number; property: string } | undefined;
  /** What the node of a value must fulfil. */
  conditions: readonly ConditionPlan[];
  row: RowPlan;
  size: number;
}

/** Whether a part of a connection counts its rows. */
export function isCount({ kind }: ConnectionPartPlan): boolean {
  return kind === "totalCount" || kind === "totalCountIsExact" || kind === "facets";
}

export type EdgePartPlan = { kind: "cursor" } | { kind: "distance" } | NodePlan | ValuePlan;

/** The row of the page itself. */
export interface NodeRowPlan {
  kind: "node";
  row: RowPlan;
}

/** The node of a row of the page: the row, or what it leads to. */
export type NodePlan = NodeRowPlan | ToOnePlan | FirstTargetPlan;

export type PageInfoPartPlan =
  | TypeNamePlan
  | { kind: "hasNextPage" | "hasPreviousPage" | "startCursor" | "endCursor" };

/** Where an address of the site leads: to the page of a node, found by its slug today or a former one. */
export interface ResolvedUrlPlan {
  kind: "resolvedUrl";
  /** The noun that the address is a page of. */
  noun: { metadata: EntityMetadata; rule: NounRule };
  /** The page's address without that of the site. */
  parts: readonly AddressPart[];
  slug: BoundValue;
  /** What was asked for, without the address of the site; it differs from the page's also by upper case. */
  path: BoundValue;
  /** The table of former slugs. */
  formerSlugs: EntityMetadata;
  fields: readonly { key: string; value: ResolvedUrlPartPlan }[];
}

export type ResolvedUrlPartPlan = TypeNamePlan | { kind: "status" | "httpStatus" | "location" } | NodeRowPlan;

/** The node behind an address, under each key that it is selected by. */
export function listNodes({ fields }: ResolvedUrlPlan): { key: string; row: RowPlan }[] {
  return fields.flatMap(({ key, value }) => (value.kind === "node" ? [{ key, row: value.row }] : []));
}

/** What one root field asks for. */
export type RootPlan =
  | { kind: "lookup"; row: RowPlan; by: { property: string; value: BoundValue } }
  | ResolvedUrlPlan
  /** Null, whatever the database holds. */
  | { kind: "nothing" }
  /** `ids` is the JSON text of a list that has `size` elements. */
  | { kind: "list"; ids: BoundValue; size: number; rows: readonly RowPlan[] }
  | ConnectionPlan;
