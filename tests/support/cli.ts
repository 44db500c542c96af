import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

const cli = resolve(import.meta.dirname, "../../dist/cli.js");

export interface CliOutcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the built command line program (`npm run build`) with an environment of its own. */
export function startCli(args: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  if (!existsSync(cli)) throw new Error("dist/cli.js is not there: run npm run build before the tests");
  return spawn(process.execPath, [cli, ...args], { env: { PATH: process.env.PATH, ...environment } });
}

/** Runs a command to its end. */
export async function runCli(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<CliOutcome> {
  const child = startCli(args, environment);
  const outcome: CliOutcome = { code: null, stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk: Buffer) => {
    outcome.stdout += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    outcome.stderr += chunk.toString();
  });
  const [code] = await once(child, "close");
  return { ...outcome, code };
}
