import { GraphQLError, type GraphQLErrorOptions } from "graphql";

/**
 * Every `extensions.code` that a client can receive, with its HTTP status and what it means.
 *
 * `schema/errors.md` documents the same codes; a test compares the two both ways.
 */
export const errorCodes = {
  GRAPHQL_PARSE_FAILED: { status: 400, meaning: "The document is not valid GraphQL syntax." },
  GRAPHQL_VALIDATION_FAILED: { status: 400, meaning: "The document does not fit the schema." },
  BAD_REQUEST: { status: 400, meaning: "The HTTP request is not a GraphQL request." },
  BAD_USER_INPUT: { status: 400, meaning: "A variable or an argument has a value that cannot be used." },
  OPERATION_RESOLUTION_FAILURE: { status: 400, meaning: "The operation to run could not be chosen." },
  PERSISTED_QUERY_NOT_FOUND: { status: 200, meaning: "No document of that hash is kept here." },
  ID_INVALID: { status: 200, meaning: "An id is not one that this server gives out." },
  CURSOR_INVALID: { status: 200, meaning: "A cursor is damaged or belongs to another connection order." },
  PAGE_INVALID: { status: 200, meaning: "first, last, before and after do not describe one page." },
  FILTER_TOO_LARGE: { status: 200, meaning: "A filter nests too deep or lists too much." },
  ORDER_INVALID: { status: 200, meaning: "An order has more keys than the maximum." },
  NEAR_INVALID: { status: 200, meaning: "The point or the radius of near is none on earth." },
  URL_INVALID: { status: 200, meaning: "A text is no address, or is longer than the maximum." },
  PAGE_TOO_LARGE: { status: 200, meaning: "A page asks for more nodes than the maximum." },
  QUERY_TOO_DEEP: { status: 400, meaning: "Selections are nested deeper than the maximum." },
  QUERY_TOO_LONG: { status: 400, meaning: "The document has more tokens than the maximum." },
  TOO_MANY_ALIASES: { status: 400, meaning: "The operation has more aliases than the maximum." },
  QUERY_TOO_COSTLY: { status: 400, meaning: "The operation can answer with more objects than the maximum." },
  TOO_MANY_ROOT_FIELDS: { status: 400, meaning: "The operation has more root fields than the maximum." },
  UNAUTHENTICATED: { status: 401, meaning: "The authorization header shows no key that is good." },
  FORBIDDEN: { status: 403, meaning: "The key may not do this, or not from here." },
  EXPLAIN_OFF: { status: 403, meaning: "This server does not explain its answers." },
  CROSS_SITE_REQUEST: { status: 403, meaning: "A page of another site made this GET request." },
  DOCUMENT_NOT_TRUSTED: { status: 403, meaning: "The document is not one that this server trusts." },
  PATH_NOT_FOUND: { status: 404, meaning: "Nothing is served at this path." },
  METHOD_NOT_ALLOWED: { status: 405, meaning: "This path is not served for this HTTP method." },
  NOT_ACCEPTABLE: { status: 406, meaning: "The accept header excludes every format of the answer." },
  REQUEST_TIMEOUT: { status: 408, meaning: "The request arrived too slowly." },
  BODY_TOO_LARGE: { status: 413, meaning: "The request body has more bytes than the maximum." },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    meaning: "The body has a type, charset or encoding that is not read.",
  },
  RATE_LIMITED: { status: 429, meaning: "The caller has spent its budget for this minute." },
  HEADERS_TOO_LARGE: {
    status: 431,
    meaning: "The request line and headers have more bytes than the maximum.",
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    meaning: "A fault of this server; the log bears the same incident id.",
  },
  CHANGE_NOT_REACHED: { status: 503, meaning: "The database does not have the change that was asked for." },
  SERVER_BUSY: { status: 503, meaning: "Too many slow operations wait already." },
  TIMEOUT: { status: 503, meaning: "The answer took longer than the maximum." },
  UNAVAILABLE: { status: 503, meaning: "The database is out of reach, or lacks room for the answer." },
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** A fault of the request; its message reaches the client as it is, with `extensions.code`. */
export class GraphError extends GraphQLError {
  constructor(code: ErrorCode, message: string, options: GraphQLErrorOptions = {}) {
    super(message, { ...options, extensions: { ...options.extensions, code } });
    this.name = "GraphError";
  }
}

const unserved: ReadonlySet<unknown> = new Set<ErrorCode>(["SERVER_BUSY", "UNAVAILABLE"]);

/** Whether an error says that the server had no room or no database for an answer: whoever asked did not cause that. */
export function isUnserved(error: unknown): boolean {
  return unserved.has((error as Partial<GraphQLError> | undefined)?.extensions?.code);
}

/** For an answer that was given up, whether the server waited for it or the database worked on it. */
export function timeoutError(milliseconds: number): GraphError {
  return new GraphError(
    "TIMEOUT",
    `The answer took longer than ${milliseconds / 1000} seconds, the maximum. Ask for less at once, or try again later.`,
  );
}

/** A fault of the operator (configuration, database, disk); the process prints the message and ends with 1. */
export class StartupError extends Error {
  override readonly name = "StartupError";
}

/** @throws {Error} when a condition that the code relies on does not hold. */
export function invariant(condition: unknown, assumed: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${assumed}`);
}
