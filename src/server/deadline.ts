import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import { timeoutError } from "../errors.js";

/**
 * The same handler, answered for when it takes longer than `milliseconds`.
 *
 * The work goes on and its result is dropped. (Fastify's own `handlerTimeout` ends with the request's body,
 * so that no POST is ever late: https://github.com/fastify/fastify/pull/6725)
 * @throws {GraphError} TIMEOUT
 */
export function withDeadline(handler: RouteHandlerMethod, milliseconds: number): RouteHandlerMethod {
  return async function (request: FastifyRequest, reply: FastifyReply) {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(timeoutError(milliseconds)), milliseconds);
    });
    try {
      return await Promise.race([handler.call(this, request, reply), deadline]);
    } finally {
      clearTimeout(timer);
    }
  };
}
