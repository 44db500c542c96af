import sql, { join, raw, type Sql } from "sql-template-tag";
import { literal } from "../database/dialects/literal.js";
import type { Connection, PageColumns } from "./connection-context.js";
import { emitBeyond, emitOrder } from "./emit-keyset.js";
import { openMembers } from "./emit-members.js";
import { RowReference } from "./row-reference.js";
import { identifier } from "./statement-context.js";

/** The rows of the page in the order in which it is cut, each with the columns that are wanted of it. */
export function emitPage(connection: Connection, page: PageColumns): Sql {
  const { context, plan } = connection;
  const row = new RowReference(context, plan.node.metadata);
  const keyColumns = plan.order.map((_, index) => identifier("keys", `key${index + 1}`));
  const cursor = context.dialect.emitCursor([literal(plan.orderSignature), ...keyColumns]);
  const columns = page.emitElements(row, cursor);
  if (page.isNumbered) columns.push(identifier("keys", "ordinal"));
  if (page.readsBeyond) columns.push(sql`${cursor} AS ${identifier("cursor")}`);
  const joined = row.emitFrom(sql`${row.primaryKey} = ${identifier("keys", "key0")}`);
  const keys = sql`(${emitKeys(connection, page)}) AS ${identifier("keys")}`;
  return sql`SELECT ${join(columns, ", ")} FROM ${context.dialect.emitOrderedJoin(keys, joined)}`;
}

function emitKeys(connection: Connection, page: PageColumns): Sql {
  const cut = emitCutKeys(connection, page);
  if (!page.isNumbered) return cut;
  return sql`SELECT ${identifier("cut")}.*, row_number() OVER () AS ${identifier("ordinal")} FROM (${cut}) AS ${identifier("cut")}`;
}

function emitCutKeys(connection: Connection, page: PageColumns): Sql {
  const { after, before, isBackward, size } = connection.plan.page;
  const members = openMembers(connection);
  const { row, keys } = members;
  const conditions = [...members.conditions];
  if (after) conditions.push(emitBeyond(keys, after, false));
  if (before) conditions.push(emitBeyond(keys, before, true));
  const columns = [sql`${row.primaryKey} AS ${identifier("key0")}`];
  if (page.hasCursors) {
    columns.push(...keys.map(({ column }, index) => sql`${column} AS ${identifier(`key${index + 1}`)}`));
  }
  const where = conditions.length === 0 ? raw("TRUE") : join(conditions, " AND ");
  // A bound limit makes SQLite plan the statement anew each time: its planner looks at the value.
  const limit = raw(String(page.readsBeyond ? size + 1 : size));
  return sql`SELECT ${join(columns, ", ")} FROM ${members.emitFrom()} WHERE ${where} ORDER BY ${emitOrder(keys, isBackward)} LIMIT ${limit}`;
}
