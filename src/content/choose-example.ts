import {
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { invariant } from "../errors.js";

/** An example operation, and the file of schema/operations that holds it. */
export interface ExampleFile {
  file: string;
  document: string;
}

/**
 * The example that shows a noun best: one that looks the noun up before all others, then the one that selects most of it.
 *
 * @throws {Error} when no example selects the noun.
 */
export function chooseExample(
  schema: GraphQLSchema,
  noun: GraphQLObjectType,
  examples: readonly ExampleFile[],
): ExampleFile {
  const rated = examples.map((example) => ({ example, rate: rate(schema, noun, parse(example.document)) }));
  const best = rated.reduce((one, other) => (other.rate > one.rate ? other : one));
  invariant(best.rate > 0, `an example in schema/operations selects ${noun.name}`);
  return best.example;
}

/** More fields than any example selects. */
const lookupRate = 1_000;

function rate(schema: GraphQLSchema, noun: GraphQLObjectType, document: DocumentNode): number {
  const types = new TypeInfo(schema);
  let sum = 0;
  const enter = () => {
    const [parent, type] = [types.getParentType(), types.getType()];
    if (parent === noun) sum += 1;
    if (parent === schema.getQueryType() && type && getNamedType(type) === noun) sum += lookupRate;
  };
  visit(document, visitWithTypeInfo(types, { Field: { enter } }));
  return sum;
}
