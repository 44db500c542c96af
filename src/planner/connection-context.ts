import sql, { type Sql } from "sql-template-tag";
import type { ConnectionPlan } from "./plan.js";
import type { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

/** What the parts of one connection share. */
export interface Connection {
  context: StatementContext;
  plan: ConnectionPlan;
  parent: RowReference | undefined;
}

/**
 * The columns that the aggregating select wants of each row of the page.
 *
 * Each is used inside an aggregate only: a select without one would give no row for an empty page.
 */
export class PageColumns {
  private readonly elements: ((row: RowReference, cursor: Sql) => Sql)[] = [];
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
        ({ value }) => value.kind === "edges" && value.fields.some((part) => part.value.kind === "cursor"),
      );
  }

  /** A column of JSON text made from each row. */
  add(element: (row: RowReference, cursor: Sql) => Sql): Sql {
    this.elements.push(element);
    return this.named(`element${this.elements.length}`);
  }

  named(name: "ordinal" | "cursor" | `element${number}` | `key${number}`): Sql {
    this.isUsed = true;
    return identifier(this.alias, name);
  }

  emitElements(row: RowReference, cursor: Sql): Sql[] {
    return this.elements.map(
      (element, index) => sql`${element(row, cursor)} AS ${identifier(`element${index + 1}`)}`,
    );
  }
}
