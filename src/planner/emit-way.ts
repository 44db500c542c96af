import sql, { type Sql } from "sql-template-tag";
import type { EntityMetadata } from "typeorm";
import { invariant } from "../errors.js";
import { getPrimaryColumn, type RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

export type Relation = EntityMetadata["relations"][number];

/** A column of a table and the key, known before, that it holds. */
export interface Join {
  column: Sql;
  key: Sql;
}

/** The tables from one row along relations to the rows at the end, which are not among them unless needed. */
export interface Way {
  tables: Sql[];
  /** How each table hangs on the one before it, the first on the row where the way begins. */
  joins: Join[];
  /** Key of the row at the end. */
  key: Sql;
}

/** Walks along properties, from one to many at each step or the other way round. */
export function emitWay(context: StatementContext, start: RowReference, through: readonly string[]): Way {
  const way: Way = { tables: [], joins: [], key: start.primaryKey };
  let { metadata } = start;
  /** Alias of the row that `key` is the key of; undefined when only the key is known. */
  let alias: string | undefined = start.alias;
  for (const property of through) {
    const relation = getRelation(metadata, property);
    if (relation.isManyToMany) {
      const { table, near, far } = toJunction(relation);
      const junction = add(context, way, { table, column: near });
      way.key = identifier(junction, far);
      alias = undefined;
    } else if (relation.isOneToMany) {
      const table = relation.inverseEntityMetadata;
      alias = add(context, way, { table: table.tableName, column: foreignKey(relation.inverseRelation) });
      way.key = identifier(alias, getPrimaryColumn(table));
    } else {
      alias ??= add(context, way, { table: metadata.tableName, column: getPrimaryColumn(metadata) });
      way.key = identifier(alias, foreignKey(relation));
      alias = undefined;
    }
    metadata = relation.inverseEntityMetadata;
  }
  return way;
}

export function emitJoins(joins: readonly Join[]): Sql[] {
  return joins.map(({ column, key }) => sql`${column} = ${key}`);
}

function add(
  context: StatementContext,
  way: Way,
  { table, column }: { table: string; column: string },
): string {
  const alias = context.nextAlias();
  way.tables.push(context.table(table, alias));
  way.joins.push({ column: identifier(alias, column), key: way.key });
  return alias;
}

function toJunction(relation: Relation): { table: string; near: string; far: string } {
  const owner = relation.isOwning ? relation : relation.inverseRelation;
  invariant(owner?.junctionEntityMetadata, `${relation.propertyPath} has a junction table`);
  const { joinColumns, inverseJoinColumns } = owner;
  const [near, far] = relation.isOwning
    ? [joinColumns, inverseJoinColumns]
    : [inverseJoinColumns, joinColumns];
  return {
    table: owner.junctionEntityMetadata.tableName,
    near: databaseName(near),
    far: databaseName(far),
  };
}

export function getRelation(metadata: EntityMetadata, property: string): Relation {
  const relation = metadata.findRelationWithPropertyPath(property);
  invariant(relation, `${metadata.name}.${property} is a relation`);
  return relation;
}

/** Whether no two rows of a table have the same values in these columns, by a key that it has. */
export function isUnique({ primaryColumns, uniques }: EntityMetadata, columns: readonly string[]): boolean {
  const keys = [primaryColumns, ...uniques.map((unique) => unique.columns)];
  return keys.some((key) => key.every(({ databaseName }) => columns.includes(databaseName)));
}

/** The column by which the owning side of a to-one relation names its target. */
export function foreignKey(relation: Relation | undefined): string {
  return databaseName(relation?.joinColumns ?? []);
}

function databaseName(columns: Relation["joinColumns"]): string {
  const [column] = columns;
  invariant(column && columns.length === 1, "relations join by one column");
  return column.databaseName;
}
