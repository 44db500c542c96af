import { type GraphQLSchema, isInputObjectType } from "graphql";
import { buildSchema } from "type-graphql";
import { resolvers } from "./nouns.js";

let created: Promise<GraphQLSchema> | undefined;

/** The executable schema of all nouns, built at the first call; it needs no database for that. */
export async function createSchema(): Promise<GraphQLSchema> {
  created ??= buildContentSchema();
  return await created;
}

async function buildContentSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers,
    validate: false,
    autoRegisteringOrphanedTypes: true,
  } as never);
  describeQuery(schema);
  return markOneOfInputs(schema);
}

/** type-graphql makes the root type itself, and takes no description for it. */
function describeQuery(schema: GraphQLSchema): void {
  const query = schema.getQueryType();
  if (query)
    query.description =
      "Where every operation begins: a node by its slug or id, lists of nodes, and the search.";
}

/**
 * Makes inputs marked with the extension `isOneOf` one-of inputs.
 *
 * type-graphql 2.0.0-rc.4 does not pass `isOneOf` on; graphql-js 16 validates, coerces and prints by it.
 */
function markOneOfInputs(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type) && type.extensions.isOneOf === true) type.isOneOf = true;
  }
  return schema;
}
