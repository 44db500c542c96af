import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";

/** A response as it came over the connection. */
export interface RawResponse {
  status: number;
  /** By lower-case name; several of a name are joined by a comma. */
  headers: Record<string, string>;
  /** Without chunks and unpacked. */
  body: string;
}

export interface RawRequest {
  method?: string;
  path?: string;
  version?: string;
  /** In this order, as they are given. */
  headers?: readonly (readonly [name: string, value: string])[] | Record<string, string>;
  body?: string | Buffer;
  /** Sends the body's bytes in so many packets. */
  packets?: number;
}

/** How long a response may take before the test calls it hanging. */
const patience = 20_000;

/** Sends one request as it is, with no header but those given, and waits for its response. */
export async function exchange(url: string, request: RawRequest): Promise<RawResponse> {
  const [head, body] = toBytes(request);
  const size = Math.max(1, Math.ceil(body.length / (request.packets ?? 1)));
  const parts = Array.from({ length: Math.ceil(body.length / size) }, (_, index) =>
    body.subarray(index * size, (index + 1) * size),
  );
  const isSplit = (request.packets ?? 1) > 1;
  const packets = isSplit ? [head, ...parts] : [Buffer.concat([head, body])];
  const [response] = await exchangeBytes(url, packets, 1);
  if (!response) throw new Error(`${url} hung up without an answer`);
  return response;
}

/** Sends packets one after another on one connection; gives what came until there were `count` responses, or the end. */
export async function exchangeBytes(
  url: string,
  packets: readonly (string | Buffer)[],
  count: number,
): Promise<RawResponse[]> {
  const socket = await open(url);
  const responses = receive(socket, count);
  for (const [index, packet] of packets.entries()) {
    if (index > 0) await setTimeout(5);
    if (!socket.destroyed) socket.write(packet);
  }
  return await responses;
}

/** Opens a connection on which a test writes what it likes. */
export async function open(url: string): Promise<Socket> {
  const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1", noDelay: true });
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

/** The bytes of a request line with its headers, and those of the body. */
export function toBytes(request: RawRequest): [head: Buffer, body: Buffer] {
  const { method = "GET", path = "/graphql", version = "1.1", headers = [], body = "" } = request;
  const pairs = Array.isArray(headers) ? headers : Object.entries(headers);
  const lines = [`${method} ${path} HTTP/${version}`, ...pairs.map(([name, value]) => `${name}: ${value}`)];
  return [Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), Buffer.from(body)];
}

function receive(socket: Socket, count: number): Promise<RawResponse[]> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const settle = (responses: RawResponse[]) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(responses);
    };
    const timer = globalThis.setTimeout(() => {
      socket.destroy();
      reject(new Error(`no answer; so far came ${JSON.stringify(bytes.toString("latin1"))}`));
    }, patience);
    socket.on("data", (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      const responses = parseResponses(bytes, false);
      if (responses.length >= count) settle(responses);
    });
    socket.on("close", () => settle(parseResponses(bytes, true)));
  });
}

/** All whole responses; at the end of the connection also one whose length only that end tells. */
function parseResponses(bytes: Buffer, isEnd: boolean): RawResponse[] {
  const responses: RawResponse[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf("\r\n\r\n");
    if (end < 0) return responses;
    const [statusLine = "", ...lines] = rest.subarray(0, end).toString("latin1").split("\r\n");
    const status = Number(statusLine.split(" ")[1]);
    const headers = parseHeaders(lines);
    const found = readBody(rest.subarray(end + 4), { status, headers, isEnd });
    if (!found) return responses;
    // What announces that the answer will come is none.
    if (status >= 200) responses.push({ status, headers, body: unpack(found.body, headers) });
    rest = found.rest;
  }
}

function parseHeaders(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

function readBody(
  bytes: Buffer,
  { status, headers, isEnd }: { status: number; headers: Record<string, string>; isEnd: boolean },
): { body: Buffer; rest: Buffer } | undefined {
  if (status < 200 || status === 204 || status === 304) return { body: Buffer.alloc(0), rest: bytes };
  if (headers["transfer-encoding"] === "chunked") return readChunks(bytes);
  const length = headers["content-length"];
  if (length === undefined) return isEnd ? { body: bytes, rest: Buffer.alloc(0) } : undefined;
  if (bytes.length < Number(length)) return undefined;
  return { body: bytes.subarray(0, Number(length)), rest: bytes.subarray(Number(length)) };
}

function readChunks(bytes: Buffer): { body: Buffer; rest: Buffer } | undefined {
  const chunks: Buffer[] = [];
  let place = 0;
  for (;;) {
    const lineEnd = bytes.indexOf("\r\n", place);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.subarray(place, lineEnd).toString("latin1"), 16);
    const end = lineEnd + 2 + size + 2;
    if (bytes.length < end) return undefined;
    chunks.push(bytes.subarray(lineEnd + 2, end - 2));
    place = end;
    if (size === 0) return { body: Buffer.concat(chunks), rest: bytes.subarray(place) };
  }
}

const unpackers: Record<string, (bytes: Buffer) => Buffer> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
  deflate: inflateSync,
};

function unpack(body: Buffer, headers: Record<string, string>): string {
  const encoding = headers["content-encoding"];
  const unpacked = encoding === undefined || body.length === 0 ? body : unpackers[encoding]?.(body);
  return (unpacked ?? body).toString();
}
