import sql, { join, raw, type Sql } from "sql-template-tag";
import { emitConnection } from "./emit-connection.js";
import { emitRow } from "./emit-row.js";
import { emitVisibility } from "./emit-visibility.js";
import type { RootPlan, RowPlan } from "./plan.js";
import { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

/** The one statement of a root field: at most one row with one column, `json`; no row means null. */
export function emitRoot(context: StatementContext, plan: RootPlan): Sql {
  switch (plan.kind) {
    case "lookup":
      return emitLookup(context, plan.row, plan.by);
    case "list":
      return emitList(context, plan);
    case "connection":
      return sql`SELECT ${emitConnection(context, plan, undefined)} AS json`;
  }
}

function emitLookup(
  context: StatementContext,
  plan: RowPlan,
  by: { property: string; value: string | Sql },
): Sql {
  const row = new RowReference(context, plan.metadata);
  const json = emitRow(context, row, plan);
  const condition = sql`${row.column(by.property)} = ${by.value}`;
  return sql`SELECT ${json} AS json FROM ${row.emitFrom()} WHERE ${condition} AND ${emitVisibility(context, row, plan.rule)}`;
}

/** Each id is looked up in every noun that one of the ids names; ids are unique in the graph, so at most one answers. */
function emitList(context: StatementContext, { ids, rows }: Extract<RootPlan, { kind: "list" }>): Sql {
  const value = identifier("wanted", "value");
  const lookups = rows.map((row) => sql`(${emitLookup(context, row, { property: "id", value })})`);
  const element = lookups.length === 0 ? raw("'null'") : sql`coalesce(${join([...lookups, raw("'null'")])})`;
  const array = context.dialect.emitArray(element, {
    ordinal: identifier("wanted", "ordinal"),
    descending: false,
    condition: raw("TRUE"),
  });
  return sql`SELECT ${array} AS json FROM (${context.dialect.emitTextList(ids)}) AS ${identifier("wanted")}`;
}
