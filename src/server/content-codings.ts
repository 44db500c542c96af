import { constants } from "node:zlib";
import compress from "@fastify/compress";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** A window of 256 kB, which few answers are longer than; that of 4 MB, Brotli's own, is memory for each answer that is packed. */
const brotliOptions = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 },
};

/** Packs answers, and unpacks what is sent; a content coding is known in whatever case (RFC 9110, section 8.4.1). */
export async function packContent(app: FastifyInstance): Promise<void> {
  app.addHook("onRequest", async ({ headers }: FastifyRequest) => {
    const coding = headers["content-encoding"];
    if (coding !== undefined) headers["content-encoding"] = coding.toLowerCase();
  });
  await app.register(compress, { requestEncodings: ["gzip", "deflate", "br", "identity"], brotliOptions });
}
