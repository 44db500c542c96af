import cluster, { type Worker } from "node:cluster";
import { EventEmitter, once } from "node:events";
import { setTimeout } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import { StartupError } from "../../errors.js";
import { exitOnSignals, type Signal } from "../shutdown.js";
import { RestartDelay } from "./restart-delay.js";
import type { WorkerMessage } from "./worker-message.js";

/** Workers that may die without a word, one after another, before the start counts as failed. */
const startAttempts = 5;

export interface SupervisorParts {
  workers: number;
  /** 0 lets the system pick a free port, the same for all. */
  port: number;
  log: FastifyBaseLogger;
}

/**
 * Runs this program in so many more processes, which share one port, and gives their address once all of them listen.
 *
 * From then on a worker that ends is replaced. SIGTERM or SIGINT stops them all and then this process, with 0 when
 * each has ended well and else with 1; a second signal ends all at once.
 * @throws {StartupError} with the reason of the first worker that could not start; no worker is left then.
 */
export async function superviseWorkers(parts: SupervisorParts): Promise<string> {
  // Workers that accept for themselves split a burst of 16 connections anywhere from 8:8 to 0:16, and connections that
  // stay open keep a core idle then; by turns the worst was 5:11. A connection for one request alone costs more by turns.
  cluster.schedulingPolicy = cluster.SCHED_RR;
  const supervisor = new Supervisor(parts);
  exitOnSignals({ stop: (signal) => supervisor.stop(signal), abandon: () => supervisor.kill() });
  return await supervisor.start();
}

interface End {
  /** What the worker said, or how it ended. */
  reason: string;
  hasSaidWhy: boolean;
  isGood: boolean;
}

class Supervisor {
  readonly #parts: SupervisorParts;
  readonly #restartDelay = new RestartDelay();
  readonly #running = new Set<Worker>();
  readonly #listening = new Set<Worker>();
  readonly #start = new EventEmitter<{ listening: [url: string]; error: [StartupError] }>();
  readonly #stopping = new AbortController();
  #places: Promise<void>[] = [];
  #port: number;
  #url: string | undefined;
  #hasStarted = false;
  #hasBadEnd = false;

  constructor(parts: SupervisorParts) {
    this.#parts = parts;
    this.#port = parts.port;
  }

  async start(): Promise<string> {
    const started = once(this.#start, "listening");
    this.#places = Array.from({ length: this.#parts.workers }, () => this.#fillPlace());
    try {
      const [url] = await started;
      return url;
    } catch (error) {
      await Promise.all(this.#places);
      throw error;
    }
  }

  /** Gives the exit code of the primary, once no worker is left. */
  async stop(signal: Signal): Promise<number> {
    this.#parts.log.info({ signal }, "stopping");
    this.#end(signal);
    await Promise.all(this.#places);
    return this.#hasBadEnd ? 1 : 0;
  }

  kill(): void {
    this.#end("SIGKILL");
  }

  #end(signal: NodeJS.Signals): void {
    this.#stopping.abort();
    for (const worker of this.#running) worker.process.kill(signal);
  }

  /** Runs one worker after another until the primary stops. */
  async #fillPlace(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const bornAt = Date.now();
      const worker = cluster.fork({ PORT: String(this.#choosePort()) });
      const end = await this.#run(worker);
      const milliseconds = this.#restartDelay.afterDeath(Date.now() - bornAt);
      if (signal.aborted) this.#hasBadEnd ||= !end.isGood;
      else this.#recordEnd(worker, end, milliseconds);
      await setTimeout(milliseconds, undefined, { signal }).catch(() => {});
    }
  }

  /** The system's choice of a free port lasts as long as a worker listens; later workers ask for that port itself. */
  #choosePort(): number {
    if (this.#url && this.#listening.size === 0) this.#port ||= Number(new URL(this.#url).port);
    return this.#port;
  }

  async #run(worker: Worker): Promise<End> {
    this.#running.add(worker);
    let said: string | undefined;
    worker.on("message", (message: WorkerMessage) => {
      if (message.kind === "failed") said = message.reason;
      else this.#admit(worker, message.url);
    });
    const how = await untilEnd(worker);
    this.#running.delete(worker);
    const hasListened = this.#listening.delete(worker);
    return { reason: said ?? how, hasSaidWhy: said !== undefined, isGood: how === endedWell || !hasListened };
  }

  #admit(worker: Worker, url: string): void {
    this.#url ??= url;
    // The last worker on the port that the system chose can die while its successor starts.
    if (url !== this.#url) return void worker.process.kill("SIGTERM");
    this.#listening.add(worker);
    if (this.#hasStarted || this.#listening.size < this.#parts.workers) return;
    this.#hasStarted = true;
    this.#start.emit("listening", url);
  }

  #recordEnd({ id }: Worker, { reason, hasSaidWhy }: End, milliseconds: number): void {
    const isLost = hasSaidWhy || this.#restartDelay.quickDeaths >= startAttempts;
    if (!this.#hasStarted && isLost) {
      this.kill();
      this.#start.emit(
        "error",
        new StartupError(hasSaidWhy ? reason : `Worker ${id} ${reason} as it started, like those before it.`),
      );
      return;
    }
    this.#parts.log.error({ worker: id, reason, milliseconds }, "replacing a worker that has ended");
  }
}

const endedWell = "ended with 0";

async function untilEnd(worker: Worker): Promise<string> {
  return await new Promise((resolve) => {
    worker.on("exit", (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with ${code}`));
    worker.on("error", ({ message }: Error) => {
      // With a process there is an exit too; such an error is of a message to a worker that has just died.
      if (worker.process.pid === undefined) resolve(`could not be started: ${message}`);
    });
  });
}
