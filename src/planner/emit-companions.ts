import sql, { empty, raw, type Sql } from "sql-template-tag";
import type { EntityMetadata } from "typeorm";
import { mostMeetings, toldMeetings } from "../graph/companions-field.js";
import { emitRows } from "./emit-row.js";
import { foreignKey, getRelation } from "./emit-way.js";
import type { CompanionsPlan } from "./plan.js";
import { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

interface Parent {
  row: RowReference;
  metadata: EntityMetadata;
}

/**
 * JSON text of the nodes that meet the row at hand, the most frequent first.
 *
 * Where it met anybody is found once, the newest first, in the order of its index; meetings are told of those nodes
 * alone that are left.
 */
export function emitCompanions(
  context: StatementContext,
  { row, metadata }: Parent,
  plan: CompanionsPlan,
): Sql {
  const middle = getRelation(metadata, plan.middle).inverseEntityMetadata;
  const nodeKey = foreignKey(getRelation(middle, plan.node));
  const meetingKey = foreignKey(getRelation(middle, plan.meeting));
  const hits = identifier(context.nextAlias());
  const own = new RowReference(context, middle);
  const since = own.column("visibleFrom");
  const found = sql`SELECT DISTINCT ${identifier(own.alias, meetingKey)} AS ${identifier("meeting")}, ${since} AS ${identifier("since")} FROM ${own.emitFrom()} WHERE ${identifier(own.alias, nodeKey)} = ${row.primaryKey} AND ${since} <= ${context.now} ORDER BY ${since} DESC, 1 DESC LIMIT ${raw(String(mostMeetings))}`;
  const emitShared = (select: (other: RowReference) => Sql, where = (_other: RowReference) => empty) => {
    const other = new RowReference(context, middle);
    const joined = other.emitFrom(
      sql`${identifier(other.alias, meetingKey)} = ${hits}.${identifier("meeting")}`,
    );
    return sql`${select(other)} FROM ${context.dialect.emitOrderedJoin(hits, joined)}${where(other)}`;
  };
  const counted = identifier(context.nextAlias());
  const node = (other: RowReference) => identifier(other.alias, nodeKey);
  const counts = emitShared(
    (other) =>
      sql`SELECT ${node(other)} AS ${identifier("node_row_id")}, count(DISTINCT ${hits}.${identifier("meeting")}) AS ${identifier("count")}`,
  );
  const companions = sql`SELECT * FROM (${counts} GROUP BY 1) AS ${identifier(context.nextAlias())} WHERE ${identifier("node_row_id")} <> ${row.primaryKey} ORDER BY 2 DESC, 1 LIMIT ${raw(String(plan.size))}`;
  const shared = identifier(context.nextAlias());
  const telling = emitShared(
    () => sql`SELECT DISTINCT ${hits}.${identifier("meeting")}, ${hits}.${identifier("since")}`,
    (other) => sql` WHERE ${node(other)} = ${counted}.${identifier("node_row_id")}`,
  );
  const meetings = sql`${telling} ORDER BY 2 DESC, 1 DESC LIMIT ${raw(String(toldMeetings))}`;
  const told = context.dialect.emitArray(sql`'[' || ${shared}.${identifier("meeting")} || ']'`, {
    order: {
      terms: sql`${shared}.${identifier("since")} DESC, ${shared}.${identifier("meeting")} DESC`,
      isAsRead: true,
    },
  });
  const rows = sql`SELECT ${counted}.*, row_number() OVER () AS ${identifier("ordinal")}, (SELECT ${told} FROM (${meetings}) AS ${shared}) AS ${identifier("meeting_rows")} FROM (${companions}) AS ${counted}`;
  return sql`(WITH ${hits} AS MATERIALIZED (${found}) SELECT ${emitRows(context, rows, plan.row)})`;
}
