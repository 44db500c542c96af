import type { EntityManager } from "typeorm";
import type { Database } from "../database/database.js";
import type { CopiedRow, Value } from "./read-rows.js";
import type { CopiedTable } from "./tables.js";

/** Both engines take at least so many values in one statement. */
const valuesPerStatement = 30_000;

/** Writes a batch whole, as a transaction of its own. */
export async function writeRows(
  { source, dialect }: Pick<Database, "source" | "dialect">,
  table: CopiedTable,
  rows: readonly CopiedRow[],
): Promise<void> {
  const size = Math.floor(valuesPerStatement / table.columns.length);
  await source.transaction(async (manager) => {
    await dialect.claimWriting(manager);
    for (let start = 0; start < rows.length; start += size) {
      const { text, values } = emitInsert(source, table, rows.slice(start, start + size));
      await manager.query(text, values);
    }
  });
}

function emitInsert(
  { driver, options }: Database["source"],
  { name, columns }: CopiedTable,
  rows: readonly CopiedRow[],
): { text: string; values: Value[] } {
  const values: Value[] = [];
  const bind = (value: Value) => {
    values.push(options.type === "better-sqlite3" && typeof value === "boolean" ? Number(value) : value);
    return driver.createParameter("", values.length - 1);
  };
  const tuples = rows.map((row) => `(${row.map(bind).join(",")})`);
  const names = columns.map((column) => `"${column.name}"`).join(",");
  return { text: `INSERT INTO "${name}" (${names}) VALUES ${tuples.join(",")}`, values };
}

/** Takes away all rows, those that refer to others first. */
export async function clearTables(
  { source, dialect }: Pick<Database, "source" | "dialect">,
  tables: readonly CopiedTable[],
): Promise<void> {
  await source.transaction(async (manager) => {
    await dialect.claimWriting(manager);
    for (const table of [...tables].reverse()) await clearTable(manager, table);
  });
}

/** A table whose rows name each other is cleared from its leaves. */
async function clearTable(manager: EntityManager, { name, keys, parent }: CopiedTable): Promise<void> {
  if (parent === undefined) {
    await manager.query(`DELETE FROM "${name}"`);
    return;
  }
  const parents = `SELECT "${parent}" FROM "${name}" WHERE "${parent}" IS NOT NULL`;
  for (let left = 1; left > 0; ) {
    await manager.query(`DELETE FROM "${name}" WHERE "${keys[0]}" NOT IN (${parents})`);
    const [row]: { count: string | number }[] = await manager.query(
      `SELECT count(*) AS count FROM "${name}"`,
    );
    left = Number(row?.count);
  }
}
