import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from "fastify";
import type { GraphQLFieldResolver, GraphQLSchema } from "graphql";
import type { Changelog } from "../content/changelog.js";
import type { Readiness } from "../database/readiness.js";
import type { ReadRequest } from "../planner/read-request.js";
import { type PlaygroundOperation, servePlayground } from "../playground/playground-routes.js";
import { Access, type AccessOptions } from "./access/access.js";
import type { Caller } from "./access/caller.js";
import { allowOrigins } from "./access/cross-origin.js";
import { identifyCallers } from "./access/identify-caller.js";
import { trustAddresses } from "./access/trusted-addresses.js";
import type { AnswerSourceOptions } from "./answers/answer-source.js";
import { createAnswering } from "./answers/answering.js";
import { DirectLane } from "./answers/direct-lane.js";
import { startApolloServer } from "./apollo-server.js";
import { serveChangelog } from "./changelog/changelog-route.js";
import { answerClientError, answerOddRequests } from "./client-errors.js";
import { closeConnectionsWhenStopping, usualArrivalMilliseconds } from "./closing.js";
import { packContent } from "./content-codings.js";
import { serveFeeds } from "./feeds/feed-routes.js";
import { type FeedSource, serveSitemap } from "./feeds/sitemap-routes.js";
import { serveGraphql } from "./graphql-routes.js";
import { measureHeadAnswers } from "./head-answers.js";
import { serveHome } from "./home-route.js";
import { assertHostHeader } from "./host-header.js";
import { answerFailuresAsJson, sendFailure, urlUnreadable } from "./http-errors.js";
import { defaultLimits, type Limits } from "./limits/limits.js";
import { listLimits } from "./limits/list-limits.js";
import { createLogger, type LoggerParts } from "./logger.js";
import { createNodeServer } from "./node-server.js";
import { logAnswers } from "./operation-log.js";
import { readRefusedBodies } from "./refused-bodies.js";
import { readJsonBodies } from "./request-body.js";
import { chooseRequestId } from "./request-id.js";
import { sendSecurityHeaders } from "./security-headers.js";
import type { ServedContext } from "./served-context.js";
import { serveStatus } from "./status-routes.js";
import { TrustedDocuments } from "./trusted-documents/trusted-documents.js";

export interface ServerParts<Context extends object> extends LoggerParts {
  schema: GraphQLSchema;
  fieldResolver?: GraphQLFieldResolver<unknown, Context>;
  /** A plain object, new for each request: Apollo copies it by its own properties. */
  createContext(
    request: { id: string; log: FastifyBaseLogger; caller: Caller | null },
    reading: ReadRequest,
  ): Context;
  /** Who may ask for what, and how much; whoever comes, without bound, unless told. */
  access?: Partial<AccessOptions>;
  /** Addresses and networks of proxies, which tell for whom they ask. */
  trustedProxies?: readonly string[];
  /** What feeds and sitemap are made from; without it there are none. */
  feeds?: FeedSource;
  /** What has changed in the schema; without it nothing is served of that. */
  changelog?: Changelog;
  /** What answers operations without graphql-js; without it graphql-js executes every one. */
  answers?: Omit<AnswerSourceOptions, "maximumCost">;
  /** Whether a request may ask how it was answered; off unless told. */
  isExplainOn?: boolean;
  /** Tells whether requests are answered, and what is the matter (unreachable database, pending migrations). */
  checkReadiness(): Promise<Readiness>;
  /** One playground tab each, in this order; the first is open. */
  operations: readonly PlaygroundOperation[];
  limits?: Partial<Limits>;
  /** The documents that the operator has registered; none without it, and all are answered. */
  trusted?: TrustedDocuments;
  /** How long closing waits for requests that are on their way; a quarter of a second unless told. */
  arrivalMilliseconds?: number;
}

const openAccess: AccessOptions = { keys: undefined, budgets: undefined, anonymousPoints: 0, origins: [] };

