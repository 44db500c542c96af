import { Agent, type IncomingMessage, request } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { HostileRequest } from "./hostile-requests.js";

/** As far as an answer is looked at: all clients are one thread, and each would wait for one that reads megabytes. */
const readBytes = 10_000;

/** Many clients with a connection each, which it keeps. */
export class Clients {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly port: number) {}

  /** Milliseconds until the answer was there. @throws {Error} when it is not 200 with data. */
  async askHonestly(body: string): Promise<number> {
    const begin = performance.now();
    const { status, text } = await this.send({
      what: "",
      headers: { "content-type": "application/json" },
      body,
    });
    if (status !== 200 || !text.startsWith('{"data"')) throw new Error(`${status} ${text.slice(0, 300)}`);
    return performance.now() - begin;
  }

  /** The status; 0 where the client went away, or the server closed. @throws {Error} for a fault of the server. */
  async attack(hostile: HostileRequest): Promise<number> {
    const { status, text } = await this.send(hostile).catch(() => ({ status: 0, text: "" }));
    if (status === 500 || /SELECT|sqlite|\/src\/|\/dist\//i.test(text))
      throw new Error(`${hostile.what}: ${status} ${text.slice(0, 300)}`);
    return status;
  }

  close(): void {
    this.agent.destroy();
  }

  private async send(sent: HostileRequest): Promise<{ status: number; text: string }> {
    const { method = "POST", path = "/graphql", headers = {}, body = "", stallsFor } = sent;
    const bytes = Buffer.from(body);
    const length = method === "GET" ? {} : { "content-length": String(bytes.length) };
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = request(
        {
          port: this.port,
          host: "127.0.0.1",
          method,
          path,
          agent: this.agent,
          headers: { ...headers, ...length },
        },
        resolve,
      );
      outgoing.on("error", reject);
      if (stallsFor === undefined) outgoing.end(method === "GET" ? undefined : bytes);
      else {
        outgoing.write(bytes.subarray(0, bytes.length / 2));
        void setTimeout(stallsFor).then(() => outgoing.destroy());
      }
    });
    const incoming = await answer;
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part);
    const beginning = Buffer.concat(parts).subarray(0, readBytes);
    return { status: incoming.statusCode ?? 0, text: beginning.toString() };
  }
}
