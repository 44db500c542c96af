import { once } from "node:events";
import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** How long a client may go on with a body that is refused already. */
const patienceMilliseconds = 1_000;

/**
 * Reads what is left of the body of a refused request, and drops it, before the refusal is sent; unpacks no more of it.
 *
 * A connection that is closed on bytes that nobody has read is reset, and with it goes the answer that the client would
 * have read after its last byte (RFC 9112, section 9.6). To be called once bodies are unpacked.
 */
export function readRefusedBodies(app: FastifyInstance): void {
  const contents = new WeakMap<FastifyRequest, Readable>();
  app.addHook("onRoute", (route) => {
    // It follows the one that unpacks, which is there already.
    route.preParsing = [
      ...[route.preParsing ?? []].flat(),
      async (request, _reply, content) => {
        if (content !== request.raw) contents.set(request, content as Readable);
        return content;
      },
    ];
  });
  app.addHook("onSend", async (request, reply) => {
    const { raw } = request;
    if (reply.statusCode < 400) return;
    // Unpacked, a few kilobytes can be gigabytes that nobody waits for.
    contents.get(request)?.destroy();
    if (raw.complete || raw.destroyed) return;
    const end = once(raw, "end", { signal: AbortSignal.timeout(patienceMilliseconds) });
    raw.resume();
    // Who goes on for longer, or has gone, has had its chance.
    await end.catch(() => undefined);
  });
}
