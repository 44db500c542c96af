import type { IncomingMessage } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import { budgetHeaders } from "../budgets/budget-headers.js";

/** Those that each answer has of its own, or that the connection adds. */
const changing = new Set([
  "age",
  "cache-control",
  "connection",
  "content-length",
  "content-type",
  "date",
  "etag",
  "keep-alive",
  budgetHeaders.policy,
  budgetHeaders.state,
  "transfer-encoding",
  "x-cache",
  "x-change",
  "x-request-id",
]);

/**
 * What replies bore that went through all of the pipeline, for those that do not go through it.
 *
 * So nothing that a hook or Apollo adds to a reply is said in a second place.
 */
export class LearnedHeaders {
  private readonly contentTypes = new LRUCache<string, string>({ max: 100 });
  private readonly standing = new LRUCache<string, readonly string[]>({ max: 100 });

  /** What Apollo has chosen for this `accept` header. */
  findContentType({ accept = absent }: IncomingMessage["headers"]): string | undefined {
    return this.contentTypes.get(accept);
  }

  /** Names and values in turn of all headers that are the same for each unpacked answer to such requests. */
  findStanding(request: IncomingMessage): readonly string[] | undefined {
    return this.standing.get(toKey(request));
  }

  /** Remembers what an operation's answer bore when it was sent; the same path also sends the playground's page. */
  learn({ raw, headers, operationSummary }: FastifyRequest, reply: FastifyReply): void {
    const sent = reply.getHeaders();
    const contentType = sent["content-type"];
    if (!operationSummary || reply.statusCode !== 200 || typeof contentType !== "string") return;
    this.contentTypes.set(headers.accept ?? absent, contentType);
    if (headers["accept-encoding"] !== undefined || this.standing.has(toKey(raw))) return;
    // What is said to pages of other sites and to keys is not for others.
    if (headers.origin !== undefined || headers.authorization !== undefined) return;
    const pairs = Object.entries(sent).filter(([name]) => !changing.has(name));
    this.standing.set(
      toKey(raw),
      pairs.flatMap(([name, value]) => [name, String(value)]),
    );
  }
}

/** No header can have it as its value, which an empty one is. */
const absent = "\n";

/** Whatever a hook looks at that lets a request through or shapes its reply. */
function toKey({ method, headers: { accept = absent, host = absent } }: IncomingMessage): string {
  return `${method} ${host} ${accept}`;
}
