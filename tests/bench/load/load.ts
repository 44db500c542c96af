import { connect, type Socket } from "node:net";

/**
 * A load generator of few parts, on one thread: keep-alive sockets that each send their next request when the last
 * answer is complete.
 *
 * autocannon was tried first. Against a server that answers a constant it used more CPU than the server did, and it
 * knows latencies in whole milliseconds only.
 */

export interface Load {
  port: number;
  /** Whole HTTP requests; sent in turn, from `start` on and over again. */
  requests: readonly Buffer[];
  start: number;
  connections: number;
  seconds: number;
}

export interface LoadResult {
  answers: number;
  seconds: number;
  /** Milliseconds from sending to the last byte, ascending. */
  latencies: Float64Array;
}

/** An HTTP/1.1 request with a JSON body. */
export function toHttpRequest(body: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  const lines = [
    "POST /graphql HTTP/1.1",
    "host: 127.0.0.1",
    "content-type: application/json",
    "accept: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`);
}

/**
 * Sends requests for so many seconds and waits for the last answers.
 *
 * @throws {Error} when an answer is not 200 with data.
 */
export async function runLoad(load: Load): Promise<LoadResult> {
  const run = new LoadRun(load);
  const begin = performance.now();
  await Promise.all(Array.from({ length: load.connections }, () => run.openConnection()));
  const seconds = (performance.now() - begin) / 1_000;
  return { answers: run.latencies.length, seconds, latencies: Float64Array.from(run.latencies).sort() };
}

class LoadRun {
  readonly latencies: number[] = [];
  private next: number;
  private readonly end: number;

  constructor(private readonly load: Load) {
    this.next = load.start;
    this.end = performance.now() + load.seconds * 1_000;
  }

  async openConnection(): Promise<void> {
    const socket = connect({ port: this.load.port, host: "127.0.0.1", noDelay: true });
    await new Promise<void>((resolve, reject) => {
      let sentAt = 0;
      const send = () => {
        if (performance.now() >= this.end) {
          socket.end();
          resolve();
          return;
        }
        sentAt = performance.now();
        socket.write(this.takeRequest());
      };
      socket.on("connect", send);
      socket.on("error", reject);
      new AnswerReader(socket, (fault) => {
        if (fault !== undefined) return reject(new Error(fault));
        this.latencies.push(performance.now() - sentAt);
        send();
      });
    }).finally(() => socket.destroy());
  }

  private takeRequest(): Buffer {
    const { requests } = this.load;
    const request = requests[this.next % requests.length];
    this.next += 1;
    if (!request) throw new Error("a load needs at least one request");
    return request;
  }
}

const headEnd = "\r\n\r\n";
const contentLength = /\r\ncontent-length: (\d+)/i;
const dataStart = '{"data"';

/** Cuts what a socket receives into answers, by the length that the head of each promises. */
class AnswerReader {
  /** Bytes of the answer's body that have not come yet. */
  private missing = 0;
  /** The beginning of an answer whose head has not come whole. */
  private begun: Buffer | undefined;

  constructor(
    socket: Socket,
    private readonly onAnswer: (fault?: string) => void,
  ) {
    socket.on("data", (chunk: Buffer) => this.read(chunk));
    socket.on("close", () => onAnswer("the server closed the connection"));
  }

  private read(chunk: Buffer): void {
    if (this.missing > 0) this.missing -= chunk.length;
    else if (!this.begin(this.begun ? Buffer.concat([this.begun, chunk]) : chunk)) return;
    if (this.missing === 0) this.onAnswer();
  }

  /** Whether the answer has begun, without a fault. */
  private begin(bytes: Buffer): boolean {
    const start = bytes.indexOf(headEnd) + headEnd.length;
    // Little more than the head arrives alone where a server writes it apart.
    const isWhole = start >= headEnd.length && bytes.length >= start + dataStart.length;
    this.begun = isWhole ? undefined : bytes;
    if (!isWhole) return false;
    const fault = findFault(bytes, start);
    if (fault !== undefined) {
      this.onAnswer(fault);
      return false;
    }
    const [, length = "0"] = contentLength.exec(bytes.toString("latin1", 0, start)) ?? [];
    this.missing = start + Number(length) - bytes.length;
    return true;
  }
}

function findFault(bytes: Buffer, bodyStart: number): string | undefined {
  const isOk = bytes.toString("latin1", 9, 12) === "200";
  const isData = bytes.toString("latin1", bodyStart, bodyStart + dataStart.length) === dataStart;
  if (isOk && isData) return undefined;
  return `an answer is not 200 with data: ${bytes.toString("utf8").slice(0, 1_000)}`;
}
