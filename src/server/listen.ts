import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { StartupError } from "../errors.js";

interface Address {
  host: string;
  port: number;
}

/** Prints the line by which people and programs know that the server is ready. */
export function printListening(url: string): void {
  process.stdout.write(`listening on ${url}\n`);
}

/**
 * Starts to accept connections and announces `http://HOST:PORT`, with the port really taken.
 *
 * @throws {StartupError} when the port is taken or forbidden, or the host is none of this machine.
 */
export async function listen(
  app: FastifyInstance,
  { host, port }: Address,
  announce: (url: string) => void = printListening,
): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw new StartupError(describeFailure(error as NodeJS.ErrnoException, { host, port }), { cause: error });
  }
  const taken = app.server.address() as AddressInfo;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${taken.port}`;
  announce(url);
  return url;
}

function describeFailure({ code, message }: NodeJS.ErrnoException, { host, port }: Address): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is taken by another process. Stop that process, or set PORT to another port (0 picks a free one).`;
    case "EACCES":
      return `This user may not listen on port ${port} of ${host}. Set PORT to 1024 or higher.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `HOST ${host} is not an address of this machine. Set HOST to 127.0.0.1 for this machine only, or 0.0.0.0 for all its addresses.`;
    default:
      return `Cannot listen on ${host}:${port}: ${message}`;
  }
}
