import { exchange } from "../../support/raw-http.js";
import { type Answered, findHarm } from "./harm.js";

/** A request that means no good. */
export interface HostileRequest {
  title: string;
  method?: "GET" | "POST";
  /** With its query; `/graphql` unless told. */
  path?: string;
  /** One of several values is sent once for each. */
  headers?: Readonly<Record<string, string | readonly string[]>>;
  /** As it is sent. */
  body?: string;
}

/** An operation as clients send it. */
export function toRequest(
  title: string,
  body: unknown,
  headers: Record<string, string> = {},
): HostileRequest {
  return { title, method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body) };
}

/** Sends a request with no header but its own and those that HTTP needs. */
export async function sendHostile(url: string, request: HostileRequest): Promise<Answered> {
  const { method = "POST", path = "/graphql", headers = {}, body } = request;
  const content =
    body === undefined
      ? {}
      : { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) };
  const {
    status,
    headers: received,
    body: text,
  } = await exchange(url, {
    method,
    path,
    headers: Object.entries({
      host: "colloquy.example",
      connection: "close",
      ...content,
      ...headers,
    }).flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const)),
    body: body ?? "",
  });
  return { status, contentType: received["content-type"] ?? null, text };
}

/** Sends requests one after another; those that did harm, and how. */
export async function findHarms(url: string, requests: Iterable<HostileRequest>): Promise<string[]> {
  const harms: string[] = [];
  for (const request of requests) {
    const harm = findHarm(await sendHostile(url, request));
    if (harm !== undefined) harms.push(`${request.title}: ${harm}`);
  }
  return harms;
}
