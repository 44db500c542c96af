import { GraphError } from "../../errors.js";

/** Statements of one caller that run at once; each process of the server counts for itself. */
export const maximumAtOnce = 4;

/** Those that wait for them. */
const maximumWaiting = 200;

interface Caller {
  running: number;
  waiting: Set<() => void>;
}

/**
 * Lets only so many statements of a caller run at once, so that those of others need not wait for all of them.
 *
 * What is answered at once takes no turn.
 */
export class CallerTurns {
  private readonly callers = new Map<string, Caller>();

  /** @throws {GraphError} SERVER_BUSY when too many wait already; or the signal's reason. */
  run<T>(
    id: string,
    read: () => T | Promise<T>,
    ending: { readonly signal?: AbortSignal | undefined },
  ): T | Promise<T> {
    const caller = this.callers.get(id);
    if (!caller || caller.running < maximumAtOnce) return this.begin(id, read);
    return this.wait(caller, ending.signal).then(() => this.follow({ id, caller }, read));
  }

  private begin<T>(id: string, read: () => T | Promise<T>): T | Promise<T> {
    const result = read();
    if (!(result instanceof Promise)) return result;
    const caller = this.callers.get(id) ?? { running: 0, waiting: new Set() };
    this.callers.set(id, caller);
    caller.running += 1;
    const leave = () => this.leave(id, caller);
    result.then(leave, leave);
    return result;
  }

  /** In the place of one that has ended. */
  private async follow<T>(
    { id, caller }: { id: string; caller: Caller },
    read: () => T | Promise<T>,
  ): Promise<T> {
    try {
      return await read();
    } finally {
      this.leave(id, caller);
    }
  }

  private leave(id: string, caller: Caller): void {
    const [next] = caller.waiting;
    if (next) next();
    else caller.running -= 1;
    if (caller.running === 0) this.callers.delete(id);
  }

  private async wait({ waiting }: Caller, signal: AbortSignal | undefined): Promise<void> {
    if (waiting.size >= maximumWaiting) throw busyError();
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.delete(begin);
        reject(signal?.reason);
      };
      const begin = () => {
        waiting.delete(begin);
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      waiting.add(begin);
      signal?.addEventListener("abort", leave, { once: true });
    });
  }
}

function busyError(): GraphError {
  return new GraphError(
    "SERVER_BUSY",
    `${maximumAtOnce} of your operations run and ${maximumWaiting} wait for them, the maximum. Try again in a moment, and send fewer at once.`,
  );
}
