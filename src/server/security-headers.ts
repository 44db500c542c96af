import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

/** Sends headers by which a browser takes an answer for data of its own site only: no page, no frame, no script. */
export async function sendSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { "default-src": ["'none'"], "frame-ancestors": ["'none'"] },
    },
    xFrameOptions: { action: "deny" },
    // Both mean something only over TLS, which is for the proxy in front of this server to speak of;
    // over plain HTTP a browser complains of the second.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
  });
}
