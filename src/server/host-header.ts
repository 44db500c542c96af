import type { FastifyRequest } from "fastify";
import { GraphError } from "../errors.js";
import { parseUrl } from "../parse-url.js";

/**
 * Refuses HTTP/1.1 without a host header or with several (RFC 9112, section 3.2); Node would do the first without a body.
 *
 * @throws {GraphError} BAD_REQUEST
 */
export async function assertHostHeader({ raw, headers }: FastifyRequest): Promise<void> {
  const { host } = headers;
  if (host === undefined && raw.httpVersion !== "1.0") throw hostUnusable();
  // Several arrive joined, with a space between them that no host has in it.
  if (host !== undefined && /\s/.test(host)) throw hostUnusable();
}

/**
 * Refuses a host with which no URL can be built, as Apollo's integration does with every request.
 *
 * @throws {GraphError} BAD_REQUEST
 */
export async function assertUsableHost({ protocol, hostname }: FastifyRequest): Promise<void> {
  if (!parseUrl(`${protocol}://${hostname}/`)) throw hostUnusable();
}

function hostUnusable(): GraphError {
  return new GraphError(
    "BAD_REQUEST",
    "The host header is missing, names no host, or is there more than once.",
  );
}
