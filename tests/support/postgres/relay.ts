import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A port in front of a server: a network that can lead elsewhere, or lose what is sent. */
export class Relay {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #targets = new Set<Socket>();
  #isSwallowing = false;
  #count = 0;

  private constructor(private readonly chooseTarget: (connection: number) => number) {
    this.#server = createServer((socket) => this.#accept(socket));
  }

  /** `chooseTarget` gives the port that a connection is led to, by how many there were before it. */
  static async open(chooseTarget: (connection: number) => number): Promise<Relay> {
    const relay = new Relay(chooseTarget);
    relay.#server.listen(0, "127.0.0.1");
    await once(relay.#server, "listening");
    return relay;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Connections that were ever made. */
  get count(): number {
    return this.#count;
  }

  /** The same URL by way of this port. */
  lead(url: string): string {
    return Object.assign(new URL(url), { port: String(this.port) }).href;
  }

  /** Loses all that is sent, and accepts connections that lead nowhere. */
  swallow(): void {
    this.#isSwallowing = true;
    for (const socket of this.#sockets) socket.removeAllListeners("data");
    for (const socket of this.#sockets) socket.resume();
  }

  /** Leads new connections through; those that there were stay dead: the server forgets them, and clients are not told. */
  restore(): void {
    this.#isSwallowing = false;
    for (const target of this.#targets) if (target.listenerCount("data") === 0) target.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  #accept(socket: Socket): void {
    this.#keep(socket);
    const connection = this.#count;
    this.#count += 1;
    if (this.#isSwallowing) {
      socket.resume();
      return;
    }
    const target = connect(this.chooseTarget(connection), "127.0.0.1");
    this.#keep(target);
    this.#targets.add(target);
    target.on("close", () => this.#targets.delete(target));
    this.#forward(socket, target);
    this.#forward(target, socket);
  }

  #forward(from: Socket, to: Socket): void {
    from.on("data", (bytes) => to.write(bytes));
    from.on("close", () => {
      // What was swallowed includes the farewell.
      if (from.listenerCount("data") > 0) to.destroy();
    });
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => this.#sockets.delete(socket));
  }
}
