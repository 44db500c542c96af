import type { EntityManager, EntityMetadata } from "typeorm";
import { invariant } from "../errors.js";
import type { EntityClass } from "../graph/plan-rules.js";

/** What a column holds as both engines take it; JSON columns hold their text. */
export type ColumnValue = string | number | boolean | null;

/** Column values by TypeORM property path: `slug`, `body.markdown`, `clinic.rowId`. */
export type Row = Readonly<Record<string, ColumnValue>>;

/** An entity class, or the metadata of a table that has none (the middle of a many-to-many). */
export type Table = EntityClass | EntityMetadata;

type Condition = Readonly<Record<string, ColumnValue | readonly ColumnValue[]>>;

/**
 * Most rows of one insert, and most values of one list: engines bound the parameters of a statement (SQLite: 32,766).
 *
 * Powers of two, as the sizes below them that an import uses: so a few texts of statements stand for all numbers of
 * rows, and the driver prepares each of them once.
 */
const rowsPerStatement = 64;
const valuesPerList = 512;

/**
 * Inserts rows that all have the same columns, many per statement.
 *
 * TypeORM's own insert costs more than SQLite's work by an order of magnitude; an import is made of inserts.
 */
export async function insertRows(manager: EntityManager, table: Table, rows: readonly Row[]): Promise<void> {
  for (const chunk of insertsOf(rows)) await insertChunk(manager, { table, rows: chunk, returning: "" });
}

/** Inserts rows that have ids; gives the internal key of each id. */
export async function insertNodes(
  manager: EntityManager,
  table: Table,
  rows: readonly Row[],
): Promise<Map<string, number>> {
  const keys = new Map<string, number>();
  for (const chunk of insertsOf(rows)) {
    const inserted = await insertChunk(manager, { table, rows: chunk, returning: " RETURNING id, row_id" });
    for (const { id, row_id } of inserted) keys.set(id, row_id);
  }
  return keys;
}

export async function updateRow(
  manager: EntityManager,
  table: Table,
  { rowId, changes }: { rowId: number; changes: Row },
): Promise<void> {
  const statement = new Statement(manager, table);
  const assignments = statement.assignments(changes);
  await statement.run(
    `UPDATE ${statement.name} SET ${assignments} WHERE ${statement.key} = ${statement.bind(rowId)}`,
  );
}

/** Gives all rows that fulfil every condition the same values. */
export async function updateRows(
  manager: EntityManager,
  table: Table,
  { where, changes }: { where: Condition; changes: Row },
): Promise<void> {
  for (const part of splitLists(where)) {
    const statement = new Statement(manager, table);
    const assignments = statement.assignments(changes);
    await statement.run(`UPDATE ${statement.name} SET ${assignments} WHERE ${statement.condition(part)}`);
  }
}

export async function deleteRows(manager: EntityManager, table: Table, where: Condition): Promise<void> {
  for (const part of splitLists(where)) {
    const statement = new Statement(manager, table);
    await statement.run(`DELETE FROM ${statement.name} WHERE ${statement.condition(part)}`);
  }
}

interface Selection {
  where: Condition;
  orderBy?: string;
  /** Which columns, by property path; all unless given. */
  isWanted?: (path: string) => boolean;
}

/** The rows that fulfil every condition; a list means "one of". An empty list finds nothing. */
export async function selectRows<T extends Record<string, unknown>>(
  manager: EntityManager,
  table: Table,
  selection: Selection,
): Promise<T[]> {
  const { where, orderBy } = selection;
  const parts = [...splitLists(where)];
  if (parts.length <= 1) return parts.length === 0 ? [] : await selectOnce(manager, table, selection);
  const lists: T[][] = [];
  for (const part of parts) lists.push(await selectOnce<T>(manager, table, { ...selection, where: part }));
  const found = lists.flat();
  return orderBy === undefined ? found : found.sort((a, b) => compare(a[orderBy], b[orderBy]));
}

async function selectOnce<T>(
  manager: EntityManager,
  table: Table,
  { where, orderBy, isWanted }: Selection,
): Promise<T[]> {
  const statement = new Statement(manager, table);
  const order = orderBy === undefined ? "" : ` ORDER BY ${statement.column(orderBy)}`;
  return await statement.run(
    `SELECT ${statement.selection(isWanted)} FROM ${statement.name} WHERE ${statement.condition(where)}${order}`,
  );
}

/** The columns of `wanted` that differ from what is stored; undefined when none does. */
export function toChanges(wanted: Row, stored: Readonly<Record<string, unknown>>): Row | undefined {
  const changed = Object.entries(wanted).filter(([path, value]) => !isSameValue(value, stored[path]));
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}

/** SQLite gives booleans back as 0 and 1. */
function isSameValue(wanted: ColumnValue, stored: unknown): boolean {
  return typeof wanted === "boolean" ? wanted === Boolean(stored) : wanted === stored;
}

