import { createServer } from "node:http";
import type { FastifyServerFactory } from "fastify";
import { answerInTurn } from "./answer-in-turn.js";
import type { DirectLane } from "./answers/direct-lane.js";

/** Node's server as Fastify would make it, with turns for each connection, and the lane before Fastify's router. */
export function createNodeServer(lane: DirectLane | undefined): FastifyServerFactory {
  return (handler, options) => {
    const { http = {}, keepAliveTimeout, requestTimeout, connectionTimeout } = options;
    const answer = answerInTurn((request, response) => {
      if (lane) lane.take(request, response, handler);
      else handler(request, response);
    });
    const server = createServer(http as object, answer);
    server.keepAliveTimeout = Number(keepAliveTimeout);
    server.requestTimeout = Number(requestTimeout);
    server.setTimeout(Number(connectionTimeout));
    return server;
  };
}
