import type { FastifyRequest } from "fastify";
import { GraphError } from "../errors.js";

/** True for what a browser sends when a person opens a page; other clients do not name HTML. */
export function wantsHtml({ headers }: FastifyRequest): boolean {
  return /\btext\/html\b/i.test(headers.accept ?? "");
}

/**
 * Refuses, before anything runs, a request whose answer its client would have to throw away.
 *
 * @throws {GraphError} NOT_ACCEPTABLE
 */
export async function assertAcceptsJson({ headers }: FastifyRequest): Promise<void> {
  const isAccepted =
    headers.accept === undefined ||
    /\*\/\*|application\/(?:\*|(?:graphql-response\+)?json)/i.test(headers.accept);
  if (isAccepted) return;
  throw new GraphError(
    "NOT_ACCEPTABLE",
    "The accept header excludes every format of the answer. Accept application/graphql-response+json or application/json.",
  );
}
