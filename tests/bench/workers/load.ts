import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";

export interface Load {
  url: string;
  /** JSON bodies for POST /graphql; each connection goes round all of them. */
  bodies: readonly string[];
  connections: number;
}

/** Connections that each send the next request as soon as the answer to the one before is there. */
export class LoadTool {
  #answers = 0;
  #isRunning = false;
  readonly #sockets: { socket: Socket; next(): void }[] = [];

  static async open({ url, bodies, connections }: Load): Promise<LoadTool> {
    const tool = new LoadTool();
    const requests = bodies.map((body) => toRequest(body));
    for (let index = 0; index < connections; index += 1) {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      await once(socket, "connect");
      tool.#sockets.push({ socket, next: tool.#sendInTurn(socket, requests, index) });
    }
    return tool;
  }

  /** Loads the server for so long; gives the number of answers. */
  async run(milliseconds: number): Promise<number> {
    this.#answers = 0;
    this.#isRunning = true;
    for (const { next } of this.#sockets) next();
    await setTimeout(milliseconds);
    this.#isRunning = false;
    return this.#answers;
  }

  close(): void {
    for (const { socket } of this.#sockets) socket.destroy();
  }

  #sendInTurn(socket: Socket, requests: readonly Buffer[], first: number): () => void {
    let turn = first;
    let missing = 0;
    const next = () => void socket.write(requests[turn++ % requests.length] ?? "");
    socket.on("data", (chunk) => {
      missing += missing === 0 ? lengthOfAnswer(chunk) - chunk.length : -chunk.length;
      if (missing > 0) return;
      this.#answers += 1;
      if (this.#isRunning) next();
    });
    return next;
  }
}

function toRequest(body: string): Buffer {
  const lines = ["POST /graphql HTTP/1.1", "host: bench", "content-type: application/json"];
  const length = `content-length: ${Buffer.byteLength(body)}`;
  return Buffer.from([...lines, length, "", body].join("\r\n"));
}

/** Bytes of head and body, known from an answer's first chunk. */
function lengthOfAnswer(chunk: Buffer): number {
  const end = chunk.indexOf("\r\n\r\n");
  const head = chunk.toString("latin1", 0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (!head.startsWith("HTTP/1.1 200 ") || length === undefined) throw new Error(`Not an answer: ${head}`);
  return end + 4 + Number(length);
}
