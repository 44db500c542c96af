import type { FastifyRequest } from "fastify";
import { GraphError } from "../errors.js";
import { parseUrl } from "../parse-url.js";

/**
 * Refuses HTTP/1.1 without a host header (RFC 9112, section 3.2); Node would do so without a body.
 *
 * @throws {GraphError} BAD_REQUEST
 */
export async function assertHostHeader({ raw, headers }: FastifyRequest): Promise<void> {
  if (headers.host === undefined && raw.httpVersion !== "1.0") throw hostUnusable();
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
  return new GraphError("BAD_REQUEST", "The host header is missing or names no host.");
}
