import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { assertNotCrossSite } from "./cross-site-guard.js";
import { withDeadline } from "./deadline.js";
import { assertUsableHost } from "./host-header.js";
import { recordIncident } from "./incidents.js";
import { assertAcceptsJson, wantsHtml } from "./media-types.js";
import { httpRequest, type ServedContext, startOperationSummary } from "./operation-log.js";

export interface GraphqlParts<Context extends object> {
  apollo: ApolloServer<Context & ServedContext>;
  createContext: (request: FastifyRequest) => Context;
  requestMilliseconds: number;
}

/** Serves operations at `/graphql` by GET and POST; a browser that brings none gets the playground. */
export function serveGraphql<Context extends object>(
  app: FastifyInstance,
  { apollo, createContext, requestMilliseconds }: GraphqlParts<Context>,
): void {
  const handler = fastifyApolloHandler(apollo, {
    context: async (request) => contextOf(request, createContext),
  });
  const boundedHandler = withDeadline(handler, requestMilliseconds);
  const onRequest = [startOperationSummary, forbidStoring, assertUsableHost];
  app.post("/graphql", { onRequest, preHandler: assertAcceptsJson }, boundedHandler);
  app.get(
    "/graphql",
    {
      exposeHeadRoute: false,
      onRequest: [sendPlaygroundToBrowsers, ...onRequest],
      preHandler: [assertAcceptsJson, assertNotCrossSite],
    },
    boundedHandler,
  );
}

/** Nothing says yet how long an answer stays true. */
async function forbidStoring(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  void reply.header("cache-control", "no-store");
}

async function sendPlaygroundToBrowsers(request: FastifyRequest, reply: FastifyReply) {
  void reply.header("vary", "accept");
  if (isPageRequest(request)) return reply.sendPlayground();
}

function isPageRequest(request: FastifyRequest): boolean {
  return wantsHtml(request) && (request.query as Record<string, unknown>).query === undefined;
}

function contextOf<Context extends object>(
  request: FastifyRequest,
  createContext: (request: FastifyRequest) => Context,
): Context & ServedContext {
  try {
    return Object.assign(createContext(request), { [httpRequest]: request });
  } catch (error) {
    // Apollo's hook for this has no request, and so no request id to log.
    recordIncident(error, request.log);
    throw error;
  }
}
