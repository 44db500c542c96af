import { randomUUID } from "node:crypto";
import type { FastifyBaseLogger } from "fastify";
import { GraphQLError } from "graphql";
import { ClientGoneError } from "./client-signal.js";

const incidentIds = new WeakMap<object, string>();

/**
 * Logs a fault of this server with its stack and returns the incident id that the client may see.
 *
 * The same error is logged once, however often it is recorded, and keeps its id.
 */
export function recordIncident(error: unknown, log: FastifyBaseLogger): string {
  const cause = findCause(error);
  const known = incidentIds.get(cause);
  if (known !== undefined) return known;
  const incident = randomUUID();
  incidentIds.set(cause, incident);
  // Who has gone sees no answer, and nothing went wrong here.
  if (!(cause instanceof ClientGoneError))
    log.error({ incident, err: cause, path: pathOf(error) }, "internal server error");
  return incident;
}

/** graphql-js and Apollo wrap what was thrown; the wrapper differs from place to place, the cause does not. */
function findCause(error: unknown): object {
  if (error instanceof GraphQLError && error.originalError) return error.originalError;
  return typeof error === "object" && error !== null ? error : new Error(String(error));
}

function pathOf(error: unknown): string | undefined {
  return error instanceof GraphQLError ? error.path?.join(".") : undefined;
}
