import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type FastifyInstance, fastify } from "fastify";
import { StartupError } from "../../src/errors.js";
import { listen } from "../../src/server/listen.js";

let app: FastifyInstance;
let printed: string[];
const write = process.stdout.write;
beforeEach(() => {
  app = fastify();
  printed = [];
  process.stdout.write = ((text: string) => printed.push(text) > 0) as typeof write;
});
afterEach(async () => {
  process.stdout.write = write;
  await app.close();
});

describe("listen", () => {
  test("prints one line with the port that it really has", async () => {
    const url = await listen(app, { host: "127.0.0.1", port: 0 });
    expect(printed).toEqual([`listening on ${url}\n`]);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    expect((await fetch(url)).status).toBe(404);
  });

  const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
    all?.some(({ address }) => address === "::1"),
  );
  const testWithIpv6 = hasIpv6 ? test : test.skip;

  testWithIpv6("prints an IPv6 address in brackets (where the machine has one)", async () => {
    expect(await listen(app, { host: "::1", port: 0 })).toMatch(/^http:\/\/\[::1\]:\d+$/);
  });

  test("says which port is taken and what to do", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((ready) => other.once("listening", ready));
    const { port } = other.address() as { port: number };
    const failure = listen(app, { host: "127.0.0.1", port });
    await expect(failure).rejects.toThrow(StartupError);
    await expect(failure).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another process. Stop that process, or set PORT to another port (0 picks a free one).`,
    );
    expect(printed).toEqual([]);
    other.close();
  });

  test("says that a host is none of this machine's", async () => {
    const failure = listen(app, { host: "192.0.2.1", port: 0 });
    await expect(failure).rejects.toThrow("HOST 192.0.2.1 is not an address of this machine.");
  });
});
