import {
  execute,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  Kind,
} from "graphql";
import type { StatementReader } from "../database/reading/statement-reader.js";
import { invariant } from "../errors.js";
import { findFieldRule } from "../graph/plan-rules.js";
import type { ParsedOperation } from "./parsed-operation.js";
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
    const inputs = new RequestInputs(info.variableValues, request);
    const statement = planner.planRootField(
      field,
      { fragments: info.fragments, type: info.parentType },
      inputs,
    );
    request.spend([statement]);
    await request.pay(statement);
    const json = await request.run(reader, statement, inputs);
    return json === null ? null : JSON.parse(json.toString());
  };
}

/** Field resolver for all that lies below a root field: the planner wrote each value, or what it is made from, under its response key. */
// biome-ignore lint/complexity/useMaxParams: graphql-js calls resolvers with four arguments.
export const readByResponseKey: GraphQLFieldResolver<unknown, unknown> = (parent, values, _context, info) => {
  const value = (parent as Readonly<Record<string, unknown>>)[info.path.key];
  const field = info.parentType.getFields()[info.fieldName];
  const rule = field && findFieldRule(field);
  return rule?.kind === "derived" ? rule.derive(value, values) : value;
};

/** Answers whole operations by graphql-js, for those that JavaScript has a part in. */
export class ObjectExit {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly readRoot: RootReader,
  ) {}

  /**
   * The whole response, `{"data":{…}}` in UTF-8.
   *
   * @throws what the first field that failed has thrown; an answer is whole, or there is none.
   */
  async read(
    { operation, fragments }: ParsedOperation,
    variables: Readonly<Record<string, unknown>>,
    request: ReadRequest,
  ): Promise<Buffer> {
    const { errors, data } = await execute({
      schema: this.schema,
      document: { kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] },
      variableValues: variables,
      fieldResolver: readByResponseKey,
      contextValue: { read: (info: GraphQLResolveInfo) => this.readRoot(info, request) },
    });
    const [error] = errors ?? [];
    if (error) throw error.originalError ?? error;
    return Buffer.from(JSON.stringify({ data }));
  }
}