/** Texts by code unit, as ids are made of ASCII; numbers by value. */
function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  return (a as string | number) < (b as string | number) ? -1 : 1;
}

/** Conditions with lists of bounded length that together say the same; none when a list is empty. */
function* splitLists(where: Condition): Generator<Condition> {
  const entries = Object.entries(where);
  if (entries.some(([, value]) => isList(value) && value.length === 0)) return;
  const [path, list] = entries.find(([, value]) => isList(value) && value.length > valuesPerList) ?? [];
  if (path === undefined || list === undefined || !isList(list)) {
    yield where;
    return;
  }
  const values = [...new Set(list)];
  for (let start = 0; start < values.length; start += valuesPerList) {
    yield* splitLists({ ...where, [path]: values.slice(start, start + valuesPerList) });
  }
}

/** Few rows in one piece, many in pieces whose sizes are powers of two, the largest first. */
function* insertsOf(rows: readonly Row[]): Generator<readonly Row[]> {
  if (rows.length <= rowsPerStatement) {
    if (rows.length > 0) yield rows;
    return;
  }
  for (let start = 0, size = rowsPerStatement; start < rows.length; start += size) {
    while (size > rows.length - start) size /= 2;
    yield rows.slice(start, start + size);
  }
}

/** The values, the last one again and again until their number is a power of two. */
function padList(values: readonly ColumnValue[]): ColumnValue[] {
  const size = 2 ** Math.ceil(Math.log2(values.length));
  return Array.from({ length: size }, (_, index) => values[Math.min(index, values.length - 1)] ?? null);
}

async function insertChunk(
  manager: EntityManager,
  { table, rows, returning }: { table: Table; rows: readonly Row[]; returning: string },
): Promise<{ id: string; row_id: number }[]> {
  const statement = new Statement(manager, table);
  const paths = Object.keys(rows[0] ?? {});
  const tuples = rows.map((row) => `(${paths.map((path) => statement.bind(row[path] ?? null)).join(",")})`);
  const columns = paths.map((path) => statement.column(path)).join(",");
  return await statement.run(
    `INSERT INTO ${statement.name} (${columns}) VALUES ${tuples.join(",")}${returning}`,
  );
}

/** One SQL statement on one table; its values travel as parameters. */
class Statement {
  readonly name: string;
  private readonly values: ColumnValue[] = [];
  private readonly columns: TableColumns;

  constructor(
    private readonly manager: EntityManager,
    table: Table,
  ) {
    const metadata = typeof table === "function" ? manager.connection.getMetadata(table) : table;
    this.columns = columnsOf(metadata);
    this.name = metadata.tableName;
  }

  selection(isWanted: ((path: string) => boolean) | undefined): string {
    const pairs = [...this.columns.byPath].filter(([path]) => isWanted?.(path) ?? true);
    return pairs.map(([path, name]) => `${name} AS "${path}"`).join(", ");
  }

  get key(): string {
    return this.columns.key;
  }

  column(path: string): string {
    const name = this.columns.byPath.get(path);
    invariant(name, `${this.name} has a column for ${path}`);
    return name;
  }

  bind(value: ColumnValue): string {
    this.values.push(value);
    return this.manager.connection.driver.createParameter("", this.values.length - 1);
  }

  assignments(changes: Row): string {
    return Object.entries(changes)
      .map(([path, value]) => `${this.column(path)} = ${this.bind(value)}`)
      .join(", ");
  }

  condition(where: Condition): string {
    const parts = Object.entries(where).map(([path, value]) => {
      const column = this.column(path);
      if (value === null) return `${column} IS NULL`;
      if (!isList(value)) return `${column} = ${this.bind(value)}`;
      return `${column} IN (${padList(value)
        .map((item) => this.bind(item))
        .join(",")})`;
    });
    return parts.length === 0 ? "TRUE" : parts.join(" AND ");
  }

  /** The rows that the statement gives back; an empty list or nothing of interest where it gives none. */
  async run<T>(text: string): Promise<T[]> {
    return await this.manager.query(text, this.values);
  }
}

interface TableColumns {
  /** The column of the internal key. */
  key: string;
  byPath: ReadonlyMap<string, string>;
}

const columnsByTable = new WeakMap<EntityMetadata, TableColumns>();

function columnsOf(metadata: EntityMetadata): TableColumns {
  const known = columnsByTable.get(metadata);
  if (known) return known;
  const pairs = metadata.columns.map(
    ({ propertyPath, databaseName }) => [propertyPath, databaseName] as const,
  );
  const columns = {
    key: metadata.primaryColumns[0]?.databaseName ?? "",
    byPath: new Map(pairs),
  };
  columnsByTable.set(metadata, columns);
  return columns;
}

function isList(value: ColumnValue | readonly ColumnValue[]): value is readonly ColumnValue[] {
  return Array.isArray(value);
}
