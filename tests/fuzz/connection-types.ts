import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from "graphql";
import { findFieldRule } from "../../src/graph/plan-rules.js";

/** A field of some type of the schema. */
export interface FieldOfType {
  parent: GraphQLObjectType;
  field: GraphQLField<unknown, unknown>;
}

/** The type of the nodes of a connection field; undefined for any other field. */
export function findNodeType({ type }: GraphQLField<unknown, unknown>): GraphQLNamedType | undefined {
  const connection = getNamedType(type);
  if (!isObjectType(connection) || !connection.getFields().pageInfo) return undefined;
  const node = connection.getFields().nodes;
  return node && getNamedType(node.type);
}

/** Whether the order of a field's rows is a matter of the engine: that of a search is. */
export function isRankedByEngine(field: GraphQLField<unknown, unknown>): boolean {
  const rule = findFieldRule(field);
  return rule?.kind === "connection" && rule.match !== undefined;
}

/** Every connection field of every object type whose order is the same on all engines. */
export function listConnectionFields(schema: GraphQLSchema): FieldOfType[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((parent) => Object.values(parent.getFields()).map((field) => ({ parent, field })))
    .filter(({ field }) => findNodeType(field) !== undefined && !isRankedByEngine(field));
}

/** The values of the enum by which nodes of a connection can be ordered. */
export function listOrderFields({ args }: GraphQLField<unknown, unknown>): string[] {
  const order = args.find(({ name }) => name === "orderBy");
  const key = order && getNamedType(order.type);
  if (!key || !("getFields" in key)) return [];
  const field = getNamedType(key.getFields().field?.type);
  return field && "getValues" in field ? field.getValues().map(({ name }) => name) : [];
}
