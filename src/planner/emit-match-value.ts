import type { BoundValue } from "./plan.js";
import { Parameter } from "./plan-inputs.js";
import type { StatementContext } from "./statement-context.js";

/** What a match is bound with: the query in the engine's own words. */
export function emitMatchValue({ dialect }: StatementContext, query: BoundValue): BoundValue {
  const toMatch = (text: unknown) => dialect.search.toMatch(String(text));
  return query instanceof Parameter
    ? new Parameter((request) => toMatch(query.read(request)))
    : toMatch(query);
}
