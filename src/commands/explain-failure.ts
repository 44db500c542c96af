import { CommanderError } from "commander";
import { StartupError } from "../errors.js";
import { printError } from "./output.js";

/** Says on stderr why a command ended; gives the exit code: 1 for a failure, 2 for bad usage, 0 when help was asked for. */
export function explainFailure(error: unknown, environment: NodeJS.ProcessEnv = process.env): number {
  if (error instanceof CommanderError) {
    // Commander has printed its message, or the help that was asked for.
    return error.exitCode === 0 ? 0 : 2;
  }
  if (error instanceof StartupError) {
    printError(error.message);
    return 1;
  }
  const isDebugging = environment.LOG_LEVEL === "debug" || environment.LOG_LEVEL === "trace";
  const stack = error instanceof Error ? error.stack : undefined;
  printError(isDebugging && stack !== undefined ? stack : `Unexpected failure: ${toMessage(error)}`);
  if (!isDebugging) printError("Set LOG_LEVEL=debug to see where it happened.");
  return 1;
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
