import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createDatabasePlace, type TestDatabasePlace } from "./database.js";

const root = resolve(import.meta.dirname, "../..");

/** The server as `npm start` runs it once it is built, on a free port. */
export interface BuiltServer {
  url: string;
  child: ChildProcess;
  databaseUrl: string;
  /** Gone after `stop`; of SQLite, the database file's folder. */
  folder: string;
  /** All that its processes have written so far: the log's lines between those of standard output. */
  readOutput(): string;
  ask(document: string, variables?: Record<string, unknown>): Promise<{ status: number; body: GraphqlBody }>;
  /** Sends SIGTERM; gives the exit code. */
  stop(): Promise<number | null>;
}

export interface GraphqlBody {
  // biome-ignore lint/suspicious/noExplicitAny: the shape of an answer is the document's, and what tests assert.
  data?: any;
  errors?: { message: string; extensions: Record<string, unknown> }[];
}

/**
 * Starts dist/main.js over an empty database of the current engine and waits until it listens.
 *
 * `DATABASE_URL` names a database of the caller's in its place, `program` the folder of another build.
 */
export async function startBuiltServer(
  environment: NodeJS.ProcessEnv = {},
  program = root,
): Promise<BuiltServer> {
  const place = environment.DATABASE_URL ? borrow(environment.DATABASE_URL) : await createDatabasePlace();
  const { url: databaseUrl, folder, remove } = place;
  const child = spawnMain({ ...environment, DATABASE_URL: databaseUrl }, program);
  const readOutput = collectOutput(child);
  const url = await untilListening(child, readOutput);
  return {
    url,
    child,
    databaseUrl,
    folder,
    readOutput,
    async ask(query, variables) {
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, body: (await response.json()) as GraphqlBody };
    },
    async stop() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      const [code] = await exited;
      await remove();
      return code;
    },
  };
}

/** A database that is there before and after the server. */
function borrow(url: string): TestDatabasePlace {
  return { url, folder: "", remove: async () => undefined };
}

/** Runs dist/main.js to its end; for starts that fail. */
export async function runMainToItsEnd(
  environment: NodeJS.ProcessEnv,
): Promise<{ code: number | null; stderr: string }> {
  const child = spawnMain(environment);
  let stderr = "";
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, "close");
  return { code, stderr };
}

function spawnMain(environment: NodeJS.ProcessEnv, program = root): ChildProcess {
  return spawn(process.execPath, ["dist/main.js"], {
    cwd: program,
    env: { ...process.env, PORT: "0", LOG_LEVEL: "warn", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function collectOutput({ stdout, stderr }: ChildProcess): () => string {
  let output = "";
  for (const stream of [stdout, stderr]) {
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  }
  return () => output;
}

async function untilListening(child: ChildProcess, readOutput: () => string): Promise<string> {
  return await new Promise((resolveUrl, reject) => {
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}:\n${readOutput()}`)));
    child.stdout?.on("data", () => {
      const url = /^listening on (http:\S+)$/m.exec(readOutput())?.[1];
      if (url) resolveUrl(url);
    });
  });
}
