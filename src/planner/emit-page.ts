import sql, { join, raw, type Sql } from "sql-template-tag";
import type { Connection, PageColumns } from "./connection-context.js";
import { emitBounds } from "./emit-cursor-place.js";
import { emitOrder } from "./emit-keyset.js";
import {
  listDrivers,
  type Members,
  openDrivenMembers,
  openMembers,
  openNearMembers,
} from "./emit-members.js";
import { emitReach } from "./emit-reach.js";
import { emitRelatedKeys, isEachOnce } from "./emit-related.js";
import type { RelatedPlan } from "./plan.js";
import { RowReference } from "./row-reference.js";
import { identifier } from "./statement-context.js";

/** The rows of the page in the order in which it is cut, each with the columns that are wanted of it. */
export function emitPage(connection: Connection, page: PageColumns): Sql {
  const { context, plan } = connection;
  const row = new RowReference(context, plan.node.metadata);
  const cut = context.dialect.selectsBeforeSorting ? "keys" : row.alias;
  const keyColumns = plan.order.map((_, index) => identifier(cut, `key${index + 1}`));
  const subject = plan.subject === undefined ? [] : [sql`CAST(${plan.subject} AS text)`];
  const cursor = context.dialect.emitCursor(plan.orderSignature, [...keyColumns, ...subject]);
  const columns = page.emitElements({ row, cursor, keys: keyColumns });
  if (page.isNumbered) columns.push(identifier(cut, "ordinal"));
  if (page.isKeyed) columns.push(...keyColumns);
  if (page.readsBeyond) columns.push(sql`${cursor} AS ${identifier("cursor")}`);
  return sql`SELECT ${join(columns, ", ")} FROM ${emitPageRows(connection, page, row)}`;
}

/**
 * SQLite makes the select list of all rows before it sorts them, so that only keys are cut, and their rows read again.
 * PostgreSQL makes it of the rows that are left: they are cut as they are.
 */
function emitPageRows(connection: Connection, page: PageColumns, row: RowReference): Sql {
  const { dialect } = connection.context;
  if (!dialect.selectsBeforeSorting) return row.emitFromSelect(emitKeys(connection, page));
  const joined = row.emitFrom(sql`${row.primaryKey} = ${identifier("keys", "key0")}`);
  return dialect.emitOrderedJoin(sql`(${emitKeys(connection, page)}) AS ${identifier("keys")}`, joined);
}

function emitKeys(connection: Connection, page: PageColumns): Sql {
  const cut = emitCutKeys(connection, page);
  if (!page.isNumbered) return cut;
  return sql`SELECT ${identifier("cut")}.*, row_number() OVER () AS ${identifier("ordinal")} FROM (${cut}) AS ${identifier("cut")}`;
}

/** The keys of the page's rows, in the order in which it is cut. */
function emitCutKeys(connection: Connection, page: PageColumns): Sql {
  const drivers = listDrivers(connection.plan);
  const [driver] = drivers;
  if (!driver) return emitCut(connection, page);
  // The nodes bear the key that is asked for and are read by its index; what would be counted is keys, not nodes.
  if (connection.plan.source.by && driver.through.length === 1)
    return emitCut(connection, page, { driver, gate: [] });
  return emitAccessPaths(connection, page, drivers);
}

/** Reading so many rows and sorting them costs about as much as walking along the order until a page is full. */
const rareRows = 1_000;

/**
 * One cut for each way to the rows, of which one at most gives any: which one, the database sees when it runs.
 *
 * A filter that few rows fulfil is read first and its rows are sorted; where all filters are common, a page fills
 * soon when the rows are walked in their order.
 */
function emitAccessPaths(connection: Connection, page: PageColumns, drivers: readonly RelatedPlan[]): Sql {
  const { context, plan } = connection;
  const isRare = drivers.slice(0, maximumDrivers).map((driver) => {
    const { keys } = emitRelatedKeys(context, new RowReference(context, plan.node.metadata), driver);
    // A row that is reached in several ways counts as often: PostgreSQL would find all of them before it drops any.
    return sql`(SELECT count(*) FROM (${keys} LIMIT ${raw(String(rareRows + 1))}) AS ${identifier(context.nextAlias())}) <= ${raw(String(rareRows))}`;
  });
  const gate = (index: number) => [
    ...isRare.slice(0, index).map((rare) => sql`NOT ${rare}`),
    ...isRare.slice(index, index + 1),
  ];
  const paths = [...isRare.keys(), isRare.length].map((index) => {
    const driver = index < isRare.length ? drivers[index] : undefined;
    const cut = emitCut(connection, page, { driver, gate: gate(index) });
    return sql`SELECT * FROM (${cut}) AS ${identifier(context.nextAlias())}`;
  });
  return join(paths, " UNION ALL ");
}

/** More would only be compared. */
const maximumDrivers = 3;

interface AccessPath {
  /** What the rows are reached from; undefined for the order. */
  driver: RelatedPlan | undefined;
  /** Conditions on the whole, under which this is the path. */
  gate: readonly Sql[];
}

function emitCut(connection: Connection, page: PageColumns, path?: AccessPath): Sql {
  const { isBackward, size } = connection.plan.page;
  // A bound limit makes SQLite plan the statement anew each time: its planner looks at the value.
  const limit = raw(String(page.readsBeyond ? size + 1 : size));
  const members = openPage(connection, limit, path?.driver);
  const distinct = raw(path?.driver && dropsRepeated(connection, path.driver) ? "DISTINCT " : "");
  const { row, keys } = members;
  const conditions = [...members.conditions, ...emitBounds(connection, keys)];
  const columns = connection.context.dialect.selectsBeforeSorting
    ? [sql`${row.primaryKey} AS ${identifier("key0")}`]
    : [sql`${identifier(row.alias)}.*`];
  if (page.hasCursors || page.isKeyed) {
    columns.push(...keys.map(({ column }, index) => sql`${column} AS ${identifier(`key${index + 1}`)}`));
  }
  const where = conditions.length === 0 ? raw("TRUE") : join(conditions, " AND ");
  const from = path ? emitGated(connection, members, path) : members.emitFrom();
  return sql`SELECT ${distinct}${join(columns, ", ")} FROM ${from} WHERE ${where} ORDER BY ${emitOrder(keys, isBackward)} LIMIT ${limit}`;
}

/** Of what is near no more is looked at than fills the page, unless it is cut from the far end. */
function openPage(connection: Connection, limit: Sql, driver: RelatedPlan | undefined): Members {
  const { source, page } = connection.plan;
  if (driver && dropsRepeated(connection, driver)) return openDrivenMembers(connection, driver, false);
  if (!source.near || page.isBackward) return openMembers(connection, driver);
  return openNearMembers(connection, source.near, emitReach(connection, source.near, limit));
}

/**
 * SQLite collects the rows of a DISTINCT in a FROM clause before it asks whether this is the path at all; of the keys
 * that are cut, which are few on this path, repeated ones are dropped for little.
 */
function dropsRepeated({ context, plan }: Connection, driver: RelatedPlan): boolean {
  return context.dialect.selectsBeforeSorting && !isEachOnce(plan.node.metadata, driver);
}

/** A row or none, before all others: as a condition SQLite would ask for it once more with each row. */
function emitGated({ context }: Connection, members: Members, { gate }: AccessPath): Sql {
  if (gate.length === 0) return members.emitFrom();
  return sql`(SELECT 1 WHERE ${join([...gate], " AND ")}) AS ${identifier(context.nextAlias())} CROSS JOIN ${members.emitFrom()}`;
}
