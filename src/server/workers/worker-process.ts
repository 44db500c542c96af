import cluster from "node:cluster";
import type { Config } from "../../config.js";
import { StartupError } from "../../errors.js";
import type { WorkerMessage } from "./worker-message.js";

/** This process's number among those that its primary has started, counted from 1; undefined in any other process. */
export function findWorkerNumber({ workers }: Pick<Config, "workers">): number | undefined {
  // Another program's primary may have started this one to serve alone.
  return workers > 1 ? cluster.worker?.id : undefined;
}

/** Starts a worker; its failure goes to the primary, which says once what all workers would say, and ends it with 1. */
export async function startWorker(start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    tellPrimary({ kind: "failed", reason: describe(error) }, () => process.exit(1));
  }
}

/** Tells the primary where this worker listens; the primary prints it when all do. */
export function reportListening(url: string): void {
  tellPrimary({ kind: "listening", url });
}

function tellPrimary(message: WorkerMessage, onSent?: () => void): void {
  process.send?.(message, undefined, undefined, onSent);
}

function describe(error: unknown): string {
  if (error instanceof StartupError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
