import { setTimeout as sleep } from "node:timers/promises";
import {
  type ConnectionOptions,
  createClient,
  destroyClient,
  type PostgresClient,
} from "../../dialects/postgres-connection.js";
import { afterRunning } from "../../dialects/running-time.js";

/** How long a server that is asked whether it is there may take to say so. */
const answerMilliseconds = 1_000;
/** How often it is asked while nothing is heard of it. */
const intervalMilliseconds = 500;
/** How long to wait before connecting again: the first time, at the most, and while the server is not lost yet. */
const backoffMilliseconds = { first: 50, most: 1_000, again: 400 };

export interface HeartbeatParts {
  connection: ConnectionOptions;
  /** Prepares a new connection; a notification on it is a reason to ask at once. */
  greet?(client: PostgresClient): Promise<void>;
  /** Asks the server on the one connection; what it throws ends the connection. */
  ask(client: PostgresClient): Promise<void>;
  onLoss(error: unknown): void;
  /** How long after a question the next one is asked, if sooner than twice a second. */
  pauseMilliseconds?(): number;
}

/** With more answers a connection has lasted, and the next one is made at once. */
const lastingBeats = 2;

/**
 * Keeps one connection to a server and asks something of it: at once after a notification, else at least twice a
 * second.
 *
 * A server that has not answered for a second is lost; so is one that has ended the connection, as an administrator can
 * with a single one, and does not answer within a second on another either. A lost one is called again with growing
 * pauses, at most a second.
 */
export class Heartbeat {
  readonly #parts: HeartbeatParts;
  readonly #ending = new AbortController();
  readonly #running: Promise<void>;
  /** Those who wait for an answer to a question that is asked after now. */
  #waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  #wake: (() => void) | undefined;
  #isAsked = false;
  #askedAt = 0;
  /** Why the server counts as lost; undefined while it is there, or nothing is known of it yet. */
  #loss: unknown;

  constructor(parts: HeartbeatParts) {
    this.#parts = parts;
    this.#running = this.#run().catch(parts.onLoss);
  }

  /** Asks now, and resolves with the answer; rejects when the server is lost, at once when it is known to be. */
  async ask(): Promise<void> {
    if (this.#loss !== undefined) throw this.#loss;
    const answered = new Promise<void>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    this.#isAsked = true;
    this.#wake?.();
    await answered;
  }

  /** Asks soon, for nobody in particular. */
  nudge(): void {
    this.#isAsked = true;
    this.#wake?.();
  }

  async close(): Promise<void> {
    this.#ending.abort();
    this.#wake?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    let pause = backoffMilliseconds.first;
    let isAgain = false;
    while (!this.#ending.signal.aborted) {
      const { beats, fault } = await this.#keepConnection(isAgain);
      isAgain = beats > 0 && !(fault instanceof SilenceError);
      if (fault !== undefined && !isAgain) {
        this.#lose(fault);
        this.#parts.onLoss(fault);
      }
      pause =
        beats > lastingBeats ? backoffMilliseconds.first : Math.min(backoffMilliseconds.most, pause * 2);
      const rest =
        (isAgain ? Math.min(pause, backoffMilliseconds.again) : pause) * (0.75 + Math.random() / 2);
      await sleep(rest, undefined, { signal: this.#ending.signal }).catch(() => undefined);
    }
    this.#lose(new Error("The database is being closed."));
  }

  /** Connects and asks until the connection is lost or closed; gives how often it was answered, and why that ended. */
  async #keepConnection(isAgain: boolean): Promise<{ beats: number; fault?: unknown }> {
    // How long it may take is counted here, not by the driver.
    const client = createClient({ ...this.#parts.connection, connectionTimeoutMillis: 0 });
    let fault: unknown;
    client.on("error", (error) => {
      fault = error;
      this.#wake?.();
    });
    client.on("notification", () => this.nudge());
    let beats = 0;
    try {
      const first = this.#open(client).then(() => this.#beat(client));
      await (isAgain ? within(first, answerMilliseconds) : first);
      for (beats = 1; !this.#ending.signal.aborted; beats += 1) {
        await this.#rest();
        if (fault) throw fault;
        await this.#beat(client);
      }
      await within(client.end(), answerMilliseconds);
      return { beats };
    } catch (error) {
      destroyClient(client);
      return { beats, fault: error };
    }
  }

  async #open(client: PostgresClient): Promise<void> {
    const { connection, greet } = this.#parts;
    await within(client.connect(), connection.connectionTimeoutMillis);
    if (greet) await within(greet(client), answerMilliseconds);
  }

  async #beat(client: PostgresClient): Promise<void> {
    const asking = this.#waiting;
    this.#waiting = [];
    this.#isAsked = false;
    this.#askedAt = performance.now();
    try {
      await within(this.#parts.ask(client), answerMilliseconds);
    } catch (error) {
      // Another connection may answer them yet, unless that has been waited for already.
      if (this.#loss === undefined) this.#waiting.unshift(...asking);
      else for (const { reject } of asking) reject(this.#loss);
      throw error;
    }
    this.#loss = undefined;
    for (const { resolve } of asking) resolve();
  }

  async #rest(): Promise<void> {
    if (this.#isAsked || this.#ending.signal.aborted) return;
    const pause = Math.min(intervalMilliseconds, this.#parts.pauseMilliseconds?.() ?? intervalMilliseconds);
    await new Promise<void>((resolve) => {
      // From question to question, however long the answer took.
      const timer = setTimeout(resolve, Math.max(0, this.#askedAt + pause - performance.now()));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }

  /** Rejects those who wait. */
  #lose(error: unknown): void {
    this.#loss = error;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { reject } of waiting) reject(error);
  }
}

/** Nobody answered: other connections to the server may be dead as well, although nothing tells so. */
export class SilenceError extends Error {}

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  work.catch(() => undefined);
  let stop = () => {};
  const late = new Promise<never>((_, reject) => {
    stop = afterRunning(milliseconds, () => reject(new SilenceError("timeout expired")));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stop();
  }
}
