import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import { GraphError } from "../errors.js";

/**
 * The same handler, answered for when it takes longer than `milliseconds`.
 *
 * The work goes on and its result is dropped. (Fastify's own `handlerTimeout` ends with the request's body,
 * so that no POST is ever late: https://github.com/fastify/fastify/pull/6725)
 * @throws {GraphError} ANSWER_TIMEOUT
 */
export function withDeadline(handler: RouteHandlerMethod, milliseconds: number): RouteHandlerMethod {
  return async function (request: FastifyRequest, reply: FastifyReply) {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(answerTimeout(milliseconds)), milliseconds);
    });
    try {
      return await Promise.race([handler.call(this, request, reply), deadline]);
    } finally {
      clearTimeout(timer);
    }
  };
}

function answerTimeout(milliseconds: number): GraphError {
  return new GraphError(
    "ANSWER_TIMEOUT",
    `The answer took longer than ${milliseconds / 1000} seconds, the maximum. Ask for less at once, or try again later.`,
  );
}
