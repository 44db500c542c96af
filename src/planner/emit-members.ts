import sql, { join, raw, type Sql } from "sql-template-tag";
import type { TextMatch } from "../database/dialects/search-dialect.js";
import { invariant } from "../errors.js";
import { matchScore } from "../graph/plan-rules.js";
import type { Connection } from "./connection-context.js";
import type { KeyExpression } from "./emit-keyset.js";
import { emitTextMatch } from "./emit-match-value.js";
import { emitDistance, emitPlaceKeys, emitRadius } from "./emit-near.js";
import { emitRelatedKeys } from "./emit-related.js";
import { emitVisibility, isSeenWithParent } from "./emit-visibility.js";
import { emitJoins, emitWay, foreignKey, getRelation, isUnique } from "./emit-way.js";
import { emitCondition } from "./emit-where.js";
import {
  type ConditionPlan,
  type ConnectionPlan,
  distanceKey,
  type NearPlan,
  type PlannedOrderKey,
  type RelatedPlan,
} from "./plan.js";
import { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

/** All rows of a connection, before a page is cut from them. */
export interface Members {
  /** The node. */
  row: RowReference;
  /** The keys of the order, as columns. */
  keys: readonly KeyExpression[];
  /** What holds for the rows: source, filters, and what may be seen. */
  conditions: readonly Sql[];
  /** The FROM clause; called when all is joined that is used. */
  emitFrom(): Sql;
}

/** What is found by a filter of its own gets that filter as a condition, on the row that the connection hangs on. */
export function bindParent(connection: Connection): Connection {
  const { plan, parent } = connection;
  const { by } = plan.source;
  if (!by || !parent) return connection;
  const isRelated: RelatedPlan = { ...by, where: { kind: "thisRow", key: parent.primaryKey } };
  return { ...connection, plan: { ...plan, conditions: [isRelated, ...plan.conditions] } };
}

/** With a driver the rows are reached from what it names, else by the order or the parent. */
export function openMembers(connection: Connection, driver?: RelatedPlan): Members {
  const { copies, parent, near } = connection.plan.source;
  if (copies && parent) return openCopyingMembers(connection, copies).members;
  if (near) return openNearMembers(connection, near, emitRadius(near));
  return driver ? openDrivenMembers(connection, driver) : openPlainMembers(connection);
}

/**
 * Filters over relations of which each row must fulfil each one, and by which all rows can be reached.
 *
 * Of a root connection, or one by a filter, and not of what matches a query or is near a point, which has an index of
 * its own: other rows below a parent are few.
 */
export function listDrivers({ source, match, conditions }: ConnectionPlan): RelatedPlan[] {
  if (source.by) return conditions.slice(0, 1).flatMap(listRelated);
  return source.parent || source.near || match !== undefined ? [] : conditions.flatMap(listRelated);
}

function listRelated(condition: ConditionPlan): RelatedPlan[] {
  if (condition.kind === "related") return [condition];
  return condition.kind === "every" ? condition.of.flatMap(listRelated) : [];
}

/** JSON-free count of the connection's rows, up to a maximum. */
export function emitCount(connection: Connection, maximum: number): Sql {
  const { copies, parent } = connection.plan.source;
  if (copies && parent && connection.plan.conditions.length === 0) {
    const { middle, members } = openCopyingMembers(connection, copies);
    return emitCountOf(connection, { from: middle.emitFrom(), conditions: members.conditions, maximum });
  }
  const unordered = { ...connection, plan: { ...connection.plan, order: [] } };
  const members = openMembers(unordered, listDrivers(connection.plan)[0]);
  return emitCountOf(connection, { from: members.emitFrom(), conditions: members.conditions, maximum });
}

function emitCountOf(
  { context }: Connection,
  { from, conditions, maximum }: { from: Sql; conditions: readonly Sql[]; maximum: number },
): Sql {
  const where = conditions.length === 0 ? raw("TRUE") : join([...conditions], " AND ");
  const counted = sql`SELECT 1 FROM ${from} WHERE ${where} LIMIT ${raw(String(maximum))}`;
  return sql`(SELECT count(*) FROM (${counted}) AS ${identifier(context.nextAlias())})`;
}

function openPlainMembers({ context, plan, parent }: Connection): Members {
  const row = new RowReference(context, plan.node.metadata);
  const match = plan.match === undefined ? undefined : emitTextMatch(context, row, plan.match);
  const conditions = plan.conditions.map((condition) => emitCondition(context, row, condition));
  if (match) conditions.unshift(match.condition);
  if (parent && plan.source.parent && !plan.source.by)
    conditions.unshift(emitSource(context, plan, { row, parent }));
  if (!isSeenThroughParent(plan)) {
    const isListed = !match && !plan.conditions.some(isSelective) && !isReadInOrder(plan);
    conditions.push(emitVisibility(context, row, { ...plan.node, isListed }));
  }
  const keys = plan.order.map((key) => toKey(key, emitKey(row, key, { near: plan.source.near, match })));
  const emitFrom = () =>
    match ? context.dialect.emitOrderedJoin(match.table, row.emitFrom(match.on)) : row.emitFrom();
  return { row, keys, conditions, emitFrom };
}

/** A key of the order: what a match or a point gives each row, else a column. */
function emitKey(
  row: RowReference,
  key: PlannedOrderKey,
  { near, match }: { near: NearPlan | undefined; match: TextMatch | undefined },
): Sql {
  if (match && key.path === matchScore) return match.score;
  return near && key === distanceKey ? emitDistance(row, near) : row.column(key.path);
}

/** A filter that few rows fulfil has an index of its own, by which they are found sooner than by what may be seen. */
function isSelective(condition: ConditionPlan): boolean {
  if (condition.kind === "every") return condition.of.some(isSelective);
  return condition.kind === "startsWith" || (condition.kind === "compare" && condition.operator === "=");
}

/**
 * The rows lie in this order in an index: a page is full long before all that may be seen has been read and sorted.
 *
 * Where only a part of that is asked for, as the posts of a year, that part is read and sorted.
 */
function isReadInOrder({ order, node, source, conditions }: ConnectionPlan): boolean {
  const [first] = order;
  if (!first || (source.parent && !source.by)) return false;
  if (order.some(({ isNullable, direction }) => isNullable || direction !== first.direction)) return false;
  const seenBy = (node.rule.visibleWhen ?? []).map(({ property }) => property);
  if (conditions.some((condition) => bounds(condition, seenBy))) return false;
  return node.metadata.indices.some(({ columns }) =>
    order.every(({ path }, place) => columns[place]?.propertyPath === path),
  );
}

function bounds(condition: ConditionPlan, paths: readonly string[]): boolean {
  if (condition.kind === "every") return condition.of.some((part) => bounds(part, paths));
  return condition.kind === "compare" && paths.includes(condition.path);
}

/** What is left to fulfil of a condition by rows that the driver leads to. */
function omit(condition: ConditionPlan, driver: RelatedPlan): ConditionPlan[] {
  if (condition === driver) return [];
  if (condition.kind !== "every") return [condition];
  return [{ kind: "every", of: condition.of.flatMap((part) => omit(part, driver)) }];
}

/**
 * What the driver names is read first, whatever SQLite would guess of its size.
 *
 * `isEachOnce` is false where rows that are reached in several ways may come as often, and the caller drops them.
 */
export function openDrivenMembers(connection: Connection, driver: RelatedPlan, isEachOnce = true): Members {
  const { context, plan } = connection;
  const conditions = plan.conditions.flatMap((condition) => omit(condition, driver));
  const members = openPlainMembers({ ...connection, plan: { ...plan, conditions } });
  const { row } = members;
  const { key, keys, distinctKeys } = emitRelatedKeys(context, row, driver);
  const alias = context.nextAlias();
  const driven = sql`(${isEachOnce ? distinctKeys : keys}) AS ${identifier(alias)}`;
  const on = sql`${key} = ${identifier(alias, "key")}`;
  return { ...members, emitFrom: () => context.dialect.emitOrderedJoin(driven, row.emitFrom(on)) };
}

/** The rows near a point that `reach`, a `FROM` of one row with a column `metres`, takes in. */
export function openNearMembers(connection: Connection, near: NearPlan, reach: Sql): Members {
  const { context } = connection;
  const members = openPlainMembers(connection);
  const { row } = members;
  const alias = context.nextAlias();
  const places = sql`(${emitPlaceKeys(context, { row, near, reach })}) AS ${identifier(alias)}`;
  const on = sql`${row.primaryKey} = ${identifier(alias, "key")}`;
  const isInside = sql`${emitDistance(row, near)} <= ${identifier(alias, "metres")}`;
  return {
    ...members,
    conditions: [isInside, ...members.conditions],
    emitFrom: () => context.dialect.emitOrderedJoin(places, row.emitFrom(on)),
  };
}

/** The rows between parent and nodes hold the order's key, so that their index is read in order, and nothing is sorted. */
function openCopyingMembers(
  { context, plan, parent }: Connection,
  copies: Readonly<Record<string, string>>,
): { middle: RowReference; members: Members } {
  const [near, far] = plan.source.through;
  invariant(
    parent && near !== undefined && far !== undefined,
    "copies stand on rows between parent and nodes",
  );
  const relation = getRelation(parent.metadata, near);
  const middle = new RowReference(context, relation.inverseEntityMetadata);
  const parentKey = foreignKey(relation.inverseRelation);
  const nodeKey = foreignKey(getRelation(middle.metadata, far));
  const row = new RowReference(context, plan.node.metadata);
  const past = plan.node.rule.visibleWhen?.find(({ is }) => is === "PAST");
  const since = past && copies[past.property];
  invariant(since, "a copy says since when the node is seen");
  const conditions = [
    sql`${identifier(middle.alias, parentKey)} = ${parent.primaryKey}`,
    sql`${middle.column(since)} <= ${context.now}`,
    ...(isUnique(middle.metadata, [parentKey, nodeKey])
      ? []
      : [emitFirstOfNode(context, middle, [parentKey, nodeKey])]),
    ...plan.conditions.map((condition) => emitCondition(context, row, condition)),
  ];
  const keys = plan.order.map((key) => {
    const copy = copies[key.path];
    return toKey(key, copy === undefined ? row.column(key.path) : middle.column(copy));
  });
  const emitFrom = () => {
    const on = sql`${row.primaryKey} = ${identifier(middle.alias, nodeKey)}`;
    return context.dialect.emitOrderedJoin(middle.emitFrom(), row.emitFrom(on));
  };
  return { middle, members: { row, keys, conditions, emitFrom } };
}

/**
 * True for the first of the rows that lead from the parent to the same node, so that the node counts once.
 *
 * Found by the node: the parent has far more rows.
 */
function emitFirstOfNode(
  context: StatementContext,
  middle: RowReference,
  [parentKey = "", nodeKey = ""]: readonly string[],
): Sql {
  const earlier = new RowReference(context, middle.metadata);
  const sameNode = sql`${identifier(earlier.alias, nodeKey)} = ${identifier(middle.alias, nodeKey)}`;
  const ofParent = context.dialect.emitUnindexed(identifier(earlier.alias, parentKey));
  const sameParent = sql`${ofParent} = ${identifier(middle.alias, parentKey)}`;
  return sql`NOT EXISTS (SELECT 1 FROM ${earlier.emitFrom()} WHERE ${sameNode} AND ${sameParent} AND ${earlier.primaryKey} < ${middle.primaryKey})`;
}

/** A key of the order, as a column. */
export function toKey(
  { direction, isNullable }: ConnectionPlan["order"][number],
  column: Sql,
): KeyExpression {
  return { column, isDescending: direction === "DESC", isNullable };
}

function isSeenThroughParent({ source, node }: ConnectionPlan): boolean {
  const [property] = source.through;
  if (!source.parent || property === undefined || source.through.length > 1) return false;
  return isSeenWithParent(source.parent, property, node.rule);
}

/** A one-to-many relation of the parent is a comparison; any longer way is a list of keys, so that a row counts once. */
function emitSource(
  context: StatementContext,
  { source }: ConnectionPlan,
  { row, parent }: { row: RowReference; parent: RowReference },
): Sql {
  const [property = ""] = source.through;
  const relation = getRelation(parent.metadata, property);
  if (source.through.length === 1 && relation.isOneToMany) {
    return sql`${identifier(row.alias, foreignKey(relation.inverseRelation))} = ${parent.primaryKey}`;
  }
  const way = emitWay(context, parent, source.through);
  return sql`${row.primaryKey} IN (SELECT ${way.key} FROM ${join(way.tables, ", ")} WHERE ${join(emitJoins(way.joins), " AND ")})`;
}
