import type { EntityMetadata } from "typeorm";
import { listStoredTables } from "../database/stored-tables.js";
import { addFaultyRows } from "./add-faulty-rows.js";
import type { Examination } from "./examination.js";

interface ForeignKey {
  table: EntityMetadata;
  column: string;
  target: string;
  targetColumn: string;
}

/** Every foreign key names a row that is there: databases can be told not to look. */
export async function checkForeignKeys(examination: Examination): Promise<void> {
  for (const key of listForeignKeys(listStoredTables(examination.manager.connection))) {
    await addFaultyRows<{ missing: number } & Record<string, unknown>>(examination, {
      check: "foreign keys",
      statement: selectLost(key),
      describe: ({ missing, ...names }) => ({
        subject: toRowName(key.table, names),
        message: `has ${key.column} ${missing}, but there is no such row of ${key.target}`,
      }),
    });
  }
}

/** Those of classes that share a table once. */
function listForeignKeys(tables: readonly EntityMetadata[]): ForeignKey[] {
  const keys = tables.flatMap((table) =>
    table.foreignKeys.map(({ columnNames, referencedTablePath, referencedColumnNames }): ForeignKey => {
      const [column = "", targetColumn = ""] = [columnNames[0], referencedColumnNames[0]];
      return { table, column, target: referencedTablePath, targetColumn };
    }),
  );
  return [...new Map(keys.map((key) => [`${key.table.tableName}.${key.column}`, key])).values()];
}

function selectLost({ table, column, target, targetColumn }: ForeignKey): string {
  const names = listNames(table).map((name) => `"lost"."${name}"`);
  return `SELECT "lost"."${column}" AS "missing", ${names.join(", ")}
    FROM "${table.tableName}" AS "lost" LEFT JOIN "${target}" AS "target" ON "target"."${targetColumn}" = "lost"."${column}"
    WHERE "lost"."${column}" IS NOT NULL AND "target"."${targetColumn}" IS NULL
    ORDER BY ${names.join(", ")}`;
}

/** Columns that name a row: its id, else its key. */
function listNames(table: EntityMetadata): string[] {
  if (table.findColumnWithPropertyPath("id")) return ["id"];
  return table.primaryColumns.map(({ databaseName }) => databaseName);
}

function toRowName({ tableName }: EntityMetadata, names: Readonly<Record<string, unknown>>): string {
  if (typeof names.id === "string") return names.id;
  const values = Object.entries(names).map(([name, value]) => `${name} ${value}`);
  return `${tableName} of ${values.join(" and ")}`;
}
