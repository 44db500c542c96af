import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNullableType,
  isLeafType,
  isObjectType,
} from "graphql";
import type { Database } from "../../src/database/database.js";
import { findNounRule } from "../../src/graph/plan-rules.js";
import type { Exits } from "../support/exits.js";
import { type FieldOfType, findNodeType, listConnectionFields, listOrderFields } from "./connection-types.js";

/** One key of an `orderBy`. */
export interface OrderInput {
  field: string;
  direction: "ASC" | "DESC";
}

/** What the content holds, for arguments that find something. */
export interface ContentPools {
  /** `Type.field` → the values of its column, those of hidden rows among them. */
  values: ReadonlyMap<string, readonly string[]>;
  ids: readonly string[];
  /** Name of a node type → orders of which cursors are known. */
  orders: ReadonlyMap<string, readonly (readonly OrderInput[])[]>;
  /** `cursorKey` → cursors of that order. */
  cursors: ReadonlyMap<string, readonly string[]>;
}

/** Names the order of a connection: the field's own, or that of all connections of its node type. */
export function cursorKey({ parent, field }: FieldOfType, order: readonly OrderInput[] | undefined): string {
  if (!order) return `${parent.name}.${field.name}`;
  return `${findNodeType(field)?.name} ${JSON.stringify(order)}`;
}

/** Reads all pools once. */
export async function readContentPools(
  schema: GraphQLSchema,
  database: Database,
  exits: Exits,
): Promise<ContentPools> {
  const values = await readValues(schema, database);
  values.set("ResolvedUrl", await readAddresses(exits, database));
  const ids = [...values].flatMap(([key, list]) => (key.endsWith(".id") ? list : []));
  return { values, ids, ...(await readCursors(schema, exits)) };
}

/** Addresses of pages, today's and former ones, and some that are none of a page. */
async function readAddresses(exits: Exits, { source }: Database): Promise<string[]> {
  const folders = ["posts", "experts", "clinics", "regions", "tags", "authors"];
  const lists = folders.map((name) => `${name}(first: 15) { nodes { url } }`).join(" ");
  const { data } = await exits.readObjects(`{ ${lists} }`);
  const today = [...JSON.stringify(data).matchAll(/"url":"([^"]*)"/g)].map((match) => match[1] ?? "");
  const former: { noun: string; slug: string }[] = await source.query(
    "SELECT noun, slug FROM former_slug ORDER BY noun, slug LIMIT 100",
  );
  const hidden: { slug: string }[] = await source.query(
    "SELECT slug FROM post WHERE status <> 'PUBLISHED' ORDER BY slug LIMIT 20",
  );
  const [site = ""] = /^.*(?=\/posts\/)/.exec(today[0] ?? "") ?? [];
  return [
    ...today,
    ...former.map(({ noun, slug }) => `${site}/${noun}s/${slug}`),
    ...hidden.map(({ slug }) => `${site}/posts/${slug}`),
    "/",
    "https://elsewhere.example/posts/odd",
  ];
}

async function readValues(
  schema: GraphQLSchema,
  { source }: Database,
): Promise<Map<string, readonly string[]>> {
  const values = new Map<string, string[]>();
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    const rule = findNounRule(type);
    if (!rule) continue;
    const { tableName, columns, synchronize } = source.getMetadata(rule.target);
    // Rows that a column of others holds have no table.
    if (!synchronize) continue;
    for (const { propertyPath, databaseName } of columns.filter((column) => isLeafField(type, column))) {
      const rows: { value: unknown }[] = await source.query(
        `SELECT DISTINCT "${databaseName}" AS value FROM "${tableName}" WHERE "${databaseName}" IS NOT NULL ORDER BY value LIMIT 500`,
      );
      const list = rows.map(({ value }) => String(value));
      values.set(`${type.name}.${propertyPath}`, list);
    }
  }
  return values;
}

function isLeafField(type: GraphQLObjectType, { propertyPath }: { propertyPath: string }): boolean {
  const field = type.getFields()[propertyPath];
  return field !== undefined && isLeafType(getNullableType(field.type));
}

async function readCursors(
  schema: GraphQLSchema,
  exits: Exits,
): Promise<Pick<ContentPools, "orders" | "cursors">> {
  const fields = listConnectionFields(schema);
  const orders = new Map<string, OrderInput[][]>();
  const cursors = new Map<string, string[]>();
  const read = async (connection: FieldOfType, order?: OrderInput[]) => {
    const root = fields.find((candidate) => isRootOf(schema, candidate, connection));
    if (root)
      cursors.set(cursorKey(connection, order), await findCursors(exits, { root, connection, order }));
  };
  for (const connection of fields) {
    await read(connection);
    const node = findNodeType(connection.field)?.name ?? "";
    if (orders.has(node)) continue;
    const known = listOrders(listOrderFields(connection.field));
    orders.set(node, known);
    for (const order of known) await read(connection, order);
  }
  return { orders, cursors };
}

/** Whether the candidate is the connection itself, as a root field, or a root field whose nodes have it. */
function isRootOf(schema: GraphQLSchema, candidate: FieldOfType, connection: FieldOfType): boolean {
  if (connection.parent === schema.getQueryType()) return candidate === connection;
  return candidate.parent === schema.getQueryType() && findNodeType(candidate.field) === connection.parent;
}

/** Every order of one key and of two. */
export function listOrders(fields: readonly string[]): OrderInput[][] {
  const keys = fields.flatMap((field) =>
    (["ASC", "DESC"] as const).map((direction): OrderInput => ({ field, direction })),
  );
  const pairs = keys.flatMap((first) =>
    keys.filter(({ field }) => field !== first.field).map((second) => [first, second]),
  );
  return [...keys.map((key) => [key]), ...pairs];
}

/** As it stands in a document. */
export function printOrder(order: readonly OrderInput[]): string {
  return `[${order.map(({ field, direction }) => `{ field: ${field}, direction: ${direction} }`).join(", ")}]`;
}

async function findCursors(
  exits: Exits,
  {
    root,
    connection,
    order,
  }: { root: FieldOfType; connection: FieldOfType; order: OrderInput[] | undefined },
): Promise<string[]> {
  const orderBy = order ? `, orderBy: ${printOrder(order)}` : "";
  const isRoot = root === connection;
  const edges = `${connection.field.name}(first: ${isRoot ? 100 : 8}${orderBy}) { edges { cursor } }`;
  const document = isRoot ? `{ ${edges} }` : `{ ${root.field.name}(first: 60) { nodes { ${edges} } } }`;
  const { data, errors } = await exits.readObjects(document);
  if (errors) throw new Error(`${document}: ${errors}`);
  return [
    ...new Set([...JSON.stringify(data).matchAll(/"cursor":"([^"]*)"/g)].map((match) => match[1] ?? "")),
  ];
}
