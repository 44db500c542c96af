import { once } from "node:events";
import type { FastifyInstance } from "fastify";

/** How long a client may go on with a body that is refused already. */
const patienceMilliseconds = 1_000;

/**
 * Reads what is left of the body of a refused request, and drops it, before the refusal is sent.
 *
 * A connection that is closed on bytes that nobody has read is reset, and with it goes the answer that the client would
 * have read after its last byte (RFC 9112, section 9.6).
 */
export function readRefusedBodies(app: FastifyInstance): void {
  app.addHook("onSend", async ({ raw }, reply) => {
    if (reply.statusCode < 400 || raw.complete || raw.destroyed) return;
    const end = once(raw, "end", { signal: AbortSignal.timeout(patienceMilliseconds) });
    raw.resume();
    // Who goes on for longer, or has gone, has had its chance.
    await end.catch(() => undefined);
  });
}
