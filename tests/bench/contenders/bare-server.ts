import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface GraphqlRequest {
  operationName: string;
  variables: Readonly<Record<string, unknown>>;
}

type Answer = string | Buffer;

/** Serves POST bodies by `node:http` and nothing else; says `listening on …` as Colloquy does. */
export function serveBare(answer: (body: Buffer) => Answer | Promise<Answer>): void {
  const server = createServer((request, response) => {
    readBody(request, (body) => {
      const given = answer(body);
      if (given instanceof Promise) void given.then((text) => sendJson(response, text));
      else sendJson(response, given);
    });
  });
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`listening on http://127.0.0.1:${port}\n`);
  });
}

function readBody(request: IncomingMessage, then: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => then(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
}

function sendJson(response: ServerResponse, body: Answer): void {
  response.writeHead(200, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}
