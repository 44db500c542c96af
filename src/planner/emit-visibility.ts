import sql, { join, raw, type Sql } from "sql-template-tag";
import type { EntityMetadata } from "typeorm";
import { invariant } from "../errors.js";
import type { NounRule, VisibilityCondition } from "../graph/plan-rules.js";
import { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

/**
 * True for rows that this request may see: the predicate of the noun, or of the noun that it is seen through.
 *
 * Compiled into every place where a noun is read. `through` rows are looked up by key, so that the predicate
 * can stand in an ON clause as well; where the row has a copy of what they would tell, they are not read.
 *
 * Nearly all rows are seen, so that an index on what it compares finds none: unless the rows are listed in its
 * order, they are found by something else.
 */
export function emitVisibility(
  context: StatementContext,
  row: RowReference,
  { rule, isListed = false }: { rule: NounRule; isListed?: boolean },
): Sql {
  const column = (property: string) =>
    isListed ? row.column(property) : context.dialect.emitUnindexed(row.column(property));
  const conditions = emitConditions(context, rule.visibleWhen ?? [], column);
  if (rule.visibleFrom) conditions.push(sql`${column(rule.visibleFrom)} <= ${context.now}`);
  else if (rule.visibleThrough) {
    const relation = row.metadata.findRelationWithPropertyPath(rule.visibleThrough);
    const column = relation?.joinColumns[0];
    invariant(relation && column?.referencedColumn, `${rule.visibleThrough} is a to-one relation`);
    const seen = new RowReference(context, relation.inverseEntityMetadata);
    const key = sql`${identifier(seen.alias, column.referencedColumn.databaseName)} = ${identifier(row.alias, column.databaseName)}`;
    const predicate = emitVisibility(context, seen, { rule: context.catalog.getRule(seen.metadata) });
    conditions.push(sql`EXISTS (SELECT 1 FROM ${seen.emitFrom()} WHERE ${key} AND ${predicate})`);
  }
  const seen = conditions.length === 0 ? raw("TRUE") : join(conditions, " AND ");
  return rule.isPreviewed ? sql`(${seen} OR ${row.column("id")} = ${context.previewed})` : seen;
}

/** True for rows that were seen once and are no more; undefined where there are none. */
export function emitWithdrawal(
  context: StatementContext,
  row: RowReference,
  rule: NounRule,
): Sql | undefined {
  if (!rule.goneWhen) return undefined;
  const conditions = emitConditions(context, rule.goneWhen, (property) => row.column(property));
  if (rule.isPreviewed) conditions.push(sql`${row.column("id")} <> ${context.previewed}`);
  return join(conditions, " AND ");
}

function emitConditions(
  { now }: StatementContext,
  conditions: readonly VisibilityCondition[],
  column: (property: string) => Sql,
): Sql[] {
  return conditions.map(({ property, is }) =>
    is === "PAST" ? sql`${column(property)} <= ${now}` : sql`${column(property)} = ${is.equal}`,
  );
}

/** Whether rows reached from `parent` over `property` are seen whenever the parent is: they are seen through it. */
export function isSeenWithParent(parent: EntityMetadata, property: string, rule: NounRule): boolean {
  const relation = parent.findRelationWithPropertyPath(property);
  return relation?.inverseRelation?.propertyPath === rule.visibleThrough && rule.visibleThrough !== undefined;
}
