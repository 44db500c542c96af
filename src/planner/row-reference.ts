import sql, { empty, join, type Sql } from "sql-template-tag";
import type { EntityMetadata } from "typeorm";
import { invariant } from "../errors.js";
import { splitAtRelation } from "./plan-fields.js";
import { identifier, type StatementContext } from "./statement-context.js";

/**
 * A row of one table inside a select, and the to-one rows that were joined to it on the way.
 *
 * Joining twice over the same relation gives the same row; `emitFrom` is called when all is joined.
 */
export class RowReference {
  readonly alias: string;
  private readonly joined = new Map<string, RowReference>();

  constructor(
    private readonly context: StatementContext,
    readonly metadata: EntityMetadata,
    /** Set for a joined row: what joins it. */
    private readonly joinCondition?: (row: RowReference) => Sql,
  ) {
    this.alias = context.nextAlias();
  }

  /** A column by its property path; hops over to-one relations are joined. */
  column(path: string, metadata: EntityMetadata = this.metadata): Sql {
    const column = metadata.findColumnWithPropertyPath(path);
    if (column) return identifier(this.alias, column.databaseName);
    const [relation, rest] = splitAtRelation(metadata, path);
    return this.toOne(relation.propertyPath, { metadata }).column(rest);
  }

  get primaryKey(): Sql {
    return identifier(this.alias, getPrimaryColumn(this.metadata));
  }

  /** The row that a to-one relation leads to; its columns are NULL where there is none, or `visible` does not hold. */
  toOne(
    property: string,
    {
      metadata = this.metadata,
      visible,
    }: { metadata?: EntityMetadata; visible?: (row: RowReference) => Sql } = {},
  ): RowReference {
    const key = `${property}:${visible === undefined ? "" : "visible"}`;
    const known = this.joined.get(key);
    if (known) return known;
    const relation = metadata.findRelationWithPropertyPath(property);
    invariant(relation, `${metadata.name}.${property} is a relation`);
    const row = new RowReference(this.context, relation.inverseEntityMetadata, (target) => {
      const condition = this.emitJoinCondition(relation, target);
      return visible ? sql`${condition} AND ${visible(target)}` : condition;
    });
    this.joined.set(key, row);
    return row;
  }

  /** `table AS alias`, `ON` where the row is joined to what stands before it, and all that is joined to the row. */
  emitFrom(on?: Sql): Sql {
    return this.emitFromTable(this.context.table(this.metadata.tableName, this.alias), on);
  }

  /** As `emitFrom`, of a select that has all columns of the table in the place of it. */
  emitFromSelect(select: Sql): Sql {
    return this.emitFromTable(sql`(${select}) AS ${identifier(this.alias)}`);
  }

  private emitFromTable(table: Sql, on?: Sql): Sql {
    const joins = [...this.joined.values()].map(
      (row) => sql` LEFT JOIN ${row.emitFrom(row.joinCondition?.(row))}`,
    );
    const joined = joins.length === 0 ? empty : join(joins, "");
    return on ? sql`${table} ON ${on}${joined}` : sql`${table}${joined}`;
  }

  private emitJoinCondition(relation: EntityMetadata["relations"][number], target: RowReference): Sql {
    const owned = relation.isOwning ? relation : relation.inverseRelation;
    const column = owned?.joinColumns[0];
    invariant(column?.referencedColumn, `${relation.propertyPath} is a to-one relation`);
    const [foreign, referenced] = relation.isOwning ? [this, target] : [target, this];
    return sql`${identifier(foreign.alias, column.databaseName)} = ${identifier(referenced.alias, column.referencedColumn.databaseName)}`;
  }
}

/** The one column that rows of this table are joined by. */
export function getPrimaryColumn(metadata: EntityMetadata): string {
  const column = metadata.primaryColumns[0];
  invariant(column, `${metadata.name} has a primary key`);
  return column.databaseName;
}
