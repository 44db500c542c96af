import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import { published } from "../graph/perspective.js";
import { ReadRequest } from "../planner/read-request.js";
import { type Access, perspectiveHeader } from "./access/access.js";
import type { Answer } from "./answers/answer.js";
import { HttpAnswerRequest } from "./answers/answer-request.js";
import type { Answering } from "./answers/answering.js";
import type { DirectAnswer, DirectAnswers } from "./answers/direct-answers.js";
import type { DirectLane } from "./answers/direct-lane.js";
import { readBodyFields, readUrlFields } from "./answers/operation-request.js";
import { assertNotCrossSite } from "./cross-site-guard.js";
import { withDeadline } from "./deadline.js";
import {
  assertExtensions,
  extensionsHeader,
  readExtensions,
  wantsExtensions,
} from "./extensions/requested-extensions.js";
import { assertUsableHost } from "./host-header.js";
import { recordIncident } from "./incidents.js";
import type { Limits } from "./limits/limits.js";
import { assertAcceptsJson, wantsHtml } from "./media-types.js";
import { assertMinimumChange } from "./minimum-change.js";
import { startOperationSummary, summarizeDirect } from "./operation-log.js";
import { httpReply, httpRequest, readRequest, type ServedContext } from "./served-context.js";
import { Turns } from "./turns.js";
import { varyBy } from "./vary-by.js";

export interface GraphqlParts<Context extends object> {
  apollo: ApolloServer<Context & ServedContext>;
  createContext: (request: FastifyRequest, reading: ReadRequest) => Context;
  access: Access;
  /** Hook that tells who asks. */
  identify(request: FastifyRequest): Promise<void>;
  limits: Pick<Limits, "cost" | "requestMilliseconds">;
  /** Answers known operations before they enter Apollo's pipeline. */
  answering: Answering | undefined;
  lane: DirectLane | undefined;
  isExplainOn: boolean;
  /** Where the content comes from; undefined for a schema that is not read from a database. */
  content: Parameters<typeof assertMinimumChange>[0] | undefined;
}

/**
 * Serves operations at `/graphql` by GET and POST; a browser that brings none gets the playground.
 *
 * HEAD is answered as GET, without content (RFC 9110, section 9.3.2).
 */
export function serveGraphql<Context extends object>(
  app: FastifyInstance,
  parts: GraphqlParts<Context>,
): void {
  const handler = answerWith(parts);
  const onRequest = [startOperationSummary, forbidStoring, assertUsableHost, parts.identify];
  const preHandler = [
    assertAcceptsJson,
    assertExtensions(parts),
    ...(parts.content ? [assertMinimumChange(parts.content)] : []),
  ];
  const onResponse = async (request: FastifyRequest, reply: FastifyReply) =>
    parts.answering?.headers.learn(request, reply);
  const onSend = leaveTypeToContent;
  app.post("/graphql", { onRequest, preHandler, onSend, onResponse }, handler);
  app.get(
    "/graphql",
    {
      onRequest: [sendPlaygroundToBrowsers, ...onRequest],
      preHandler: [...preHandler, assertNotCrossSite(parts.access)],
      onSend,
      onResponse,
    },
    handler,
  );
}

function answerWith<Context extends object>(parts: GraphqlParts<Context>): RouteHandlerMethod {
  const { apollo, answering, lane, limits } = parts;
  const answer = fastifyApolloHandler(apollo, {
    context: async (_asked, reply) => contextOf(parts, reply.request, reply),
  });
  const turns = new Turns();
  const throughApollo = withDeadline(async function (request, reply) {
    await turns.take();
    return await answer.call(this, toAskedByGet(request), reply);
  }, limits.requestMilliseconds);
  if (!answering) return throughApollo;
  const { direct, headers } = answering;
  return function (request, reply) {
    const now = new Date().toISOString();
    const contentType = headers.findContentType(request.headers);
    const isPreview = (request.caller?.perspective ?? published) !== published;
    const isDescribed = isPreview || wantsExtensions(request) || contentType === undefined;
    const found = isDescribed ? undefined : findDirectly(direct, request, now);
    if (!found || contentType === undefined) return throughApollo.call(this, request, reply);
    request.operationSummary = summarizeDirect(found.operation);
    const place = new HttpAnswerRequest(request.raw, reply.raw, { now, budget: request.caller?.budget });
    const answer = lane?.findWaiting(request.raw) ?? direct.read(found, place);
    if (!(answer instanceof Promise)) return sendAnswer(reply, answer, contentType);
    const send = () => answer.then((read) => sendAnswer(reply, read, contentType));
    return withDeadline(send, limits.requestMilliseconds).call(this, request, reply);
  };
}

/** Apollo knows no HEAD: what it is asked by one, it is asked by GET. */
function toAskedByGet(request: FastifyRequest): FastifyRequest {
  return request.method === "HEAD" ? Object.create(request, { method: { value: "GET" } }) : request;
}

/** A GET with a body's content type is for Apollo to refuse. */
function findDirectly(direct: DirectAnswers, request: FastifyRequest, now: string): DirectAnswer | undefined {
  const isGet = request.method !== "POST";
  if (isGet && request.headers["content-type"] !== undefined) return undefined;
  const asked = isGet ? readUrlFields(request.url) : readBodyFields(request.body);
  return asked && direct.find(asked, now);
}

function sendAnswer(reply: FastifyReply, { bytes, headers }: Answer, contentType: string): FastifyReply {
  void reply.headers(headers);
  if (!bytes) return reply.code(304).send();
  return reply.header("content-type", contentType).send(bytes);
}

/** Until an answer says how long it stays true. */
async function forbidStoring(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  void reply.header("cache-control", "no-store");
}

/** Apollo gives a type to each response, also to one that says only that the client has the answer already. */
async function leaveTypeToContent(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (reply.statusCode === 304) void reply.removeHeader("content-type");
}

async function sendPlaygroundToBrowsers(request: FastifyRequest, reply: FastifyReply) {
  varyBy(reply, "accept", "accept-encoding", "authorization", extensionsHeader, perspectiveHeader);
  if (isPageRequest(request)) return reply.sendPlayground();
}

function isPageRequest(request: FastifyRequest): boolean {
  const { query, documentId } = request.query as Record<string, unknown>;
  return wantsHtml(request) && query === undefined && documentId === undefined;
}

function contextOf<Context extends object>(
  { createContext, limits }: GraphqlParts<Context>,
  request: FastifyRequest,
  reply: FastifyReply,
): Context & ServedContext {
  const now = new Date().toISOString();
  const perspective = request.caller?.perspective;
  const reading = new ReadRequest({
    now,
    previewed: perspective?.kind === "post" ? perspective.id : undefined,
    maximumCost: limits.cost,
    caller: request.caller?.budget,
    isObserved: readExtensions(request).has("explain"),
    ending: new HttpAnswerRequest(request.raw, reply.raw, { now }),
  });
  try {
    const context = createContext(request, reading);
    return Object.assign(context, { [httpRequest]: request, [httpReply]: reply, [readRequest]: reading });
  } catch (error) {
    // Apollo's hook for this has no request, and so no request id to log.
    recordIncident(error, request.log);
    throw error;
  }
}
