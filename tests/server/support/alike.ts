import { channel } from "node:diagnostics_channel";
import type { RawResponse } from "./raw-http.js";
import type { ContentServer } from "./start-content-server.js";

/** Those that tell how and when an answer was sent, not what it is. */
const incidental = new Set([
  "age",
  "content-encoding",
  "content-length",
  "date",
  "transfer-encoding",
  "x-cache",
  "x-request-id",
]);

/** A response without what may differ between two ways of answering; times count from the answer's reading. */
export function toComparable({ status, headers, body }: RawResponse): object {
  const kept = Object.entries(headers)
    .filter(([name]) => !incidental.has(name))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const shared: Record<string, string> = Object.fromEntries(kept);
  const age = Number(headers.age ?? 0);
  const control = shared["cache-control"]?.replace(/max-age=(\d+)/, (_, all) => `max-age=${all - age}`);
  return { status, headers: { ...shared, "cache-control": control }, body: withoutIncident(body) };
}

function withoutIncident(body: string): string {
  return body.replace(/"incident":"[^"]*"/, '"incident":""');
}

/** The log lines of one request without their times; waits for the first, which the client may be ahead of. */
export async function logOf({ logLines }: ContentServer, requestId: string): Promise<object[]> {
  for (;;) {
    const lines = logLines().filter((line) => line.requestId === requestId);
    if (lines.length > 0)
      return lines.map(({ time: _, milliseconds, ...line }) => ({
        ...line,
        milliseconds: typeof milliseconds,
      }));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Counts the requests that reach Fastify's routes, which those that the lane answers do not. */
export function countRouted(): { readonly count: number; stop(): void } {
  let count = 0;
  const handlers = channel("tracing:fastify.request.handler:start");
  const add = () => {
    count += 1;
  };
  handlers.subscribe(add);
  return {
    get count() {
      return count;
    },
    stop: () => handlers.unsubscribe(add),
  };
}
