import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

export interface CliOutcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the built command line program (`npm run build`, or that of another folder) with an environment of its own. */
export function startCli(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  program = root,
): ChildProcess {
  const cli = resolve(program, "dist/cli.js");
  if (!existsSync(cli)) throw new Error("dist/cli.js is not there: run npm run build before the tests");
  return spawn(process.execPath, [cli, ...args], { env: { PATH: process.env.PATH, ...environment } });
}

/** Runs a command to its end. */
export async function runCli(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  program = root,
): Promise<CliOutcome> {
  const child = startCli(args, environment, program);
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

/** Runs a command to its end, while this process stands still. */
export function runCliMeanwhile(args: readonly string[]): CliOutcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(root, "dist/cli.js"), ...args], {
    env: { PATH: process.env.PATH },
    encoding: "utf8",
  });
  return { code: status, stdout, stderr };
}
