import sql, { type Sql } from "sql-template-tag";
import type { ConnectionPlan, EdgePartPlan } from "./plan.js";
import type { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

/** What of an edge is made from the keys of the order. */
const keyedParts: ReadonlySet<EdgePartPlan["kind"]> = new Set(["cursor", "score", "distance"]);

/** What the parts of one connection share. */
export interface Connection {
  context: StatementContext;
  plan: ConnectionPlan;
  parent: RowReference | undefined;
}

/** A row of the page, and what was found out as it was cut. */
export interface PageRow {
  row: RowReference;
  cursor: Sql;
  /** The keys of the order. */
  keys: readonly Sql[];
}

/**
 * The columns that the aggregating select wants of each row of the page.
 *
 * Each is used inside an aggregate only: a select without one would give no row for an empty page.
 */
export class PageColumns {
  private readonly elements: ((row: PageRow) => Sql)[] = [];
  isUsed = false;
  /** Whether one row more than the page is read, to tell whether the connection goes on. */
  readonly readsBeyond: boolean;
  /** Whether rows are counted from 1, where the page is cut. */
  readonly isNumbered: boolean;
  /** Whether the keys of the order come along, for the aggregate to keep it. */
  readonly isKeyed: boolean;
  readonly hasCursors: boolean;
  readonly alias: string;

  constructor(context: StatementContext, { page, fields }: ConnectionPlan) {
    this.alias = context.nextAlias();
    this.readsBeyond = fields.some(
      ({ value }) => value.kind === "pageInfo" && value.fields.some((part) => part.value.kind !== "typeName"),
    );
    this.isNumbered = this.readsBeyond || page.isBackward;
    this.isKeyed = !this.isNumbered && !context.dialect.keepsOrder;
    this.hasCursors =
      this.readsBeyond ||
      fields.some(
        ({ value }) => value.kind === "edges" && value.fields.some((part) => keyedParts.has(part.value.kind)),
      );
  }

  /** A column of JSON text made from each row. */
  add(element: (row: PageRow) => Sql): Sql {
    this.elements.push(element);
    return this.named(`element${this.elements.length}`);
  }

  named(name: "ordinal" | "cursor" | `element${number}` | `key${number}`): Sql {
    this.isUsed = true;
    return identifier(this.alias, name);
  }

  emitElements(row: PageRow): Sql[] {
    return this.elements.map(
      (element, index) => sql`${element(row)} AS ${identifier(`element${index + 1}`)}`,
    );
  }
}
