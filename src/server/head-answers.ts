import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/**
 * Leaves the length out of an answer to HEAD where that to GET may be packed.
 *
 * It has to be the length that GET's content would have as it is sent (RFC 9110, section 8.6), which is not known before
 * that is packed. Fastify measures what is not packed yet.
 */
export function measureHeadAnswers(app: FastifyInstance): void {
  app.addHook("onRoute", (route) => {
    // It follows Fastify's own, which is there already.
    if (route.method === "HEAD") route.onSend = [...[route.onSend ?? []].flat(), leaveOutLength];
  });
}

async function leaveOutLength({ headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
  if ((headers["accept-encoding"] ?? "identity") !== "identity") void reply.removeHeader("content-length");
}
