import compress from "@fastify/compress";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** Packs answers, and unpacks what is sent; a content coding is known in whatever case (RFC 9110, section 8.4.1). */
export async function packContent(app: FastifyInstance): Promise<void> {
  app.addHook("onRequest", async ({ headers }: FastifyRequest) => {
    const coding = headers["content-encoding"];
    if (coding !== undefined) headers["content-encoding"] = coding.toLowerCase();
  });
  await app.register(compress, { requestEncodings: ["gzip", "deflate", "br", "identity"] });
}
