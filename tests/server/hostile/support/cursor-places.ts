import type { GraphQLSchema } from "graphql";
import {
  type FieldOfType,
  findNodeType,
  listConnectionFields,
  listOrderFields,
} from "../../../fuzz/connection-types.js";
import { type OrderInput, printOrder } from "../../../fuzz/content-pools.js";

/** A connection in one of its orders, and what asks it for a page. */
export interface CursorPlace {
  /** Such as `Query.posts TITLE ASC`. */
  name: string;
  /** The variable `$cursor` stands for a cursor that the page begins behind; null gives the first page. */
  document: string;
}

/** Every connection that a root field is or whose nodes have it, in its own order and in each of one key. */
export function listCursorPlaces(schema: GraphQLSchema): CursorPlace[] {
  const fields = listConnectionFields(schema);
  const query = schema.getQueryType();
  return fields.flatMap((place) => {
    const isRoot = place.parent === query;
    const root = fields.find(({ parent, field }) => parent === query && findNodeType(field) === place.parent);
    if (!isRoot && !root) return [];
    const orders = listOrderFields(place.field).flatMap((field) => [
      [{ field, direction: "ASC" as const }],
      [{ field, direction: "DESC" as const }],
    ]);
    const wrap = (page: string) =>
      isRoot ? `{ ${page} }` : `{ ${root?.field.name}(first: 10) { nodes { ${page} } } }`;
    return [undefined, ...orders].map((order) => toPlace(place, order, wrap));
  });
}

function toPlace(
  { parent, field }: FieldOfType,
  order: readonly OrderInput[] | undefined,
  wrap: (page: string) => string,
): CursorPlace {
  const name = `${parent.name}.${field.name}`;
  const orderBy = order ? `, orderBy: ${printOrder(order)}` : "";
  const key = order?.map((one) => `${one.field} ${one.direction}`).join() ?? "";
  return {
    name: `${name} ${key || "in its own order"}`,
    document: `query ($cursor: String) ${wrap(`${field.name}(first: 2${orderBy}, after: $cursor) { edges { cursor } }`)}`,
  };
}
