import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import pg from "pg";

/** A connection to the server that is lent to one client for one transaction after the other. */
type Backend = Socket;

/**
 * A pooler in transaction mode: each transaction runs on another connection to the server than the one before it.
 *
 * Like PgBouncer it refuses clients that send settings at the start. It asks nobody for a password, and has no SSL.
 */
export class TransactionPooler {
  readonly #idle: Backend[] = [];
  readonly #waiting: ((backend: Backend) => void)[] = [];
  readonly #clients = new Set<Socket>();
  readonly #server: Server = createServer((socket) => this.#accept(socket));

  private constructor(private readonly backends: readonly Backend[]) {
    this.#idle.push(...backends);
  }

  static async open(url: string, size = 4): Promise<TransactionPooler> {
    const backends = await Promise.all(Array.from({ length: size }, () => connectBackend(url)));
    const pooler = new TransactionPooler(backends);
    pooler.#server.listen(0, "127.0.0.1");
    await once(pooler.#server, "listening");
    return pooler;
  }

  /** The same URL by way of the pooler. */
  lead(url: string): string {
    const { port } = this.#server.address() as AddressInfo;
    return Object.assign(new URL(url), { port: String(port) }).href;
  }

  async close(): Promise<void> {
    for (const socket of this.#clients) socket.destroy();
    this.#server.close();
    for (const backend of this.backends) backend.destroy();
  }

  #accept(socket: Socket): void {
    this.#clients.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => this.#clients.delete(socket));
    let rest = Buffer.alloc(0);
    let session: Session | undefined;
    socket.on("data", (bytes: Buffer) => {
      rest = Buffer.concat([rest, bytes]);
      for (;;) {
        const typeLength = session ? 1 : 0;
        const length = rest.length >= typeLength + 4 ? typeLength + rest.readInt32BE(typeLength) : Infinity;
        if (rest.length < length) return;
        const message = rest.subarray(0, length);
        rest = rest.subarray(length);
        if (session) session.receive(message);
        else session = this.#greet(socket, message);
      }
    });
  }

  #greet(socket: Socket, message: Buffer): Session | undefined {
    if (message.toString("latin1").includes("\0options\0")) {
      socket.end(toMessage("E", "SFATAL\0C08P01\0Munsupported startup parameter: options\0\0"));
      return undefined;
    }
    socket.write(Buffer.concat([toMessage("R", "\0\0\0\0"), toMessage("Z", "I")]));
    return new Session(socket, this);
  }

  borrow(use: (backend: Backend) => void): void {
    const backend = this.#idle.shift();
    if (backend) use(backend);
    else this.#waiting.push(use);
  }

  giveBack(backend: Backend): void {
    const next = this.#waiting.shift();
    if (next) next(backend);
    else this.#idle.push(backend);
  }
}

/** What one client sends, and what it is answered. */
class Session {
  #backend: Backend | undefined;
  #unsent: Buffer[] = [];
  #isBorrowing = false;

  constructor(
    private readonly socket: Socket,
    private readonly loans: TransactionPooler,
  ) {}

  receive(message: Buffer): void {
    if (message.toString("latin1", 0, 1) === "X") {
      this.socket.end();
      return;
    }
    this.#unsent.push(message);
    if (this.#backend) this.#send(this.#backend);
    else if (!this.#isBorrowing) this.loans.borrow((backend) => this.#begin(backend));
    this.#isBorrowing = !this.#backend;
  }

  #begin(backend: Backend): void {
    this.#backend = backend;
    this.#isBorrowing = false;
    let rest = Buffer.alloc(0);
    backend.on("data", (bytes: Buffer) => {
      this.socket.write(bytes);
      rest = Buffer.concat([rest, bytes]);
      while (rest.length >= 5 && rest.length >= 1 + rest.readInt32BE(1)) {
        const [type, , , , , status] = rest.toString("latin1", 0, 6);
        rest = rest.subarray(1 + rest.readInt32BE(1));
        // Ready for the next query, and in no transaction.
        if (type === "Z" && status === "I") this.#end(backend);
      }
    });
    this.#send(backend);
  }

  #send(backend: Backend): void {
    for (const message of this.#unsent.splice(0)) backend.write(message);
  }

  #end(backend: Backend): void {
    backend.removeAllListeners("data");
    this.#backend = undefined;
    this.loans.giveBack(backend);
  }
}

/** Connects with the driver, which knows how to prove who it is, and takes what lies below. */
async function connectBackend(url: string): Promise<Backend> {
  const client = new pg.Client(url);
  client.on("error", () => undefined);
  await client.connect();
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.removeAllListeners("data");
  return stream;
}

function toMessage(type: string, body: string): Buffer {
  const bytes = Buffer.from(body, "latin1");
  const head = Buffer.alloc(5);
  head.write(type, "latin1");
  head.writeInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
}
