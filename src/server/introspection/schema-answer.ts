import type { GraphQLSchema } from "graphql";
import { getVariableValues } from "graphql";
import { GraphError } from "../../errors.js";
import type { ParsedOperation } from "../../planner/parsed-operation.js";
import { PlanInputs, RequestInputs } from "../../planner/plan-inputs.js";
import { responsePart } from "../response-part.js";
import { SchemaWriter } from "./schema-writer.js";

/** An operation with what it is run with. */
export interface AskedOperation extends ParsedOperation {
  variables: Readonly<Record<string, unknown>> | undefined;
}

/** What an operation's answer holds of the schema itself. */
export interface SchemaAnswer {
  objects: number;
  /** The whole response; undefined where something else belongs in it: content, or what is wrong. */
  text: string | undefined;
}

/** The standard introspection query asks for some 2,200. */
export const maximumIntrospection = 3_000;

/**
 * Reads what an operation asks of the schema itself, as graphql-js does.
 *
 * @throws {GraphError} QUERY_TOO_COSTLY for more objects than the maximum.
 */
export function readSchema(schema: GraphQLSchema, { variables, ...parsed }: AskedOperation): SchemaAnswer {
  const type = schema.getQueryType();
  const { coerced } = getVariableValues(schema, parsed.operation.variableDefinitions ?? [], variables ?? {});
  if (!type || !coerced) return { objects: 0, text: undefined };
  const inputs = new PlanInputs(new RequestInputs(coerced, { now: "" }));
  const operation = { schema, fragments: parsed.fragments, inputs };
  const writer = new SchemaWriter({ operation, variables: coerced, maximum: maximumIntrospection, refuse });
  const { objects, text } = writer.writeRoot(type, parsed.operation);
  return { objects, text: writer.isWhole ? `{"data":${text}}` : undefined };
}

function refuse(): never {
  throw new GraphError(
    "QUERY_TOO_COSTLY",
    `The operation asks for more than ${maximumIntrospection} objects of the schema, the maximum. Ask for __schema once, or for single types by __type.`,
    { extensions: { http: responsePart(400) } },
  );
}
