import type { EntityMetadata } from "typeorm";
import type { ScalarKind } from "../database/dialects/dialect.js";
import type { NounRule, OrderKey } from "../graph/plan-rules.js";

/** A field of the answer: its response key and how its value is made. */
export interface PlannedField {
  key: string;
  value: ValuePlan;
}

/** How one value is made from the row at hand. */
export type ValuePlan = TypeNamePlan | ColumnPlan | EmbeddedPlan | ToOnePlan | ConnectionPlan;

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
}

export interface FilterPlan {
  path: string;
  oneOf: readonly unknown[];
}

export interface PagePlan {
  /** How many nodes at most. */
  size: number;
  /** Whether the page is cut from the end of the connection. */
  isBackward: boolean;
  after: CursorValues | undefined;
  before: CursorValues | undefined;
}

/** Values of the order's keys at a cursor, in the order of the keys. */
export type CursorValues = readonly (string | number | null)[];

export interface ConnectionPlan {
  kind: "connection";
  source: SourcePlan;
  node: { metadata: EntityMetadata; rule: NounRule };
  filters: readonly FilterPlan[];
  order: readonly PlannedOrderKey[];
  /** Names the order inside cursors. */
  orderSignature: string;
  page: PagePlan;
  fields: readonly { key: string; value: ConnectionPartPlan }[];
}

export interface PlannedOrderKey extends OrderKey {
  isNullable: boolean;
  scalar: ScalarKind;
}

export type ConnectionPartPlan =
  | TypeNamePlan
  | { kind: "totalCount" }
  | { kind: "nodes"; row: RowPlan }
  | { kind: "edges"; fields: readonly { key: string; value: EdgePartPlan }[] }
  | { kind: "pageInfo"; fields: readonly { key: string; value: PageInfoPartPlan }[] };

export type EdgePartPlan = TypeNamePlan | { kind: "cursor" } | { kind: "node"; row: RowPlan };

export type PageInfoPartPlan =
  | TypeNamePlan
  | { kind: "hasNextPage" | "hasPreviousPage" | "startCursor" | "endCursor" };

/** What one root field asks for. */
export type RootPlan =
  | { kind: "lookup"; row: RowPlan; by: { property: string; value: string } }
  | { kind: "list"; ids: readonly string[]; rows: readonly RowPlan[] }
  | ConnectionPlan;
