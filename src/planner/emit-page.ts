import sql, { join, type Sql } from "sql-template-tag";
import { literal } from "../database/dialects/literal.js";
import type { Connection, PageColumns } from "./connection-context.js";
import { emitBeyond, emitOrder, type KeyExpression } from "./emit-keyset.js";
import { emitMembership } from "./emit-source.js";
import type { ConnectionPlan } from "./plan.js";
import { RowReference } from "./row-reference.js";
import { identifier } from "./statement-context.js";

/** One row more than the page is read, so that its presence tells whether the connection goes on. */
export function emitPage(connection: Connection, page: PageColumns): Sql {
  const { context, plan } = connection;
  const keys = identifier("keys");
  const row = new RowReference(context, plan.node.metadata);
  const keyColumns = plan.order.map((_, index) => identifier("keys", `key${index + 1}`));
  const cursor = context.dialect.emitCursor([literal(plan.orderSignature), ...keyColumns]);
  const elements = page.emitElements(row, cursor);
  const columns = [
    identifier("keys", "ordinal"),
    identifier("keys", "total"),
    sql`${cursor} AS ${identifier("cursor")}`,
  ];
  const joined = row.emitFrom(sql`${row.primaryKey} = ${identifier("keys", "key0")}`);
  return sql`SELECT ${join([...columns, ...elements], ", ")} FROM (${emitNumberedKeys(connection)}) AS ${keys} JOIN ${joined}`;
}

function emitNumberedKeys(connection: Connection): Sql {
  const { plan } = connection;
  const keys = plan.order.map((key, index) => ({
    column: identifier("cut", `key${index + 1}`),
    isDescending: key.direction === "DESC",
    isNullable: key.isNullable,
  }));
  const ordinal = sql`row_number() OVER (ORDER BY ${emitOrder(keys, plan.page.isBackward)}) AS ${identifier("ordinal")}`;
  return sql`SELECT ${identifier("cut")}.*, ${ordinal}, count(*) OVER () AS ${identifier("total")} FROM (${emitCutKeys(connection)}) AS ${identifier("cut")}`;
}

function emitCutKeys(connection: Connection): Sql {
  const { context, plan, parent } = connection;
  const row = new RowReference(context, plan.node.metadata);
  const keys = toKeys(plan, row);
  const columns = keys.map(({ column }, index) => sql`${column} AS ${identifier(`key${index + 1}`)}`);
  const { after, before, isBackward, size } = plan.page;
  const conditions = [emitMembership(context, plan, { row, parent })];
  if (after) conditions.push(emitBeyond(keys, after, false));
  if (before) conditions.push(emitBeyond(keys, before, true));
  return sql`SELECT ${row.primaryKey} AS ${identifier("key0")}, ${join(columns, ", ")} FROM ${row.emitFrom()} WHERE ${join(conditions, " AND ")} ORDER BY ${emitOrder(keys, isBackward)} LIMIT ${size + 1}`;
}

/** The keys of the order, as columns of a row. */
export function toKeys(plan: ConnectionPlan, row: RowReference): KeyExpression[] {
  return plan.order.map(({ path, direction, isNullable }) => ({
    column: row.column(path),
    isDescending: direction === "DESC",
    isNullable,
  }));
}
