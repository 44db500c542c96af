import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** A contender that runs in a process of its own. */
export interface ServerProcess {
  pid: number;
  port: number;
  /** From spawn to the line `listening on …`. */
  startMilliseconds: number;
  /** CPU time so far, of all its threads and children. */
  readCpuMilliseconds(): number;
  /** Private memory now: RssAnon, without file mappings, of it and its children. */
  readAnonymousMegabytes(): number;
  stop(): Promise<void>;
}

/** Starts a Node program of this checkout and waits until it listens. */
export async function startServer(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  node = process.execPath,
): Promise<ServerProcess> {
  const begin = performance.now();
  const child = spawn(node, args, {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      TSX_TSCONFIG_PATH: "tests/tsconfig.json",
      PORT: "0",
      NODE_ENV: "production",
      // All load comes from one address.
      ANONYMOUS_BUDGET: "0",
      ...environment,
    },
    // The log is written, as in production, and read by nobody.
    stdio: ["ignore", "pipe", "ignore"],
  });
  const killWithParent = () => child.kill("SIGKILL");
  process.once("exit", killWithParent);
  child.once("exit", () => process.off("exit", killWithParent));
  const port = await readPort(child);
  const startMilliseconds = performance.now() - begin;
  const pid = child.pid ?? 0;
  return {
    pid,
    port,
    startMilliseconds,
    readCpuMilliseconds: () => readFamilyCpu(pid),
    readAnonymousMegabytes: () => sumOfFamily(pid, readAnonymous),
    async stop() {
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    },
  };
}

async function readPort(child: ChildProcess): Promise<number> {
  let output = "";
  return await new Promise((resolvePort, reject) => {
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}:\n${output}`)));
    child.stdout?.on("data", (chunk) => {
      output += chunk;
      const port = /^listening on http:\S+:(\d+)$/m.exec(output)?.[1];
      if (port) resolvePort(Number(port));
    });
  });
}

/** proc(5): fields 14 to 17 of `stat`, the last two of children that have ended, in ticks of 10 ms on every Linux that Node runs on. */
const millisecondsPerTick = 10;

function readCpu(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]?.split(" ") ?? [];
  const ticks = fields.slice(11, 15).map(Number);
  return ticks.reduce((sum, count) => sum + count, 0) * millisecondsPerTick;
}

/** RssAnon of a process in megabytes. */
export function readAnonymous(pid: number): number {
  const [, kilobytes = "0"] = /^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "latin1")) ?? [];
  return Number(kilobytes) / 1_024;
}

/** CPU time in milliseconds of a process and all that it has started and that still run. */
export function readFamilyCpu(pid: number): number {
  return sumOfFamily(pid, readCpu);
}

function sumOfFamily(pid: number, read: (pid: number) => number): number {
  const descendants = listDescendants(pid).map((member) => unlessEnded(() => read(member), 0));
  return descendants.reduce((sum, value) => sum + value, read(pid));
}

function listDescendants(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
    const children = readFileSync(`/proc/${pid}/task/${thread}/children`, "latin1").match(/\d+/g) ?? [];
    return children.map(Number).flatMap((child) => [child, ...unlessEnded(() => listDescendants(child), [])]);
  });
}

/** A child may end at any time: PostgreSQL's come and go. */
function unlessEnded<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return otherwise;
    throw error;
  }
}
