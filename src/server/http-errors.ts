import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type ErrorCode, errorCodes, GraphError } from "../errors.js";
import type { Limits } from "./limits/limits.js";
import { maskedError } from "./public-errors.js";
import type { ResponsePart } from "./response-part.js";

/** Makes every failure outside a GraphQL operation answer as JSON in the shape of a GraphQL error. */
export function answerFailuresAsJson(app: FastifyInstance, limits: Limits): void {
  const allowedMethods = collectRoutes(app);
  app.setErrorHandler((error, request, reply) => {
    sendFailure(toGraphError(error, limits) ?? error, request, reply);
  });
  app.setNotFoundHandler((request, reply) => {
    const allowed = allowedMethods.get(pathOf(request.url));
    if (allowed) void reply.header("allow", [...allowed].join(", "));
    sendFailure(allowed ? methodNotAllowed(request, allowed) : pathNotFound(), request, reply);
  });
}

/** Sends a fault of the request as it is, and anything else masked and logged. */
export function sendFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const isFault = error instanceof GraphError;
  const { message, extensions } = isFault ? error : maskedError(error, request.log);
  const { http, ...visible } = extensions as Record<string, unknown> & { http?: ResponsePart };
  for (const [name, value] of http?.headers ?? []) void reply.header(name, value);
  void reply
    .code(isFault ? statusOf(error) : 500)
    .header("cache-control", "no-store")
    .header("x-request-id", request.id)
    .type("application/json; charset=utf-8")
    .send(JSON.stringify({ errors: [{ message, extensions: visible }] }));
}

function statusOf(error: GraphError): number {
  return errorCodes[error.extensions.code as ErrorCode].status;
}

function collectRoutes(app: FastifyInstance): Map<string, Set<string>> {
  const methods = new Map<string, Set<string>>();
  app.addHook("onRoute", ({ url, method }) => {
    const known = methods.get(url) ?? new Set();
    methods.set(url, new Set([...known, ...[method].flat()]));
  });
  return methods;
}

function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? url;
}

/** What Fastify finds before it has a route, and so before any hook has run. */
export function urlUnreadable(): GraphError {
  return new GraphError("BAD_REQUEST", "The path of the URL is not valid percent-encoding.");
}

function pathNotFound(): GraphError {
  return new GraphError(
    "PATH_NOT_FOUND",
    "Nothing is served at this path. Send GraphQL operations to /graphql; /schema.graphql describes them.",
  );
}

function methodNotAllowed({ method }: FastifyRequest, allowed: Set<string>): GraphError {
  return new GraphError(
    "METHOD_NOT_ALLOWED",
    `${method} is not served at this path. Use ${[...allowed].join(" or ")}.`,
  );
}

/** Fastify's own errors, as the table of this server names them; undefined when it is none of the client's. */
function toGraphError(error: unknown, limits: Limits): GraphError | undefined {
  if (error instanceof GraphError) return error;
  const { code = "", statusCode = 500 } = error as { code?: string; statusCode?: number };
  const known = fastifyErrors[code];
  if (known) return new GraphError(...known(limits));
  if (statusCode < 400 || statusCode >= 500) return undefined;
  return new GraphError("BAD_REQUEST", "The request cannot be served as it is. Check its path and headers.");
}

const bodyContradictsHeaders = (): [ErrorCode, string] => [
  "BAD_REQUEST",
  "The body is not what its content-encoding and content-length say.",
];

const fastifyErrors: Record<string, (limits: Limits) => [code: ErrorCode, message: string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ({ bodyBytes }) => [
    "BODY_TOO_LARGE",
    `The request body has more than ${bodyBytes} bytes, the maximum. Send a smaller document or fewer variables.`,
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => [
    "UNSUPPORTED_MEDIA_TYPE",
    "The body has a content-type that is not read here. Send content-type: application/json.",
  ],
  FST_CP_ERR_INVALID_CONTENT_ENCODING: () => [
    "UNSUPPORTED_MEDIA_TYPE",
    "The body has a content-encoding that is not read here. Send gzip, deflate, br or none.",
  ],
  FST_CP_ERR_INVALID_CONTENT: bodyContradictsHeaders,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: bodyContradictsHeaders,
};
