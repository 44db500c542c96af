import { connect } from "node:net";

export interface Answer {
  status: number;
  headers: Headers;
  body: {
    data?: Record<string, unknown>;
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
}

/** Sends an operation as clients do: POST, JSON. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const text = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
  return send(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: text as string,
  });
}

/** Sends an operation by GET; `accept` names JSON unless told. */
export function get(url: string, parameters: Record<string, string>, headers: Record<string, string> = {}) {
  return send(`${url}/graphql?${new URLSearchParams(parameters)}`, {
    headers: { accept: "application/json", ...headers },
  });
}

/** Any request whose answer is JSON, which every failure's must be. */
export async function send(url: string, options: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, options);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? {} : JSON.parse(text) };
}

/** Writes bytes to the port as they are and returns all that comes back until the server hangs up. */
export function sendRaw(url: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", reject);
    socket.on("close", () => resolve(Buffer.concat(chunks).toString()));
    socket.write(bytes);
  });
}

export function codeOf({ body }: Answer): unknown {
  return body.errors?.[0]?.extensions.code;
}

export function messageOf({ body }: Answer): string | undefined {
  return body.errors?.[0]?.message;
}
