import { once } from "node:events";
import type { IncomingMessage, RequestListener, Server } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "@jest/globals";
import { maximumWaiting } from "../../src/server/answer-in-turn.js";
import { createNodeServer } from "../../src/server/node-server.js";
import { exchangeBytes, open } from "./support/raw-http.js";

const get = (path: number | string) => `GET /${path} HTTP/1.1\r\nhost: x\r\n\r\n`;
const many = (count: number) => Array.from({ length: count }, (_, index) => get(index)).join("");

describe("requests that come on one connection without waiting for answers", () => {
  let server: Server | undefined;

  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    if (server?.listening) await once(server, "close");
  });

  async function serve(answer: RequestListener, connectionTimeout = 0): Promise<string> {
    const options = { keepAliveTimeout: 5_000, requestTimeout: 5_000, connectionTimeout };
    server = createNodeServer(undefined)(answer, options) as Server;
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  }

  test("are answered one by one, in their order", async () => {
    let running = 0;
    let most = 0;
    const url = await serve(async (request, response) => {
      running += 1;
      most = Math.max(most, running);
      await sleep(Math.random() * 5);
      running -= 1;
      response.end(request.url);
    });
    const answers = await exchangeBytes(url, [many(30), many(5)], 35);
    const paths = [...Array(30).keys(), ...Array(5).keys()].map((index) => `/${index}`);
    expect(answers.map(({ body }) => body)).toEqual(paths);
    expect(most).toBe(1);
  });

  test("leave others between them", async () => {
    let answered = 0;
    const url = await serve((_request, response) => {
      answered += 1;
      response.end(String(answered));
    });
    const flood = exchangeBytes(url, [many(maximumWaiting)], maximumWaiting);
    const other = await fetch(url);
    expect(Number(await other.text())).toBeLessThan(maximumWaiting / 2);
    await flood;
    expect(answered).toBe(maximumWaiting + 1);
  });

  test("have their own bodies", async () => {
    const url = await serve(async (request, response) => {
      response.end(`${request.url}: ${await readText(request)}`);
    });
    const post = (body: string) =>
      `POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    const bodies = ["a", "b".repeat(40_000), "", "c".repeat(100_000), "d"];
    const answers = await exchangeBytes(url, [bodies.map(post).join("")], bodies.length);
    expect(answers.map(({ body }) => body)).toEqual(bodies.map((body) => `/: ${body}`));
  });

  test("end the connection when more of them come than may wait", async () => {
    let begun = 0;
    const url = await serve((_request, response) => {
      begun += 1;
      response.end("x".repeat(1_000));
    });
    const answers = await exchangeBytes(url, [many(1_500)], 1_500);
    expect(answers).toHaveLength(maximumWaiting + 1);
    expect(answers.map(({ headers }) => headers.connection)).toEqual([
      ...Array(maximumWaiting).fill("keep-alive"),
      "close",
    ]);
    expect(begun).toBe(maximumWaiting + 1);
  });

  test("are read no further then", async () => {
    const url = await serve((_request, response) => void response.end());
    const accepted = once(server as Server, "connection") as Promise<[Socket]>;
    const socket = await open(url);
    const flood = Buffer.from(many(100_000));
    socket.write(flood);
    socket.resume();
    const [connection] = await accepted;
    await once(connection, "close");
    expect(connection.bytesRead).toBeLessThan(flood.length / 4);
    socket.destroy();
  });

  test("are not begun once the client has gone", async () => {
    let begun = 0;
    const url = await serve(async (_request, response) => {
      begun += 1;
      await sleep(20);
      response.end();
    });
    const socket = await open(url);
    socket.write(many(50));
    await sleep(50);
    socket.destroy();
    await sleep(100);
    const before = begun;
    await sleep(100);
    expect(begun).toBe(before);
    expect(begun).toBeLessThan(20);
  });

  test("are begun no sooner than the answers before them are read, and the connection ends when none is", async () => {
    let begun = 0;
    const answer = Buffer.alloc(1024 ** 2, "x");
    const url = await serve((_request, response) => {
      begun += 1;
      response.end(answer);
    }, 400);
    const accepted = once(server as Server, "connection") as Promise<[Socket]>;
    const socket = await open(url);
    socket.pause();
    socket.write(many(90));
    const [connection] = await accepted;
    await once(connection, "close");
    // What fits into the system's own buffers was taken from the server.
    expect(begun).toBeLessThan(30);
    socket.destroy();
  });
});

async function readText(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
