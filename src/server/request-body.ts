import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { GraphError } from "../errors.js";

/** Reads POST bodies as JSON in UTF-8, and refuses everything else. */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/json",
    { parseAs: "buffer" },
    async (request: FastifyRequest, body: Buffer) => {
      assertUtf8(request.headers["content-type"]);
      return parseBodyOnce(request.raw, body);
    },
  );
}

function assertUtf8(contentType = ""): void {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType)?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return;
  throw new GraphError("UNSUPPORTED_MEDIA_TYPE", "The body has a charset that is not read here. Send UTF-8.");
}

const parsedBodies = new WeakMap<IncomingMessage, () => unknown>();

/**
 * The body of a request, which is parsed when it is asked for first: to see that it is none can take milliseconds.
 *
 * @throws {GraphError} as `parseBody`, each time.
 */
export function parseBodyOnce(request: IncomingMessage, body: Buffer): unknown {
  const known = parsedBodies.get(request);
  if (known) return known();
  try {
    const parsed = parseBody(body);
    parsedBodies.set(request, () => parsed);
    return parsed;
  } catch (error) {
    parsedBodies.set(request, () => {
      throw error;
    });
    throw error;
  }
}

/** @throws {GraphError} BAD_REQUEST when the bytes are not one JSON value in UTF-8, or a list. */
function parseBody(body: Buffer): unknown {
  const parsed = parseJson(decode(body));
  if (Array.isArray(parsed)) {
    throw new GraphError(
      "BAD_REQUEST",
      "Operations are not read in batches. Send one operation per request.",
    );
  }
  return parsed;
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new GraphError("BAD_REQUEST", "The body is not valid UTF-8.");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GraphError(
      "BAD_REQUEST",
      'The body is not valid JSON. Send an object such as {"query": "{ __typename }"}.',
    );
  }
}
