import type { EventEmitter } from "node:events";
import { constants } from "node:os";
import type { FastifyInstance } from "fastify";

const signals = ["SIGTERM", "SIGINT"] as const;

export type Signal = (typeof signals)[number];

export interface ShutdownParts {
  app: FastifyInstance;
  /** Closes what the server stood on, such as the database; runs once no request is left. */
  close(): Promise<void>;
  /** How long requests that run may still take. */
  graceMilliseconds?: number;
  /** In a worker, which a signal of the terminal reaches twice: by itself and passed on by the primary. */
  ignoresSecondSignal?: boolean;
}

/** The part of `process` that signals come from and that ends with an exit code. */
export type SignalledProcess = Pick<EventEmitter, "on"> & { exit(code: number): void };

/**
 * On SIGTERM or SIGINT answers what has been sent, accepts no more, lets running requests finish, closes, and exits with 0.
 *
 * A second signal exits at once, with 128 + its number as a shell reports it; a failure to close exits with 1.
 */
export function stopOnSignals(parts: ShutdownParts, target: SignalledProcess = process): void {
  const steps: SignalSteps = {
    stop(signal) {
      parts.app.log.info({ signal }, "stopping");
      return stop(parts);
    },
    ignoresSecondSignal: parts.ignoresSecondSignal ?? false,
  };
  exitOnSignals(steps, target);
}

export interface SignalSteps {
  /** Gives the exit code. */
  stop(signal: Signal): Promise<number>;
  /** Comes before the exit of a second signal. */
  abandon?(): void;
  ignoresSecondSignal?: boolean;
}

/** At the first SIGTERM or SIGINT stops and exits; at a second one exits at once, with 128 + its number. */
export function exitOnSignals(steps: SignalSteps, target: SignalledProcess = process): void {
  let isStopping = false;
  const receive = (signal: Signal) => {
    if (!isStopping) {
      isStopping = true;
      void steps.stop(signal).then(target.exit.bind(target));
    } else if (!steps.ignoresSecondSignal) {
      steps.abandon?.();
      target.exit(128 + constants.signals[signal]);
    }
  };
  for (const signal of signals) target.on(signal, () => receive(signal));
}

async function stop({ app, close, graceMilliseconds = 10_000 }: ShutdownParts): Promise<number> {
  const deadline = setTimeout(() => {
    app.log.warn({ graceMilliseconds }, "ending requests that still run");
    app.server.closeAllConnections();
  }, graceMilliseconds);
  try {
    await app.close();
    await close();
    return 0;
  } catch (error) {
    app.log.error({ err: error }, "could not close");
    return 1;
  } finally {
    clearTimeout(deadline);
  }
}
