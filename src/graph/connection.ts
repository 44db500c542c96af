import { Field, Int, ObjectType } from "type-graphql";
import type { EntityClass } from "./plan-rules.js";

@ObjectType({ description: "Where a page lies in its connection.", simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether nodes follow this page." })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: "Whether nodes come before this page." })
  hasPreviousPage: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Cursor of the page's first node; null on an empty page.",
  })
  startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Cursor of the page's last node; null on an empty page.",
  })
  endCursor: string | null;
}

/** How many nodes are counted; beyond it nobody wants the number for what it costs. */
export const maximumCount = 10_000;

/** A decorated class as type-graphql's type functions take it. */
export type OutputClass = new () => object;

interface ConnectionTypes {
  /** An edge type of its own, which has the fields `cursor` and `node` too. */
  edge?: () => EntityClass | object;
  /** An object type whose fields are facets. */
  facets?: () => EntityClass | object;
}

/**
 * The connection type of a node type: `<Name>Connection` with `edges`, `nodes`, `pageInfo`, `totalCount` and
 * `totalCountIsExact`.
 *
 * Relay Cursor Connections Specification, section 2 and 3; `nodes` is the shortcut that GitHub's schema made usual.
 */
export function connectionType(
  name: string,
  node: () => EntityClass | object,
  types: ConnectionTypes = {},
): OutputClass {
  const edge = types.edge ?? toEdgeType(name, node);
  class Connection {}
  ObjectType(`${name}Connection`, { description: `A page of ${name} nodes.`, simpleResolvers: true })(
    Connection,
  );
  const connection = fieldsOf(Connection);
  connection("edges", () => [edge()], "The page's nodes with their cursors.");
  connection("nodes", () => [node()], "The page's nodes.");
  if (types.facets) connection("facets", types.facets, "What the nodes of all pages have in common.");
  connection("pageInfo", () => PageInfo, "Where this page lies in the connection.");
  connection(
    "totalCount",
    () => Int,
    `How many nodes all pages together have, counted up to ${maximumCount}; totalCountIsExact tells whether there are more. Counted only when selected.`,
  );
  connection(
    "totalCountIsExact",
    () => Boolean,
    `False where there are more than ${maximumCount} nodes, so that totalCount says "at least".`,
  );
  return Connection;
}

/** An edge of which there is nothing to say but its node and its place. */
function toEdgeType(name: string, node: () => EntityClass | object): () => OutputClass {
  class Edge {}
  ObjectType(`${name}Edge`, {
    description: `One ${name} of a connection, with its cursor.`,
    simpleResolvers: true,
  })(Edge);
  const edge = fieldsOf(Edge);
  edge("cursor", () => String, "Opaque place of this node in this connection's order.");
  edge("node", node, "The node.");
  return () => Edge;
}

function fieldsOf(target: OutputClass) {
  return (name: string, type: () => unknown, description: string) =>
    Field(type as () => OutputClass, { description })(target.prototype, name);
}
