import type { GraphQLFieldResolver, GraphQLResolveInfo, GraphQLSchema } from "graphql";
import type { Database } from "../database/database.js";
import { invariant } from "../errors.js";
import { emitRoot } from "./emit-root.js";
import { NounCatalog } from "./noun-facts.js";
import { spendCost } from "./plan-cost.js";
import { planRoot } from "./plan-root.js";
import { StatementContext } from "./statement-context.js";

/** One request's view of the graph; made anew for each. */
export interface ReadRequest {
  /** What is published later is not seen. */
  now: string;
  /** Cost of the root fields so far. */
  cost: number;
}

/**
 * Answers a root field of a request.
 *
 * @throws {GraphError} QUERY_TOO_COSTLY before any work is done, or what planning refuses.
 */
export type RootReader = (info: GraphQLResolveInfo, request: ReadRequest) => Promise<unknown>;

/** Makes the reader of all root fields: selection set → plan → one SQL statement → parsed JSON. */
export function createRootReader(schema: GraphQLSchema, { source, dialect }: Database): RootReader {
  const catalog = new NounCatalog(schema, source);
  return async (info, request) => {
    const [node] = info.fieldNodes;
    invariant(node, "a field that is resolved was selected");
    const definition = info.parentType.getFields()[info.fieldName];
    invariant(definition, "validation refused unknown fields");
    const planning = {
      catalog,
      operation: { schema, fragments: info.fragments, variableValues: info.variableValues },
    };
    const field = {
      key: String(info.path.key),
      name: info.fieldName,
      nodes: [node, ...info.fieldNodes.slice(1)] as const,
    };
    const plan = planRoot(planning, definition, field);
    spendCost(request, plan);
    const { text, values } = dialect.toQuery(
      emitRoot(new StatementContext(dialect, catalog, request.now), plan),
    );
    const rows: { json: string | null }[] = await source.query(text, values);
    const json = rows[0]?.json;
    return json === null || json === undefined ? null : JSON.parse(json);
  };
}

/** Field resolver for all that lies below a root field: the planner wrote each value under its response key. */
// biome-ignore lint/complexity/useMaxParams: graphql-js calls resolvers with four arguments.
export const readByResponseKey: GraphQLFieldResolver<unknown, unknown> = (parent, _values, _context, info) =>
  (parent as Readonly<Record<string, unknown>>)[info.path.key];
