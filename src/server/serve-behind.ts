import { createServer } from "node:http";
import type { FastifyServerFactory } from "fastify";
import type { DirectLane } from "./answers/direct-lane.js";

/** Node's server as Fastify would make it, with the lane before Fastify's router. */
export function serveBehind(lane: DirectLane): FastifyServerFactory {
  return (handler, options) => {
    const { http = {}, keepAliveTimeout, requestTimeout, connectionTimeout } = options;
    const server = createServer(http as object, (request, response) => lane.take(request, response, handler));
    server.keepAliveTimeout = Number(keepAliveTimeout);
    server.requestTimeout = Number(requestTimeout);
    server.setTimeout(Number(connectionTimeout));
    return server;
  };
}