/** Puts the HTTP server together; it does not listen yet, and closing it stops Apollo too. */
export async function createServer<Context extends object>(
  parts: ServerParts<Context>,
): Promise<FastifyInstance> {
  const limits = { ...defaultLimits, ...parts.limits };
  const { trusted = new TrustedDocuments("off"), arrivalMilliseconds = usualArrivalMilliseconds } = parts;
  const answering = parts.answers && createAnswering({ ...parts.answers, maximumCost: limits.cost }, trusted);
  const log = createLogger(parts);
  const access = new Access({ ...openAccess, ...parts.access });
  const trustedProxies = parts.trustedProxies ?? [];
  const isBehindProxies = trustedProxies.length > 0;
  const { bodyBytes } = limits;
  const lane = answering && new DirectLane({ ...answering, log, access, bodyBytes, isBehindProxies });
  const app = createFastify({ limits, log, lane, trustedProxies });
  answerOddRequests(app.server);
  answerFailuresAsJson(app, limits);
  readJsonBodies(app);
  measureHeadAnswers(app);
  closeConnectionsWhenStopping(app, { lane, arrivalMilliseconds });
  app.addHook("onRequest", async ({ id }, reply) => void reply.header("x-request-id", id));
  logAnswers(app);
  app.addHook("onRequest", assertHostHeader);
  app.addHook("onSend", adviseRetry);
  await sendSecurityHeaders(app);
  await allowOrigins(app, access);
  const identify = identifyCallers(app, access);
  await packContent(app);
  readRefusedBodies(app);
  const apollo = await startApolloServer<Context & ServedContext>({
    ...parts,
    limits,
    trusted,
    log: app.log,
    plugins: answering ? [answering.plugin] : [],
  });
  app.addHook("onClose", () => apollo.stop());
  app.addHook("onClose", () => parts.access?.budgets?.close());
  const { operations, isExplainOn = false } = parts;
  await servePlayground(app, { operations, isExplainOn, limits: listLimits(limits, access.anonymousPoints) });
  serveHome(app);
  if (parts.changelog) serveChangelog(app, parts.changelog);
  const { requestMilliseconds } = limits;
  serveGraphql<Context>(app, {
    apollo,
    createContext: parts.createContext,
    access,
    identify,
    limits,
    answering,
    lane,
    isExplainOn,
    content: parts.answers,
  });
  if (answering && parts.answers && parts.feeds) {
    serveFeeds(app, { ...parts.feeds, answering, requestMilliseconds });
    const answers = {
      ...parts.answers,
      planner: parts.feeds.planner,
      cacheMaxBytes: 0,
      maximumCost: Infinity,
    };
    serveSitemap(app, { ...parts.feeds, answering: createAnswering(answers), requestMilliseconds });
  }
  serveStatus(app, { ...parts, requestMilliseconds });
  await app.ready();
  return app;
}

/** What cannot be answered now can be soon. */
async function adviseRetry(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (reply.statusCode === 503) void reply.header("retry-after", "2");
}

interface FastifyParts {
  limits: Limits;
  log: FastifyBaseLogger;
  lane: DirectLane | undefined;
  trustedProxies: readonly string[];
}

function createFastify({ limits, log, lane, trustedProxies }: FastifyParts): FastifyInstance {
  return fastify({
    serverFactory: createNodeServer(lane),
    loggerInstance: log,
    ...(trustedProxies.length > 0 && { trustProxy: trustAddresses(trustedProxies) }),
    // Fastify's own lines would carry the URL, and with it the variables of a GET.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    genReqId: chooseRequestId,
    // As long as a path can be; each route says itself what its parameters may be.
    routerOptions: { maxParamLength: 16_384 },
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMilliseconds,
    // Nothing moves on a connection only while a request is answered, or where nobody reads the answer.
    connectionTimeout: 2 * limits.requestMilliseconds,
    http: {
      // Node takes the larger of the two for the whole request, and looks every 30 seconds unless told.
      headersTimeout: limits.requestMilliseconds,
      // Node's own refusal has no body; this server's is JSON like any other.
      requireHostHeader: false,
      // Of two that may be only one, Node would drop the second without a word.
      joinDuplicateHeaders: true,
      connectionsCheckingInterval: Math.min(1_000, limits.requestMilliseconds),
    },
    clientErrorHandler: answerClientError,
    frameworkErrors: (_error, request, reply) => sendFailure(urlUnreadable(), request, reply),
    // What arrives on a connection that is already open is served too, and the connection closed after it.
    return503OnClosing: false,
  });
}
