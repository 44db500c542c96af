import { type ChildProcess, fork } from "node:child_process";
import type { Answer, Fault, Question } from "./reader-messages.js";

/** Beside this module, and in its language: run from the sources, as tests are, it needs a loader for them. */
const entry = import.meta.filename.replace(/[^/\\]+(?=\.[jt]s$)/, "reader-entry");
const execArgv = entry.endsWith(".ts") ? ["--import", "tsx"] : [];

interface Asker {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/**
 * A child process that reads one database file; it starts at once and lives until it is stopped or this process ends.
 *
 * Measured against frames of bytes over a pipe of its own: Node's channel with structured clones is about as quick
 * for a small answer (25 against 20 µs there and back) and for one of 5 MB (2 against 1.5 ms), and needs no
 * protocol. A start takes 60 to 90 ms.
 */
export class ReaderProcess {
  readonly #child: ChildProcess;
  readonly #onEnd: () => void;
  #asker: Asker | undefined;

  constructor(path: string, onEnd: () => void) {
    this.#onEnd = onEnd;
    this.#child = fork(entry, [path, String(process.pid)], {
      execArgv,
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#child.on("message", (message: Answer | Fault) => this.#settle(message));
    this.#child.on("error", (error) => this.#end(error));
    this.#child.on("exit", (code, signal) =>
      this.#end(new Error(`A reader process ended by ${signal ?? `exit code ${code}`}.`)),
    );
    this.#keepParentAlive(false);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Runs a statement; rejects when it fails or the process ends first. The next one has to wait for it. */
  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#asker = { resolve, reject };
      this.#keepParentAlive(true);
      this.#child.send(question, (error) => error && this.#abandon(error));
    });
  }

  /** Ends the process, in the middle of a statement too: a killed reader leaves nothing behind in the file. */
  stop(): void {
    this.#child.kill("SIGKILL");
  }

  #settle(message: Answer | Fault): void {
    const asker = this.#asker;
    this.#asker = undefined;
    this.#keepParentAlive(false);
    if ("fault" in message) asker?.reject(Object.assign(new Error(message.fault.message), message.fault));
    else asker?.resolve(message);
  }

  /** Cannot be talked to, whether it lives or not. */
  #abandon(error: Error): void {
    this.stop();
    this.#end(error);
  }

  #end(error: Error): void {
    this.#onEnd();
    this.#asker?.reject(error);
    this.#asker = undefined;
  }

  /** An idle process must not keep a command or a test from ending. */
  #keepParentAlive(isNeeded: boolean): void {
    const method = isNeeded ? "ref" : "unref";
    this.#child[method]();
    this.#child.channel?.[method]();
  }
}
