import sql, { empty, join, raw, type Sql } from "sql-template-tag";
import type { EntityMetadata } from "typeorm";
import { invariant } from "../errors.js";
import { emitVisibility, isSeenWithParent } from "./emit-visibility.js";
import type { ConnectionPlan } from "./plan.js";
import { getPrimaryColumn, type RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

type Relation = EntityMetadata["relations"][number];

/** True for the rows of `row` that belong to the connection: its source, its filters, and what may be seen. */
export function emitMembership(
  context: StatementContext,
  plan: ConnectionPlan,
  { row, parent }: { row: RowReference; parent: RowReference | undefined },
): Sql {
  const conditions = plan.filters.map(({ path, oneOf }) =>
    oneOf.length === 0 ? raw("FALSE") : sql`${row.column(path)} IN (${join([...oneOf])})`,
  );
  if (parent && plan.source.parent) conditions.unshift(emitSource(context, plan, { row, parent }));
  if (!isSeenThroughParent(plan)) conditions.push(emitVisibility(context, row, plan.node.rule));
  return conditions.length === 0 ? raw("TRUE") : join(conditions, " AND ");
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
  const relations = toRelations(parent.metadata, source.through);
  const [only] = relations;
  if (only && relations.length === 1 && only.isOneToMany) {
    return sql`${identifier(row.alias, joinColumn(only.inverseRelation))} = ${parent.primaryKey}`;
  }
  return sql`${row.primaryKey} IN (${emitKeys(context, relations, parent)})`;
}

/** The keys of the rows at the end of a way of relations, from one to many at each step or the other way round. */
function emitKeys(context: StatementContext, relations: readonly Relation[], parent: RowReference): Sql {
  const steps = relations.map((relation) => toStep(context, relation));
  const [first] = steps;
  const last = steps.at(-1);
  invariant(first && last, "a way has at least one relation");
  const joins = steps
    .slice(1)
    .map((step, index) => sql` JOIN ${step.table} ON ${step.from} = ${(steps[index] ?? first).to}`);
  const joined = joins.length > 0 ? join(joins, "") : empty;
  return sql`SELECT ${last.to} FROM ${first.table}${joined} WHERE ${first.from} = ${parent.primaryKey}`;
}

interface Step {
  table: Sql;
  /** Column of `table` that holds the key of the row where the step begins. */
  from: Sql;
  /** Column of `table` that holds the key of the row where it ends. */
  to: Sql;
}

function toStep(context: StatementContext, relation: Relation): Step {
  const alias = context.nextAlias();
  const step = (table: string, from: string, to: string): Step => ({
    table: sql`${identifier(table)} AS ${identifier(alias)}`,
    from: identifier(alias, from),
    to: identifier(alias, to),
  });
  if (relation.isManyToMany) {
    const owner = relation.isOwning ? relation : relation.inverseRelation;
    invariant(owner?.junctionEntityMetadata, `${relation.propertyPath} has a junction table`);
    const { joinColumns: near, inverseJoinColumns: far } = owner;
    const [from, to] = relation.isOwning ? [near, far] : [far, near];
    return step(owner.junctionEntityMetadata.tableName, databaseName(from), databaseName(to));
  }
  if (relation.isOneToMany) {
    const { tableName } = relation.inverseEntityMetadata;
    return step(
      tableName,
      joinColumn(relation.inverseRelation),
      getPrimaryColumn(relation.inverseEntityMetadata),
    );
  }
  return step(
    relation.entityMetadata.tableName,
    getPrimaryColumn(relation.entityMetadata),
    joinColumn(relation),
  );
}

function toRelations(parent: EntityMetadata, through: readonly string[]): Relation[] {
  let metadata = parent;
  return through.map((property) => {
    const relation = metadata.findRelationWithPropertyPath(property);
    invariant(relation, `${metadata.name}.${property} is a relation`);
    metadata = relation.inverseEntityMetadata;
    return relation;
  });
}

function joinColumn(relation: Relation | undefined): string {
  return databaseName(relation?.joinColumns ?? []);
}

function databaseName(columns: Relation["joinColumns"]): string {
  const [column] = columns;
  invariant(column && columns.length === 1, "relations join by one column");
  return column.databaseName;
}
