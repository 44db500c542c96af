import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { createServer, type ServerParts } from "../../../src/server/create-server.js";
import { type LibraryContext, libraryResolver, librarySchema } from "./library-schema.js";

export interface TestServer {
  app: FastifyInstance;
  /** Without a slash at its end. */
  url: string;
  /** Every log line so far, parsed. */
  logLines(): Record<string, unknown>[];
  /** Lets the field `slow` answer. */
  openGate(answer: string): void;
  stop(): Promise<void>;
}

/** A real server on a free port of this machine; every part can be replaced. */
export async function startTestServer(parts: Partial<ServerParts<LibraryContext>> = {}): Promise<TestServer> {
  const lines: string[] = [];
  const { promise: gate, resolve: openGate } = promiseWithResolver<string>();
  const app = await createServer<LibraryContext>({
    schema: librarySchema,
    fieldResolver: libraryResolver,
    createContext: ({ id }) => ({ requestId: id, gate }),
    checkReadiness: async () => ({ canAnswer: true, faults: [] }),
    operations: [],
    logLevel: "debug",
    logDestination: { write: (line) => void lines.push(line) },
    // Whoever stops a test's server has sent what it wanted answered.
    arrivalMilliseconds: 0,
    ...parts,
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    app,
    url: `http://127.0.0.1:${port}`,
    logLines: () => lines.map((line) => JSON.parse(line)),
    openGate,
    stop: () => app.close(),
  };
}

function promiseWithResolver<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
