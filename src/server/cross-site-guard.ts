import type { FastifyRequest } from "fastify";
import { GraphError } from "../errors.js";
import type { Access } from "./access/access.js";

/**
 * Refuses a GET of which a browser says that a page of another site made it.
 *
 * Browsers say where a request comes from in `sec-fetch-site`, and `origin` where a page reads the answer.
 * A client that sends neither is let through: GET runs no mutation, and without cookies it reads nothing that
 * its sender could not read directly. So is a page whose origin may read the answers. A POST needs no such check:
 * `application/json` makes a browser ask first.
 * @throws {GraphError} CROSS_SITE_REQUEST
 */
export function assertNotCrossSite(access: Pick<Access, "allowsOrigin">) {
  return async ({ headers }: FastifyRequest): Promise<void> => {
    const isOwn = isPreflighted(headers) || isOwnOrDirect(headers);
    if (!isOwn && !(headers.origin !== undefined && (await access.allowsOrigin(headers.origin)))) {
      throw new GraphError(
        "CROSS_SITE_REQUEST",
        "A page of another site made this GET request. Send the header apollo-require-preflight: true, or use POST.",
      );
    }
    // Apollo keeps a wall of its own behind this one and knows only its own marks.
    headers["apollo-require-preflight"] ||= "true";
  };
}

type Headers = FastifyRequest["headers"];

/** True when a header is there that makes a browser ask first; https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
function isPreflighted(headers: Headers): boolean {
  const isJson = headers["content-type"]?.startsWith("application/json") ?? false;
  return isJson || Boolean(headers["apollo-require-preflight"] || headers["x-apollo-operation-name"]);
}

function isOwnOrDirect({ origin, "sec-fetch-site": site }: Headers): boolean {
  return site === undefined ? origin === undefined : site === "same-origin" || site === "none";
}
