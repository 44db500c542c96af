import sql, { join, type Sql } from "sql-template-tag";
import type { Connection } from "./connection-context.js";
import { emitBounds } from "./emit-cursor-place.js";
import { openNearMembers } from "./emit-members.js";
import { emitNumber } from "./emit-near.js";
import type { NearPlan } from "./plan.js";
import { identifier } from "./statement-context.js";

/** Metres; a city's worth of clinics is sorted in no time. */
const firstReach = sql`1000`;

/**
 * `FROM` with one column, `metres`: how far one must look from the point to find as many rows of the page as `limit`
 * says, or as far as the radius.
 *
 * The reach doubles until it holds enough, so that the work grows with the page and not with what the radius holds:
 * each step looks at four times as much as the one before, all of them together at a third more than the last.
 */
export function emitReach(connection: Connection, near: NearPlan, limit: Sql): Sql {
  const { context } = connection;
  const ring = context.nextAlias();
  const [metres, radius] = [identifier(ring, "metres"), emitNumber(near.radius)];
  const from = sql`(SELECT ${metres} AS ${identifier("metres")})`;
  const { keys, conditions, emitFrom } = openNearMembers(connection, near, from);
  const where = join([...conditions, ...emitBounds(connection, keys)], " AND ");
  const found = sql`SELECT 1 FROM ${emitFrom()} WHERE ${where} LIMIT ${limit}`;
  const isFull = sql`(SELECT count(*) FROM (${found}) AS ${identifier(context.nextAlias())}) >= ${limit}`;
  const atMost = (reach: Sql) => sql`CASE WHEN ${reach} < ${radius} THEN ${reach} ELSE ${radius} END`;
  const first = atMost(sql`CAST(${firstReach} AS double precision)`);
  const next = sql`SELECT ${atMost(sql`${metres} * 2`)} FROM ${identifier(ring)} WHERE ${metres} < ${radius} AND NOT ${isFull}`;
  return sql`(WITH RECURSIVE ${identifier(ring)}(${identifier("metres")}) AS (SELECT ${first} UNION ALL ${next}) SELECT max(${metres}) AS ${identifier("metres")} FROM ${identifier(ring)})`;
}
