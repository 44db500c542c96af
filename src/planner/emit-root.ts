import sql, { join, raw, type Sql } from "sql-template-tag";
import { literal } from "../database/dialects/literal.js";
import { emitConnection } from "./emit-connection.js";
import { emitResolvedUrl } from "./emit-resolved-url.js";
import { emitRow } from "./emit-row.js";
import { emitVisibility } from "./emit-visibility.js";
import type { BoundValue, RootPlan, RowPlan } from "./plan.js";
import { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

/** The one statement of a root field: at most one row with one column, the bytes of the JSON; no row means null. */
export function emitRoot(context: StatementContext, plan: RootPlan): Sql {
  switch (plan.kind) {
    case "lookup":
      return emitLookup(context, plan, emitJson);
    case "list":
      return emitList(context, plan);
    case "resolvedUrl":
      return emitResolvedUrl(context, plan, emitJson);
    case "nothing":
      return sql`SELECT ${emitJson(context, literal("null"))}`;
    case "connection":
      return sql`SELECT ${emitJson(context, emitConnection(context, plan, undefined))}`;
  }
}

function emitJson(context: StatementContext, json: Sql): Sql {
  return sql`${context.dialect.emitBytes(json)} AS json`;
}

function emitLookup(
  context: StatementContext,
  { row: plan, by }: { row: RowPlan; by: { property: string; value: BoundValue | Sql } },
  toColumn = (_context: StatementContext, json: Sql) => json,
): Sql {
  const row = new RowReference(context, plan.metadata);
  const json = toColumn(context, emitRow(context, row, plan));
  const condition = sql`${row.column(by.property)} = ${by.value}`;
  return sql`SELECT ${json} FROM ${row.emitFrom()} WHERE ${condition} AND ${emitVisibility(context, row, plan)}`;
}

/** Each id is looked up in every noun that one of the ids names; ids are unique in the graph, so at most one answers. */
function emitList(context: StatementContext, { ids, rows }: Extract<RootPlan, { kind: "list" }>): Sql {
  const value = identifier("wanted", "value");
  const lookups = rows.map((row) => sql`(${emitLookup(context, { row, by: { property: "id", value } })})`);
  const element = lookups.length === 0 ? raw("'null'") : sql`coalesce(${join([...lookups, raw("'null'")])})`;
  const wanted = sql`${context.dialect.emitList(ids)} ORDER BY ordinal`;
  const order = { terms: identifier("wanted", "ordinal"), isAsRead: true };
  return sql`SELECT ${emitJson(context, context.dialect.emitArray(element, { order }))} FROM (${wanted}) AS ${identifier("wanted")}`;
}
