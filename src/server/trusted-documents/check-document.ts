import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  type Source,
  specifiedRules,
  validate,
} from "graphql";
import { deepestSelection } from "../limits/limits.js";
import { maxDepthRule } from "../limits/max-depth-rule.js";

/** Tokens of a trusted document; those of any other have a lower bound. */
export const maximumTokens = 20_000;

const rules = [
  ...specifiedRules,
  maxDepthRule({ depth: deepestSelection, introspectionDepth: deepestSelection }),
];

/**
 * Parses a document that its author is trusted with.
 *
 * @throws {GraphQLError} for what is no GraphQL, or is too long or too deeply nested for the parser.
 */
export function parseTrusted(source: string | Source): DocumentNode {
  try {
    return parse(source, { maxTokens: maximumTokens });
  } catch (error) {
    if (error instanceof RangeError) throw new GraphQLError("The document is nested too deep to be parsed.");
    throw error;
  }
}

/** What keeps the operations of a document from being answered by the schema. */
export function findFaults(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (operations.length === 0) return [new GraphQLError("The document has no operation.")];
  // graphql-js validates nothing of an operation whose root type is not there.
  const rootless = operations.filter(({ operation }) => !schema.getRootType(operation));
  if (rootless.length > 0) {
    return rootless.map(
      (node) => new GraphQLError(`The schema has no ${node.operation} type.`, { nodes: [node] }),
    );
  }
  return validate(schema, document, rules, { maxErrors: 20 });
}
