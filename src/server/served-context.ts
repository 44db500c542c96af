import type { BaseContext } from "@apollo/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ReadRequest } from "../planner/read-request.js";

// Symbols, because the context belongs to the resolvers.
/** Where the HTTP request stands in an Apollo context. */
export const httpRequest = Symbol("httpRequest");
/** Where the reply stands that answers it. */
export const httpReply = Symbol("httpReply");
/** Where it stands what the request reads and has spent. */
export const readRequest = Symbol("readRequest");

export type ServedContext = BaseContext & {
  [httpRequest]: FastifyRequest;
  [httpReply]: FastifyReply;
  [readRequest]: ReadRequest;
};
