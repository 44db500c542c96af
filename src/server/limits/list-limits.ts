import { maxHeaderSize } from "node:http";
import { type ErrorCode, errorCodes } from "../../errors.js";
import { maximumOrderKeys, maximumPageSize } from "../../graph/page.js";
import {
  maximumFilterObjects,
  maximumVariableDepth,
  maximumVariableObjects,
} from "../../planner/input-size.js";
import { maximumFilterDepth, maximumListedValues } from "../../planner/plan-where.js";
import { maximumUrlLength } from "../../planner/site-address.js";
import type { ListedLimit } from "../../playground/playground-routes.js";
import { maximumIntrospection } from "../introspection/schema-answer.js";
import type { Limits } from "./limits.js";

/** What bounds one request, and what an address may spend in a minute; 0 points for no such bound. */
export function listLimits(limits: Limits, anonymousPoints: number): ListedLimit[] {
  const listed: [what: string, maximum: number, code: ErrorCode][] = [
    ["Nested selections", limits.depth, "QUERY_TOO_DEEP"],
    ["Nested selections inside __schema and __type", limits.introspectionDepth, "QUERY_TOO_DEEP"],
    ["Root fields of an operation", limits.rootFields, "TOO_MANY_ROOT_FIELDS"],
    ["Aliases of an operation", limits.aliases, "TOO_MANY_ALIASES"],
    ["Tokens of a document", limits.tokens, "QUERY_TOO_LONG"],
    ["Cost: objects that an answer can hold", limits.cost, "QUERY_TOO_COSTLY"],
    ["Objects of the schema in an answer", maximumIntrospection, "QUERY_TOO_COSTLY"],
    ["Nodes of a page", maximumPageSize, "PAGE_TOO_LARGE"],
    ["Keys of an order", maximumOrderKeys, "ORDER_INVALID"],
    ["Objects of a filter", maximumFilterObjects, "FILTER_TOO_LARGE"],
    ["Levels of a filter", maximumFilterDepth, "FILTER_TOO_LARGE"],
    ["Values of a list in a filter", maximumListedValues, "FILTER_TOO_LARGE"],
    ["Levels of the variables", maximumVariableDepth, "FILTER_TOO_LARGE"],
    ["Objects of the variables", maximumVariableObjects, "FILTER_TOO_LARGE"],
    ["Characters of an address for resolveUrl", maximumUrlLength, "URL_INVALID"],
    ["Bytes of the request line and headers", maxHeaderSize, "HEADERS_TOO_LARGE"],
    ["Bytes of a body", limits.bodyBytes, "BODY_TOO_LARGE"],
    ["Seconds until an answer", limits.requestMilliseconds / 1_000, "TIMEOUT"],
  ];
  if (anonymousPoints > 0) listed.push(["Cost in a minute, without a key", anonymousPoints, "RATE_LIMITED"]);
  return listed.map(([what, maximum, code]) => ({ what, maximum, code, meaning: errorCodes[code].meaning }));
}
