import { createGunzip, type Gunzip, gzipSync } from "node:zlib";
import compress from "@fastify/compress";
import { afterEach, expect, test } from "@jest/globals";
import { type FastifyInstance, fastify } from "fastify";
import { readRefusedBodies } from "../../src/server/refused-bodies.js";

let app: FastifyInstance | undefined;
afterEach(() => app?.close());

test("a packed body is unpacked as far as it may be long, and no further", async () => {
  const unpacking: Gunzip[] = [];
  const watch = () => {
    const stream = createGunzip();
    unpacking.push(stream);
    return stream;
  };
  app = fastify({ bodyLimit: 100_000 });
  await app.register(compress, { zlib: { createGunzip: watch } as never });
  readRefusedBodies(app);
  app.post("/", async ({ body }) => (body as unknown[]).length);
  const send = (payload: Buffer) =>
    app?.inject({
      method: "POST",
      url: "/",
      headers: { "content-encoding": "gzip", "content-type": "application/json" },
      payload,
    });

  expect((await send(gzipSync("[1, 2]")))?.body).toBe("2");
  expect((await send(gzipSync(Buffer.alloc(20_000_000, " "))))?.statusCode).toBe(413);
  expect(unpacking.map(({ readableEnded, destroyed }) => ({ readableEnded, destroyed }))).toEqual([
    { readableEnded: true, destroyed: true },
    { readableEnded: false, destroyed: true },
  ]);
});
