import type { EntityManager } from "typeorm";
import type { CopiedTable } from "./tables.js";

export type Value = string | number | boolean | null;
/** What reads: an open database, or a transaction in it. */
export type Queryable = Pick<EntityManager, "query">;
/** Values in the order of the table's columns. */
export type CopiedRow = readonly Value[];

/**
 * The most rows of a batch, and the most bytes of all its texts: what bounds the memory of a copy, however large posts are.
 * One row that is larger is a batch of its own.
 */
const batchRows = 500;
const batchBytes = 8 * 1024 ** 2;

/** All rows behind a key, in the order of the keys, batch by batch; booleans as such on every engine. */
export async function* readRows(
  source: Queryable,
  table: CopiedTable,
  after?: readonly number[],
): AsyncGenerator<CopiedRow[]> {
  let last = after;
  for (;;) {
    const count = await countFitting(source, table, last);
    if (count === 0) return;
    const rows = await readBatch(source, table, { last, count });
    yield rows;
    last = keyOf(table, rows.at(-1) ?? []);
  }
}

/** How many rows behind a key are a batch; lengths of texts are found without reading them. */
async function countFitting(
  source: Queryable,
  table: CopiedTable,
  last: readonly number[] | undefined,
): Promise<number> {
  const lengths = table.columns
    .filter(({ isText }) => isText)
    .map(({ name }) => `coalesce(octet_length("${name}"), 0)`);
  const rows: { bytes: string | number }[] = await source.query(
    `SELECT ${["0", ...lengths].join(" + ")} AS bytes FROM ${emitBehind(table, last)} LIMIT ${batchRows}`,
  );
  let bytes = 0;
  const tooMany = rows.findIndex((row) => {
    bytes += Number(row.bytes);
    return bytes > batchBytes;
  });
  return tooMany < 0 ? rows.length : Math.max(tooMany, 1);
}

function emitBehind({ name, keys }: CopiedTable, last: readonly number[] | undefined): string {
  const quoted = keys.map((key) => `"${key}"`).join(", ");
  const behind = last ? ` WHERE (${quoted}) > (${last.map(Number).join(", ")})` : "";
  return `"${name}"${behind} ORDER BY ${quoted}`;
}

function keyOf({ columns, keys }: CopiedTable, row: CopiedRow): number[] {
  return keys.map((key) => Number(row[columns.findIndex(({ name }) => name === key)]));
}

async function readBatch(
  source: Queryable,
  table: CopiedTable,
  { last, count }: { last: readonly number[] | undefined; count: number },
): Promise<CopiedRow[]> {
  const selected = table.columns.map(({ name }) => `"${name}"`).join(", ");
  const rows: Record<string, Value>[] = await source.query(
    `SELECT ${selected} FROM ${emitBehind(table, last)} LIMIT ${count}`,
  );
  return rows.map((row) => table.columns.map(({ name, isBoolean }) => toValue(row[name] ?? null, isBoolean)));
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
  // Named nodes without prose, of which a graph has thousands, not millions.
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
    const siblings = children.get(parent);
    if (siblings) siblings.push(row);
    else children.set(parent, [row]);
  }
  const ordered: CopiedRow[] = [];
  let level = children.get(null) ?? [];
  while (level.length > 0) {
    ordered.push(...level);
    level = level.flatMap((row) => children.get(keyOf(table, row)[0] ?? null) ?? []);
  }
  return ordered;
}
