import { type GraphQLSchema, lexicographicSortSchema, printSchema } from "graphql";

/** The schema in SDL, sorted, so that a changed schema is a small diff; what schema/schema.graphql holds. */
export function renderSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
