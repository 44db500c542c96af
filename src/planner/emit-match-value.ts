import type { TextMatch } from "../database/dialects/search-dialect.js";
import type { BoundValue } from "./plan.js";
import { Parameter } from "./plan-inputs.js";
import type { RowReference } from "./row-reference.js";
import { identifier, type StatementContext } from "./statement-context.js";

/** The match of a row's text by a query. */
export function emitTextMatch(context: StatementContext, row: RowReference, query: BoundValue): TextMatch {
  const match = emitMatchValue(context, query);
  return context.dialect.search.emitMatch(match, row.primaryKey, identifier(context.nextAlias()));
}

/** What a match is bound with: the query in the engine's own words. */
export function emitMatchValue({ dialect }: StatementContext, query: BoundValue): BoundValue {
  const toMatch = (text: unknown) => dialect.search.toMatch(String(text));
  return query instanceof Parameter
    ? new Parameter((request) => toMatch(query.read(request)))
    : toMatch(query);
}
