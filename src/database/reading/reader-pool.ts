import { GraphError, invariant, timeoutError } from "../../errors.js";
import type { Answer, Question } from "./reader-messages.js";
import { ReaderProcess } from "./reader-process.js";
import type { ReadOptions } from "./statement-reader.js";

export interface ReaderPoolOptions {
  /** The most processes at once, those left out that have been with one statement for long. */
  processes: number;
  /** The most processes at all. */
  maximum: number;
  /** How long a statement may hold one of the places that are for quick ones. */
  patienceMilliseconds: number;
  /** The most statements that wait for one of them. */
  waiting: number;
  /** How long a statement may take, its waiting included. */
  limitMilliseconds: number;
  /** How long a process stays with nothing to do. */
  idleMilliseconds: number;
}

/** What holds for a statement while a process is with it. */
interface Running {
  ending: AbortSignal;
  tellWork(milliseconds: number): void;
}

const defaults: ReaderPoolOptions = {
  // One slow statement does not hold up the next; the other cores are for the many quick ones.
  processes: 2,
  // Four endless statements at once leave two places to those that come after them; each process takes 20 to 65 MB.
  maximum: 6,
  patienceMilliseconds: 250,
  // A costly statement takes some 50 ms: so many wait for a second, and more had better come back later.
  waiting: 32,
  limitMilliseconds: 10_000,
  idleMilliseconds: 60_000,
};

/**
 * Runs statements in processes of their own, which are ended when their time is over or nobody wants the answer.
 *
 * The driver has no interrupt, and a thread cannot be stopped inside native code; a process can. They start when
 * a statement needs one, stay for those that follow, and end when there are none.
 */
export class ReaderPool {
  readonly #path: string;
  readonly #options: ReaderPoolOptions;
  readonly #processes = new Set<ReaderProcess>();
  /** The one that ran last stands last; each with the clock that ends it. */
  readonly #idle = new Map<ReaderProcess, NodeJS.Timeout>();
  /** Those that have been with one statement for longer than the patience. */
  readonly #slow = new Set<ReaderProcess>();
  /** Those that wait for a process, in the order in which they came. */
  readonly #waiting = new Set<(process?: ReaderProcess) => void>();
  /** What gives up each statement that waits or runs. */
  readonly #clocks = new Set<AbortController>();
  #isClosed = false;

  constructor(path: string, options: Partial<ReaderPoolOptions> = {}) {
    this.#path = path;
    this.#options = { ...defaults, ...options };
  }

  /** Of the processes that there are now. */
  get processIds(): number[] {
    return [...this.#processes].flatMap(({ pid }) => pid ?? []);
  }

  /**
   * Rejects with the signal's reason when that aborts first.
   *
   * @throws {GraphError} TIMEOUT, SERVER_BUSY
   */
  async read(question: Question, options: ReadOptions = {}): Promise<Answer> {
    invariant(!this.#isClosed, "nothing is read once the reader is closed");
    const { limitMilliseconds } = this.#options;
    const clock = new AbortController();
    const timer = setTimeout(() => clock.abort(timeoutError(limitMilliseconds)), limitMilliseconds);
    const { signal } = options;
    const ending = signal ? AbortSignal.any([signal, clock.signal]) : clock.signal;
    this.#clocks.add(clock);
    try {
      ending.throwIfAborted();
      return await this.#run(await this.#claim(ending), question, {
        ending,
        tellWork: (milliseconds) => options.tellWork?.(milliseconds),
      });
    } finally {
      clearTimeout(timer);
      this.#clocks.delete(clock);
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const clock of this.#clocks) clock.abort(new Error("The database was closed."));
    for (const process of this.#processes) process.stop();
  }

  async #run(process: ReaderProcess, question: Question, { ending, tellWork }: Running): Promise<Answer> {
    if (ending.aborted) this.#pass(process);
    ending.throwIfAborted();
    const stop = () => process.stop();
    ending.addEventListener("abort", stop);
    const timer = setTimeout(() => this.#makeRoomBeside(process), this.#options.patienceMilliseconds);
    const started = performance.now();
    try {
      return await process.ask(question);
    } catch (error) {
      // A process that was stopped says only that it ended.
      ending.throwIfAborted();
      throw error;
    } finally {
      tellWork(performance.now() - started);
      clearTimeout(timer);
      this.#slow.delete(process);
      ending.removeEventListener("abort", stop);
      if (!ending.aborted) this.#pass(process);
    }
  }

  /** A process that has nothing to do, else a new one, else the next that comes free. */
  async #claim(ending: AbortSignal): Promise<ReaderProcess> {
    const idle = [...this.#idle.keys()].at(-1);
    if (idle) return this.#wake(idle);
    if (this.#hasRoom) return this.#start();
    if (this.#waiting.size >= this.#options.waiting) throw serverBusy(this.#waiting.size);
    return (await this.#wait(ending)) ?? this.#start();
  }

  get #hasRoom(): boolean {
    const { size } = this.#processes;
    return size < this.#options.maximum && size - this.#slow.size < this.#options.processes;
  }

  /** Lets a statement that waits have a process of its own while this one is busy for long. */
  #makeRoomBeside(process: ReaderProcess): void {
    this.#slow.add(process);
    if (this.#hasRoom) this.#serveNext();
  }

  #start(): ReaderProcess {
    const process = new ReaderProcess(this.#path, () => this.#forget(process));
    this.#processes.add(process);
    return process;
  }

  /** Gives nothing when a process has ended, so that there is room for a new one. */
  #wait(ending: AbortSignal): Promise<ReaderProcess | undefined> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(take);
        reject(ending.reason);
      };
      const take = (process?: ReaderProcess) => {
        ending.removeEventListener("abort", leave);
        resolve(process);
      };
      this.#waiting.add(take);
      ending.addEventListener("abort", leave);
    });
  }

  /** Gives a process that has answered to the next that waits, or lets it rest. */
  #pass(process: ReaderProcess): void {
    if (!this.#processes.has(process)) return;
    if (this.#serveNext(process)) return;
    const retire = () => this.#wake(process).stop();
    const timer = setTimeout(retire, this.#options.idleMilliseconds);
    this.#idle.set(process, timer.unref());
  }

  #wake(process: ReaderProcess): ReaderProcess {
    clearTimeout(this.#idle.get(process));
    this.#idle.delete(process);
    return process;
  }

  /** A process has ended, asked to or not. */
  #forget(process: ReaderProcess): void {
    this.#wake(process);
    this.#slow.delete(process);
    if (this.#processes.delete(process)) this.#serveNext();
  }

  #serveNext(process?: ReaderProcess): boolean {
    const [next] = this.#waiting;
    if (next === undefined) return false;
    this.#waiting.delete(next);
    next(process);
    return true;
  }
}

function serverBusy(waiting: number): GraphError {
  return new GraphError(
    "SERVER_BUSY",
    `${waiting} slow queries wait already, the maximum. Try again in a moment, or ask for less at once.`,
  );
}
