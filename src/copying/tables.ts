import type { DataSource, EntityMetadata } from "typeorm";
import { listStoredTables } from "../database/stored-tables.js";
import { invariant } from "../errors.js";

/** What a copy needs to know of a table; all names are those of the database. */
export interface CopiedTable {
  name: string;
  columns: readonly { name: string; isBoolean: boolean; isText: boolean }[];
  /** Columns of the primary key, all of them integers. */
  keys: readonly string[];
  /** The column by which a row names another one of the same table that must be there before it. */
  parent: string | undefined;
}

/** Each database counts its own changes: the numbers are made anew as rows come in. */
const leftOut = new Set(["revision"]);

/** The tables of the graph, those that others refer to first, and the change log last. */
export function listTables(source: DataSource): CopiedTable[] {
  const byName = new Map<string, EntityMetadata>();
  for (const metadata of listStoredTables(source)) {
    const known = byName.get(metadata.tableName);
    // Of classes that share a table the one that has all its columns.
    if (!known || known.columns.length < metadata.columns.length) byName.set(metadata.tableName, metadata);
  }
  for (const name of leftOut) byName.delete(name);
  const ordered: EntityMetadata[] = [];
  const left = new Set(byName.values());
  while (left.size > 0) {
    const free = [...left].filter((metadata) => !referencesOf(metadata).some((name) => isLeft(left, name)));
    invariant(free.length > 0, "tables refer to each other without a circle");
    for (const metadata of free) {
      ordered.push(metadata);
      left.delete(metadata);
    }
  }
  const isLog = ({ tableName }: EntityMetadata) => tableName === "change_log";
  return [...ordered.filter((metadata) => !isLog(metadata)), ...ordered.filter(isLog)].map(toTable);
}

function isLeft(left: ReadonlySet<EntityMetadata>, name: string): boolean {
  return [...left].some(({ tableName }) => tableName === name);
}

/** Other tables that rows of this one name. */
function referencesOf({ foreignKeys, tableName }: EntityMetadata): string[] {
  return foreignKeys
    .map(({ referencedEntityMetadata }) => referencedEntityMetadata.tableName)
    .filter((name) => name !== tableName);
}

function toTable({ tableName, columns, primaryColumns, foreignKeys }: EntityMetadata): CopiedTable {
  const unique = new Map(columns.map((column) => [column.databaseName, column]));
  const parent = foreignKeys.find(
    ({ referencedEntityMetadata }) => referencedEntityMetadata.tableName === tableName,
  );
  return {
    name: tableName,
    columns: [...unique].map(([name, { type }]) => ({
      name,
      isBoolean: type === "boolean",
      isText: type === "text" || type === "simple-json",
    })),
    keys: [...new Set(primaryColumns.map(({ databaseName }) => databaseName))],
    parent: parent?.columns[0]?.databaseName,
  };
}
