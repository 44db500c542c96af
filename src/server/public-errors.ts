import type { FastifyBaseLogger } from "fastify";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { type ErrorCode, errorCodes, GraphError } from "../errors.js";
import { recordIncident } from "./incidents.js";

/** The error as a client may see it: faults of the request as they are, all else masked and logged. */
export function toPublicError(
  formatted: GraphQLFormattedError,
  error: unknown,
  { tokens, log }: { tokens: number; log: FastifyBaseLogger },
): GraphQLFormattedError {
  const fault = findRequestFault(error, tokens);
  const { message, extensions } = fault ?? maskedError(error, log);
  const { http: _status, ...visible } = { http: undefined, ...extensions };
  return { ...formatted, message: shorten(message), extensions: visible };
}

/** As long as a message of this server is at the most, and as what others repeat of a request may be. */
const maximumCharacters = 1_000;

/** graphql-js repeats in each message the whole value that it refuses: a hundred times the request would come back. */
function shorten(message: string): string {
  return message.length > maximumCharacters ? `${message.slice(0, maximumCharacters)}…` : message;
}

/** The message and extensions that stand in for a fault of this server. */
export function maskedError(error: unknown, log: FastifyBaseLogger) {
  const incident = recordIncident(error, log);
  return { message: "Internal server error", extensions: { code: "INTERNAL_SERVER_ERROR", incident } };
}

/** What the client did wrong, or undefined when the fault is this server's. */
export function findRequestFault(error: unknown, tokens: number): GraphQLError | undefined {
  if (!(error instanceof GraphQLError)) return undefined;
  if (error instanceof GraphError) return error;
  if (error.originalError instanceof GraphError) return error.originalError;
  if (exceedsTokens(error)) return queryTooLong(tokens);
  if (error.message === "Validation aborted.") return tooManyRepetitions();
  if (error.message.startsWith("Too many errors processing variables")) return tooManyWrongValues();
  const persisted = persistedQueryFaults[error.message];
  if (persisted !== undefined) return new GraphError("BAD_REQUEST", persisted);
  if (isArgumentFault(error)) return new GraphError("BAD_USER_INPUT", error.message);
  return isKnownFault(error) ? withExactCode(error) : undefined;
}

/** Apollo gives these no code; its message is the only mark. */
const persistedQueryFaults: Record<string, string> = {
  "provided sha does not match query":
    "The sha256Hash of the extension persistedQuery is not that of the document. Send the SHA-256 of query in hexadecimal digits.",
  "Unsupported persisted query version": "The extension persistedQuery has a version other than 1.",
};

/** graphql-js gives its token limit no code; its message is the only mark. */
function exceedsTokens(error: GraphQLError): boolean {
  return error.message.includes("Parsing aborted.") && error.extensions.code === "GRAPHQL_PARSE_FAILED";
}

function queryTooLong(tokens: number): GraphError {
  const message = `The document has more than ${tokens} tokens, the maximum. Ask for less, or split it into several operations.`;
  return new GraphError("QUERY_TOO_LONG", message);
}

/** graphql-js bounds the work of comparing repeated fields, and says no more than that it stopped. */
function tooManyRepetitions(): GraphError {
  const message = "The document repeats fields too often to be checked. Select each field once.";
  return new GraphError("GRAPHQL_VALIDATION_FAILED", message);
}

/** graphql-js stops at the fiftieth value of a variable that it cannot use, and gives the error that says so no code. */
function tooManyWrongValues(): GraphError {
  const message = "The variables have more values that cannot be used than are listed. Correct these first.";
  return new GraphError("BAD_USER_INPUT", message);
}

/**
 * graphql-js coerces arguments during execution and gives a wrong one neither code nor class.
 *
 * It wraps the error of a field's argument, and throws that of a root field's directive as it is.
 */
function isArgumentFault(error: GraphQLError): boolean {
  const thrown = error.originalError ?? error;
  return (
    error.message.startsWith('Argument "') &&
    thrown instanceof GraphQLError &&
    thrown.extensions.code === undefined &&
    thrown.nodes !== undefined
  );
}

function isKnownFault({ extensions, path, originalError }: GraphQLError): boolean {
  // A plain error that a library threw in a resolver may carry a code by chance; its message is not for clients.
  const isForeign = path && originalError && !(originalError instanceof GraphQLError);
  return !isForeign && isErrorCode(extensions.code) && extensions.code !== "INTERNAL_SERVER_ERROR";
}

/** Apollo answers several HTTP statuses under BAD_REQUEST; each has a code of its own here. */
function withExactCode(error: GraphQLError): GraphQLError {
  const { code, http } = error.extensions as { code: ErrorCode; http?: { status?: number } };
  const exact = code === "BAD_REQUEST" && apolloStatuses[http?.status ?? 400];
  return exact ? new GraphError(exact, error.message) : error;
}

const apolloStatuses: Record<number, ErrorCode> = {
  405: "METHOD_NOT_ALLOWED",
  406: "NOT_ACCEPTABLE",
  415: "UNSUPPORTED_MEDIA_TYPE",
};

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(errorCodes, code);
}
