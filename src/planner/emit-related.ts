import sql, { join, raw, type Sql } from "sql-template-tag";
import type { EntityMetadata } from "typeorm";
import { emitAncestors } from "./emit-ancestors.js";
import { emitVisibility } from "./emit-visibility.js";
import { emitJoins, emitWay, foreignKey, getRelation, isUnique, type Join } from "./emit-way.js";
import { emitCondition } from "./emit-where.js";
import type { ConditionPlan, RelatedPlan } from "./plan.js";
import { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

/** The rows that hang on one row by a relation and fit. */
interface RelatedRows {
  tables: readonly Sql[];
  joins: readonly Join[];
  fits: Sql;
}

/**
 * True for rows that have a related row that is seen and fits.
 *
 * The tables are read outwards from the row: engines that do not know how much hangs on what is asked for would begin
 * there and read all of it, for each row anew.
 */
export function emitRelated(context: StatementContext, row: RowReference, plan: RelatedPlan): Sql {
  const { tables, joins, fits } = openRelated(context, row, plan, emitCondition);
  if (tables.length === 0) return fits;
  const { dialect } = context;
  const outwards = joins.map(({ column, key }, place) => ({
    column,
    key: place === 0 ? key : dialect.emitLeadingKey(key),
  }));
  return dialect.emitExists(
    sql`SELECT 1 FROM ${join([...tables], " CROSS JOIN ")} WHERE ${join([...emitJoins(outwards), fits], " AND ")}`,
  );
}

/**
 * The other way round: a SELECT of `key` of all rows that `emitRelated` is true for; `distinctKeys` has each value once.
 *
 * The row's own `key` is the column of it that is compared: its primary key, or the one that names a to-one target.
 */
export function emitRelatedKeys(
  context: StatementContext,
  row: RowReference,
  plan: RelatedPlan,
): { key: Sql; keys: Sql; distinctKeys: Sql } {
  if (plan.descendantsOver !== undefined && plan.through.length === 1) {
    const keys = emitTree(context, plan, emitReached);
    return { key: emitWay(context, row, plan.through).key, keys, distinctKeys: keys };
  }
  const { tables, joins, fits } = openRelated(context, row, plan, emitReached);
  const [first, ...others] = joins;
  const conditions = [...emitJoins(others), fits];
  const found = sql`${first?.column ?? raw("NULL")} AS ${identifier("key")} FROM ${join([...tables], ", ")} WHERE ${join(conditions, " AND ")}`;
  return {
    key: first?.key ?? raw("NULL"),
    keys: sql`SELECT ${found}`,
    distinctKeys: isReachedOnce(row.metadata, plan) ? sql`SELECT ${found}` : sql`SELECT DISTINCT ${found}`,
  };
}

/** Whether no row is reached by `emitRelatedKeys` in several ways. */
export function isEachOnce(metadata: EntityMetadata, plan: RelatedPlan): boolean {
  return (plan.descendantsOver !== undefined && plan.through.length === 1) || isReachedOnce(metadata, plan);
}

/** One target at the most, and one row at the most between it and each row: all that bear one tag. */
function isReachedOnce(metadata: EntityMetadata, plan: RelatedPlan): boolean {
  const [near = "", far = "", ...further] = plan.through;
  const relation = getRelation(metadata, near);
  const isOneTarget = plan.descendantsOver === undefined && isOneRow(plan.node.metadata, plan.where);
  if (!isOneTarget || further.length > 0) return false;
  if (relation.isManyToMany) return far === "";
  if (!relation.isOneToMany || far === "") return false;
  const middle = relation.inverseEntityMetadata;
  return isUnique(middle, [foreignKey(relation.inverseRelation), foreignKey(getRelation(middle, far))]);
}

/** Whether a condition names one row, by its slug or id. */
function isOneRow(metadata: EntityMetadata, condition: ConditionPlan): boolean {
  if (condition.kind === "thisRow") return true;
  if (condition.kind === "every") return condition.of.some((part) => isOneRow(metadata, part));
  if (condition.kind !== "compare" || condition.operator !== "=") return false;
  const column = metadata.findColumnWithPropertyPath(condition.path);
  return column !== undefined && isUnique(metadata, [column.databaseName]);
}

/** As `emitCondition`, where rows are reached from what is asked for, in each relation inside another too. */
function emitReached(context: StatementContext, row: RowReference, plan: ConditionPlan): Sql {
  if (plan.kind === "every" && plan.of.length > 0) {
    return sql`(${join(
      plan.of.map((part) => emitReached(context, row, part)),
      " AND ",
    )})`;
  }
  if (plan.kind !== "related") return emitCondition(context, row, plan);
  const { key, distinctKeys } = emitRelatedKeys(context, row, plan);
  return sql`${key} IN (${distinctKeys})`;
}

// biome-ignore lint/complexity/useMaxParams: how conditions are written is what tells the two uses apart.
function openRelated(
  context: StatementContext,
  row: RowReference,
  plan: RelatedPlan,
  emit: typeof emitCondition,
): RelatedRows {
  if (plan.descendantsOver !== undefined) {
    const { tables, joins, key } = emitWay(context, row, plan.through);
    return { tables, joins, fits: emitBelow(context, key, { plan, emit }) };
  }
  const target = new RowReference(context, plan.node.metadata);
  const { tables, joins } = emitWayTo(context, { row, target }, plan.through);
  const fits = join(emitFit(context, target, plan, emit), " AND ");
  return { tables: [...tables, target.emitFrom()], joins, fits };
}

/** Leads to the target itself; where the last step is one-to-many, without reading the target twice. */
function emitWayTo(
  context: StatementContext,
  { row, target }: { row: RowReference; target: RowReference },
  through: readonly string[],
): { tables: readonly Sql[]; joins: readonly Join[] } {
  const path = through.slice(0, -1);
  const before = path.reduce(
    (metadata, property) => getRelation(metadata, property).inverseEntityMetadata,
    row.metadata,
  );
  const last = getRelation(before, through.at(-1) ?? "");
  const { tables, joins, key } = emitWay(context, row, last.isOneToMany ? path : through);
  const column = last.isOneToMany
    ? identifier(target.alias, foreignKey(last.inverseRelation))
    : target.primaryKey;
  return { tables, joins: [...joins, { column, key }] };
}

/**
 * Whether a key is that of a row that fits, or of one below it.
 *
 * Where one row is asked for and the key is that of a row at hand, from the key upwards: what lies below a row that
 * is not the same in the whole statement would be collected for each key anew.
 */
function emitBelow(
  context: StatementContext,
  key: Sql,
  { plan, emit }: { plan: RelatedPlan; emit: typeof emitCondition },
): Sql {
  const { where, node, descendantsOver = "" } = plan;
  if (emit === emitReached) return context.dialect.emitOneOfFew(key, emitTree(context, plan, emit));
  if (where.kind !== "thisRow") return sql`${key} IN (${emitTree(context, plan, emit)})`;
  const keys = emitAncestors(context, node.metadata, { key, over: descendantsOver });
  return sql`${where.key} IN (${keys})`;
}

/** The keys of the rows that fit and of all rows below them. */
function emitTree(context: StatementContext, plan: RelatedPlan, emit: typeof emitCondition): Sql {
  const target = new RowReference(context, plan.node.metadata);
  const below = new RowReference(context, plan.node.metadata);
  const fit = join(emitFit(context, target, plan, emit), " AND ");
  const parent = foreignKey(getRelation(plan.node.metadata, plan.descendantsOver ?? ""));
  const tree = identifier(context.nextAlias());
  const key = sql`${tree}.${identifier("key")}`;
  return sql`WITH RECURSIVE ${tree}(${identifier("key")}) AS (SELECT ${target.primaryKey} FROM ${target.emitFrom()} WHERE ${fit} UNION SELECT ${below.primaryKey} FROM ${tree} JOIN ${below.emitFrom(sql`${identifier(below.alias, parent)} = ${key}`)}) SELECT ${key} FROM ${tree}`;
}

// biome-ignore lint/complexity/useMaxParams: see openRelated.
function emitFit(
  context: StatementContext,
  target: RowReference,
  plan: RelatedPlan,
  emit: typeof emitCondition,
): Sql[] {
  return [emit(context, target, plan.where), emitVisibility(context, target, plan.node)];
}
