import { constants } from "node:zlib";
import compress from "@fastify/compress";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** Brotli's own window of 4 MB makes nothing smaller than answers do with one of 256 kB, and takes far more memory. */
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
