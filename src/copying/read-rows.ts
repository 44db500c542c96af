import type { EntityManager } from "typeorm";
import type { CopiedTable } from "./tables.js";

export type Value = string | number | boolean | null;
/** What reads: an open database, or a transaction in it. */
export type Queryable = Pick<EntityManager, "query">;
/** Values in the order of the table's columns. */
export type CopiedRow = readonly Value[];

/** Rows of a batch; a post's body takes some kilobytes. */
const batchRows = 500;

/** All rows behind a key, in the order of the keys, batch by batch; booleans as such on every engine. */
export async function* readRows(
  source: Queryable,
  table: CopiedTable,
  after?: readonly number[],
): AsyncGenerator<CopiedRow[]> {
  let last = after;
  for (;;) {
    const rows = await readBatch(source, table, last);
    if (rows.length > 0) yield rows;
    if (rows.length < batchRows) return;
    last = keyOf(table, rows.at(-1) ?? []);
  }
}

function keyOf({ columns, keys }: CopiedTable, row: CopiedRow): number[] {
  return keys.map((key) => Number(row[columns.findIndex(({ name }) => name === key)]));
}

async function readBatch(
  source: Queryable,
  { name, columns, keys }: CopiedTable,
  last: readonly number[] | undefined,
): Promise<CopiedRow[]> {
  const quoted = keys.map((key) => `"${key}"`).join(", ");
  const behind = last ? ` WHERE (${quoted}) > (${last.map(Number).join(", ")})` : "";
  const selected = columns.map((column) => `"${column.name}"`).join(", ");
  const rows: Record<string, Value>[] = await source.query(
    `SELECT ${selected} FROM "${name}"${behind} ORDER BY ${quoted} LIMIT ${batchRows}`,
  );
  return rows.map((row) => columns.map((column) => toValue(row[column.name] ?? null, column.isBoolean)));
}

function toValue(value: Value, isBoolean: boolean): Value {
  return isBoolean && value !== null ? Boolean(value) : value;
}

/** Key of the last row; undefined in an empty table. */
export async function readLastKey(
  source: Queryable,
  { name, keys }: CopiedTable,
): Promise<number[] | undefined> {
  const selected = keys.map((key) => `"${key}"`).join(", ");
  const order = keys.map((key) => `"${key}" DESC`).join(", ");
  const [row]: Record<string, number>[] = await source.query(
    `SELECT ${selected} FROM "${name}" ORDER BY ${order} LIMIT 1`,
  );
  return row && keys.map((key) => Number(row[key]));
}

export async function countRows(source: Queryable, { name }: CopiedTable): Promise<number> {
  const [row]: { count: string | number }[] = await source.query(`SELECT count(*) AS count FROM "${name}"`);
  return Number(row?.count);
}

/** As `readRows`, of a table whose rows name each other: every row after the one that it hangs on. */
export async function* readTree(
  source: Queryable,
  table: CopiedTable,
  { skip }: { skip: number },
): AsyncGenerator<CopiedRow[]> {
  // The named nodes of a graph are thousands, not millions.
  const rows: CopiedRow[] = [];
  for await (const batch of readRows(source, table)) rows.push(...batch);
  const ordered = orderByDepth(table, rows);
  for (let start = skip; start < ordered.length; start += batchRows) {
    yield ordered.slice(start, start + batchRows);
  }
}

/** Rows that hang on themselves in a circle are left out, which the comparison of counts tells. */
function orderByDepth(table: CopiedTable, rows: readonly CopiedRow[]): CopiedRow[] {
  const parentIndex = table.columns.findIndex(({ name }) => name === table.parent);
  const children = new Map<number | null, CopiedRow[]>();
  for (const row of rows) {
    const parent = row[parentIndex] === null ? null : Number(row[parentIndex]);
    children.set(parent, [...(children.get(parent) ?? []), row]);
  }
  const ordered: CopiedRow[] = [];
  let level = children.get(null) ?? [];
  while (level.length > 0) {
    ordered.push(...level);
    level = level.flatMap((row) => children.get(keyOf(table, row)[0] ?? null) ?? []);
  }
  return ordered;
}
