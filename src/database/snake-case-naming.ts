import { DefaultNamingStrategy, type Table } from "typeorm";

/** Tables and columns in snake_case, so that hand-written SQL needs no quotes on either engine. */
export class SnakeCaseNaming extends DefaultNamingStrategy {
  override tableName(className: string, customName?: string): string {
    return customName ?? toSnakeCase(className);
  }

  override columnName(property: string, customName: string | undefined, prefixes: string[]): string {
    return [...prefixes, customName ?? property].map(toSnakeCase).join("_");
  }

  override joinColumnName(relation: string, referencedColumn: string): string {
    return `${toSnakeCase(relation)}_${toSnakeCase(referencedColumn)}`;
  }

  override joinTableColumnName(table: string, property: string, column?: string): string {
    return `${table}_${toSnakeCase(column ?? property)}`;
  }

  override primaryKeyName(table: Table | string): string {
    return `${nameOf(table)}_pk`;
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return `${nameOf(table)}_${columns.join("_")}_unique`;
  }

  override relationConstraintName(table: Table | string, columns: string[]): string {
    return `${nameOf(table)}_${columns.join("_")}_relation`;
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return `${nameOf(table)}_${columns.join("_")}_fk`;
  }

  override indexName(table: Table | string, columns: string[]): string {
    return `${nameOf(table)}_${columns.join("_")}_index`;
  }
}

function nameOf(table: Table | string): string {
  return typeof table === "string" ? table : table.name;
}

function toSnakeCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
