import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { type Config, readConfig } from "../../../src/config.js";
import type { Database } from "../../../src/database/database.js";
import type { GraphContext } from "../../../src/graph/context.js";
import { seedIfEmpty } from "../../../src/importing/seed-if-empty.js";
import { composeParts } from "../../../src/serve.js";
import { createServer, type ServerParts } from "../../../src/server/create-server.js";
import { createLogger } from "../../../src/server/logger.js";

/** A server of the program itself, in this process. */
export interface ContentServer {
  /** Without a slash at its end. */
  url: string;
  /** Every log line so far, parsed. */
  logLines(): Record<string, unknown>[];
  stop(): Promise<void>;
}

export interface ContentServerOptions {
  /** Whether the server does without its lane before the router and its answers before Apollo's pipeline. */
  isPipelineOnly?: boolean;
  /** What the environment would decide. */
  config?: Partial<Omit<Config, "limits">> & { limits?: Partial<Config["limits"]> };
  /** Puts other parts in the place of the composition's. */
  change?(parts: ServerParts<GraphContext>): Partial<ServerParts<GraphContext>>;
}

/** Serves the real schema over a database, put together as the program does it, on a free port. */
export async function startContentServer(
  database: Database,
  { isPipelineOnly = false, config = {}, change = () => ({}) }: ContentServerOptions = {},
): Promise<ContentServer> {
  const lines: string[] = [];
  const defaults = readConfig({});
  const limits = { ...defaults.limits, ...config.limits };
  const logDestination = { write: (line: string) => void lines.push(line) };
  const whole = { ...defaults, ...config, limits };
  const parts = await composeParts(database, whole, createLogger({ ...whole, logDestination }));
  // Whoever stops a test's server has sent what it wanted answered.
  const arrivalMilliseconds = 0;
  const app = await createServer<GraphContext>({
    ...parts,
    logDestination,
    arrivalMilliseconds,
    ...change(parts),
  });
  if (isPipelineOnly) {
    app.server.removeAllListeners("request");
    app.server.on("request", (request, response) => {
      // A request that asks for an extension goes through Apollo, also when it names none.
      request.headers["colloquy-extensions"] ??= "";
      app.routing(request, response);
    });
  }
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    logLines: () => lines.map((line) => JSON.parse(line)),
    async stop() {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

/** Fills an empty database with the content that the example operations ask for. */
export async function seed(database: Database, now: string): Promise<void> {
  await seedIfEmpty(database, resolve(import.meta.dirname, "../../../seeds"), now);
}
