import type { GraphQLFieldResolver, GraphQLResolveInfo } from "graphql";
import type { StatementReader } from "../database/reading/statement-reader.js";
import { invariant } from "../errors.js";
import { RequestInputs } from "./plan-inputs.js";
import type { Planner } from "./planner.js";
import type { ReadRequest } from "./read-request.js";

/**
 * Answers a root field of a request.
 *
 * @throws {GraphError} QUERY_TOO_COSTLY before any work is done, or what planning refuses.
 */
export type RootReader = (info: GraphQLResolveInfo, request: ReadRequest) => Promise<unknown>;

/** Makes the reader of all root fields that graphql-js executes: one SQL statement, its JSON parsed. */
export function createRootReader(planner: Planner, reader: StatementReader): RootReader {
  return async (info, request) => {
    const [node, ...others] = info.fieldNodes;
    invariant(node, "a field that is resolved was selected");
    const field = { key: String(info.path.key), name: info.fieldName, nodes: [node, ...others] as const };
    const inputs = new RequestInputs(info.variableValues, request.now);
    const statement = planner.planRootField(
      field,
      { fragments: info.fragments, type: info.parentType },
      inputs,
    );
    request.spend([statement]);
    const json = await request.run(reader, statement, inputs);
    return json === null ? null : JSON.parse(json.toString());
  };
}

/** Field resolver for all that lies below a root field: the planner wrote each value under its response key. */
// biome-ignore lint/complexity/useMaxParams: graphql-js calls resolvers with four arguments.
export const readByResponseKey: GraphQLFieldResolver<unknown, unknown> = (parent, _values, _context, info) =>
  (parent as Readonly<Record<string, unknown>>)[info.path.key];
