import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { readAnonymous } from "./server-process.js";

const root = resolve(import.meta.dirname, "../..");

export interface ProgramRun {
  seconds: number;
  /** RssAnon at its highest, looked at every 50 ms. */
  peakMegabytes: number;
  stdout: string;
}

/**
 * Runs a Node program of this checkout to its end.
 *
 * @throws {Error} when it does not end with one of the accepted codes.
 */
export async function runProgram(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  acceptedCodes: readonly (number | null)[] = [0],
): Promise<ProgramRun> {
  const begin = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, TSX_TSCONFIG_PATH: "tests/tsconfig.json", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const killWithParent = () => child.kill("SIGKILL");
  process.once("exit", killWithParent);
  let stdout = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  const watch = watchPeak(() => readAnonymous(child.pid ?? 0));
  const code = await new Promise<number | null>((resolveCode) => child.once("close", resolveCode));
  process.off("exit", killWithParent);
  const run = { seconds: (performance.now() - begin) / 1_000, peakMegabytes: watch.stop(), stdout };
  if (!acceptedCodes.includes(code))
    throw new Error(`${args.join(" ")} ended with ${code}:\n${stdout.slice(-2_000)}`);
  return run;
}

/** Looks at a number every 50 ms and keeps the highest. */
export function watchPeak(read: () => number): { stop(): number } {
  let peak = 0;
  const timer = setInterval(() => {
    try {
      peak = Math.max(peak, read());
    } catch {
      // The process has just ended.
    }
  }, 50);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}
