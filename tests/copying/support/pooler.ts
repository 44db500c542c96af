import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands before a PostgreSQL server and refuses, as poolers do, connections that ask for settings of their own. */
export class Pooler {
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((client) => this.serve(client));

  private constructor(private readonly target: URL) {}

  static async start(url: string): Promise<Pooler> {
    const pooler = new Pooler(new URL(url));
    pooler.server.listen(0, "127.0.0.1");
    await once(pooler.server, "listening");
    return pooler;
  }

  /** The server's database of a URL, through the pooler. */
  urlOf(url: string): string {
    const own = new URL(url);
    own.port = String((this.server.address() as AddressInfo).port);
    return own.href;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, "close");
  }

  private serve(client: Socket): void {
    this.keep(client);
    client.once("data", (first) => {
      if (first.includes("\0options\0")) {
        client.end(refusal);
        return;
      }
      const server = connect(Number(this.target.port), this.target.hostname);
      this.keep(server);
      server.write(first);
      client.pipe(server).pipe(client);
    });
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => this.sockets.delete(socket));
  }
}

/** ErrorResponse of PostgreSQL's protocol, as PgBouncer sends it. */
const refusal = (() => {
  const fields = "SFATAL\0C08P01\0Munsupported startup parameter: options\0\0";
  const length = Buffer.alloc(4);
  length.writeInt32BE(fields.length + 4);
  return Buffer.concat([Buffer.from("E"), length, Buffer.from(fields)]);
})();
