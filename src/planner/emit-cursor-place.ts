import sql, { type Sql } from "sql-template-tag";
import { matchScore } from "../graph/plan-rules.js";
import type { Connection } from "./connection-context.js";
import { type CursorPlace, emitBeyond, type KeyExpression } from "./emit-keyset.js";
import { emitTextMatch } from "./emit-match-value.js";
import type { CursorValues } from "./plan.js";
import { RowReference } from "./row-reference.js";

/** What the cursors of a page ask of its rows. */
export function emitBounds(connection: Connection, keys: readonly KeyExpression[]): Sql[] {
  const { after, before } = connection.plan.page;
  return [
    ...(after ? [emitBeyond(keys, emitCursorPlace(connection, after), false)] : []),
    ...(before ? [emitBeyond(keys, emitCursorPlace(connection, before), true)] : []),
  ];
}

/**
 * Where the cursor's row stands now.
 *
 * What a match scores changes with whatever else is written, so that rows would come again, or never, behind the score
 * that a cursor remembers; that counts only for a row that matches no more.
 */
export function emitCursorPlace({ context, plan }: Connection, values: CursorValues): CursorPlace {
  const { match: query, order, node } = plan;
  if (query === undefined || order[0]?.path !== matchScore) return values;
  const row = new RowReference(context, node.metadata);
  const match = emitTextMatch(context, row, query);
  const [score = null, id = null] = values;
  const from = context.dialect.emitOrderedJoin(row.emitFrom(), sql`${match.table} ON ${match.on}`);
  const found = sql`SELECT ${match.score} FROM ${from} WHERE ${row.column("id")} = ${id} AND ${match.condition}`;
  return { select: sql`SELECT coalesce((${found}), ${score}), ${id}` };
}
